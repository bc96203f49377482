"""The times of the standard: intervals in several spellings, and the named half-days of a week. Pure."""

import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from volunteer_match.integrations.concepts import local_name
from volunteer_match.integrations.moments import Moment, parse_iso
from volunteer_match.integrations.timing import Span
from volunteer_match.integrations.volunteering_data import graph
from volunteer_match.integrations.volunteering_data.graph import Node

# "begining" is how one large publisher spells it.
STARTS = ("hasBeginning", "beginning", "begining", "start", "startDate", "begin")
ENDS = ("hasEnd", "end", "endDate", "finish")
INSTANTS = ("inXSDDateTimeStamp", "inXSDDateTime", "inXSDDate", "inDateTime", "dateTime")
HALF_DAY = re.compile(
    r"(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(Morning|Afternoon|Evening)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Times:
    """What the sessions of a need say: dated spans, half-days ("Monday morning"), and how many couldn't be read."""

    spans: tuple[Span, ...]
    half_days: tuple[str, ...]
    unreadable: int


def _moment(value: Any, zone: ZoneInfo) -> Moment | None:
    instant = graph.first_text(value, *INSTANTS) if isinstance(value, dict) else ""
    return parse_iso(instant or graph.literal(value), zone)


def _side(time: Node, terms: tuple[str, ...], zone: ZoneInfo) -> tuple[Moment | None, bool]:
    """The moment, and whether something stood there that is none."""
    found = next((found for term in terms if (found := graph.values(time, term))), [])
    moment = _moment(found[0], zone) if found else None
    return moment, bool(found) and moment is None


def find_half_day(value: Any) -> str | None:
    """`Monday morning` for `…/MondayMorning`, however it is wrapped."""
    names = [graph.id_of(value)] if isinstance(value, str) else [graph.id_of(value), graph.first_text(value, "label")]
    for name in names:
        if match := HALF_DAY.fullmatch(local_name(name).replace(" ", "")):
            return f"{match[1].capitalize()} {match[2].lower()}"
    return None


def _times_of(session: Node, index: dict[str, Node]) -> list[Any]:
    return [
        index.get(graph.id_of(value), value) if isinstance(value, str) or set(value) <= set(graph.ID_KEYS) else value
        for value in graph.values(session, "time", "sessionTime")
        if isinstance(value, str | dict)
    ]


def read_times(sessions: list[Node], index: dict[str, Node], zone: ZoneInfo) -> Times:
    """Everything that the sessions say of time."""
    spans: list[Span] = []
    half_days: dict[str, None] = {}
    unreadable = 0
    for value in (time for session in sessions for time in _times_of(session, index)):
        if half_day := find_half_day(value):
            half_days[half_day] = None
            continue
        time = value if isinstance(value, dict) else {}
        (start, bad_start), (end, bad_end) = _side(time, STARTS, zone), _side(time, ENDS, zone)
        if (start or end) and not (bad_start or bad_end):
            spans.append(Span(start, end))
        else:
            unreadable += 1
    return Times(tuple(spans), tuple(half_days), unreadable)
