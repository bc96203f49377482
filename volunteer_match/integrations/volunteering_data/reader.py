"""From the bytes of a JSON-LD file to the needs it holds: one for each role, or for an activity without roles."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from volunteer_match.integrations.faults import FaultCode, ImportFault
from volunteer_match.integrations.files import load_json
from volunteer_match.integrations.volunteering_data import graph
from volunteer_match.integrations.volunteering_data.graph import Node

ORGANISATIONS = {"Organisation", "Organization"}
CLASSES = {*ORGANISATIONS, "Activity", "Role", "Session"}
PARTS = {"Session", "Location", "Time", "WeekdayTimePeriod"}
"""Nodes of a flattened graph that say something of others and are reached through them."""


@dataclass(frozen=True, slots=True)
class RawNeed:
    """A role with its activity and its organisation; `is_organisation_only` and `is_broken` tell of what is none."""

    place: str
    organisation: Node = field(default_factory=dict)
    activity: Node = field(default_factory=dict)
    role: Node = field(default_factory=dict)
    index: dict[str, Node] = field(default_factory=dict)
    is_organisation_only: bool = False
    is_broken: bool = False


def _is_organisation(node: Node) -> bool:
    return bool(ORGANISATIONS & graph.types_of(node)) or (not graph.types_of(node) and "activity" in node)


def read_records(data: bytes) -> list[RawNeed]:
    """Every need and every node that holds none, each with its place; raises ImportFault for another kind of file."""
    document = load_json(data)
    nodes = graph.graph_of(document)
    if nodes is None:
        raise ImportFault(FaultCode.NOT_VOLUNTEERING_DATA)
    if not nodes:
        raise ImportFault(FaultCode.NO_RECORDS)
    if not any(isinstance(node, dict) and (graph.types_of(node) & CLASSES or _is_organisation(node)) for node in nodes):
        raise ImportFault(FaultCode.NOT_VOLUNTEERING_DATA)
    return list(_Walk(nodes, graph.graph_key(document)).needs())


def _says_something(node: Node) -> bool:
    """An organisation, or a part that others are made of."""
    return _is_organisation(node) or bool(graph.types_of(node) & PARTS)


class _Walk:
    """Goes through the nodes once and remembers which were reached, so that none is told twice and none is lost."""

    def __init__(self, nodes: list[Any], key: str) -> None:
        self.placed = [(f"{key}[{number}]", node) for number, node in enumerate(nodes)]
        self.index = {graph.id_of(node): node for node in nodes if isinstance(node, dict) and graph.id_of(node)}
        self.reached: set[int] = set()

    def needs(self) -> Iterator[RawNeed]:
        """In the order of the file, organisations first: what they hold is told under their place."""
        whole = [(place, node) for place, node in self.placed if isinstance(node, dict)]
        organisations = [(place, node) for place, node in whole if _is_organisation(node)]
        activities = [(place, node) for place, node in whole if "Activity" in graph.types_of(node)]
        held = [need for place, node in organisations for need in self._of_organisation(place, node)]
        free = [(place, node) for place, node in activities if id(node) not in self.reached]
        alone = [need for place, node in free for need in self._alone(place, node)]
        yield from held
        yield from alone
        for place, node in organisations:
            if id(node) not in self.reached:
                yield RawNeed(place, node, is_organisation_only=True)
        for place, node in self.placed:
            if not (isinstance(node, dict) and (id(node) in self.reached or _says_something(node))):
                yield RawNeed(place, is_broken=True)

    def _of_organisation(self, place: str, organisation: Node) -> Iterator[RawNeed]:
        activities = graph.nodes(organisation, self.index, "activity", "organisationActivity")
        self.reached.update([id(organisation)] if activities else [])
        for number, activity in enumerate(activities):
            yield from self._roles(f"{place}.activity[{number}]", organisation, activity)

    def _alone(self, place: str, activity: Node) -> Iterator[RawNeed]:
        """An activity that names its organisation; where the file lacks that, no more than its id is known."""
        terms = ("organisation", "activityOrganisation", "organization")
        found = graph.nodes(activity, self.index, *terms)
        reference = next(iter(graph.values(activity, *terms)), None)
        organisation = found[0] if found else {"id": graph.id_of(reference)}
        self.reached.add(id(organisation))
        yield from self._roles(place, organisation, activity)

    def _roles(self, place: str, organisation: Node, activity: Node) -> Iterator[RawNeed]:
        self.reached.add(id(activity))
        roles = graph.nodes(activity, self.index, "role", "activityRole")
        self.reached.update(id(role) for role in roles)
        if not roles:
            yield RawNeed(place, organisation, activity, {}, self.index)
        for number, role in enumerate(roles):
            yield RawNeed(f"{place}.role[{number}]", organisation, activity, role, self.index)
