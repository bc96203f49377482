"""What matching says, in the reader's words. The figures are the same for agent and coordinator."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from flask_babel import gettext, ngettext

from volunteer_match.glossary import Kind
from volunteer_match.matches.facts.naming import partner_names, skill_names
from volunteer_match.matching.engine import Failed, Ranked
from volunteer_match.matching.fit import Part, PartName
from volunteer_match.matching.gates import Gate, GateName
from volunteer_match.matching.order import Adjustment
from volunteer_match.matching.phrases import Code, Phrase
from volunteer_match.matching.words import Voice, words
from volunteer_match.web import labels, times
from volunteer_match.web.folding import capitalised


@dataclass(frozen=True, slots=True)
class GateLine:
    """One gate as `components/gates.html` shows it."""

    label: str
    passed: bool
    text: str
    change: str | None


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of the fit as `components/fit.html` shows it; points with one decimal."""

    label: str
    points: float
    of: int
    reason: str


SAYS_LITTLE = frozenset(
    {Code.SKILLS_OPEN, Code.LANGUAGES_OPEN, Code.INTEREST_NONE, Code.NO_RECORD, Code.SKILL_PREFERRED_ABSENT}
    | {Code.LANGUAGE_PREFERRED_ABSENT}
)
"""True, but nobody claims a place because of it."""


def _names_once(read: Callable[[], Mapping[str, str]]) -> Callable[[str], str]:
    """Looks names up in what `read` gives, which is asked for at the first name and only then."""
    names = cache(read)
    return lambda key: names().get(key, key)


def _interest_names(partner: Callable[[str], str]) -> Callable[[str], str]:
    def name(interest: str) -> str:
        sort, _, key = interest.partition(":")
        if sort == "cause":
            return labels.cause_name(key)
        return partner(key) if sort == "partner" else labels.label(Kind(key))

    return name


def gate_label(name: GateName) -> str:
    return {
        GateName.SKILLS: gettext("Skills"),
        GateName.LANGUAGES: gettext("Languages"),
        GateName.CREDENTIALS: gettext("Credentials"),
        GateName.AGE: gettext("Age"),
        GateName.TIME: gettext("Time"),
        GateName.LIMITS: gettext("Limits"),
        GateName.STANDING: gettext("Standing"),
    }[name]


def part_label(name: PartName) -> str:
    return {
        PartName.SKILLS: gettext("Skills"),
        PartName.LANGUAGES: gettext("Languages"),
        PartName.AVAILABILITY: gettext("Time"),
        PartName.INTEREST: gettext("Interest"),
        PartName.RELIABILITY: gettext("Reliability"),
    }[name]


def strongest_reasons(ranked: Ranked, most: int = 2) -> list[Phrase]:
    """The statements that say most: those of the parts that give most of their weight, one each."""
    telling = [part for part in ranked.parts if part.reason.leaves[0].code not in SAYS_LITTLE]
    best = sorted(telling, key=lambda part: (-part.value, -part.weight))
    return [part.reason.leaves[0] for part in best[:most]]


class Explainer:
    """Explains to one reader: names come from the database once, times are shown in `zone`."""

    def __init__(self, zone: str) -> None:
        self.voice = Voice(
            gettext=gettext,
            ngettext=ngettext,
            skill=_names_once(skill_names),
            language=labels.language_word,
            credential=labels.credential_name,
            interest=_interest_names(_names_once(partner_names)),
            clock=lambda moment: times.format_clock(moment.astimezone(ZoneInfo(zone))),
            moment=lambda moment: times.format_instant(moment, zone),
            day=lambda day: times.format_date(day, with_year=True),
            minutes=times.format_minutes,
        )

    def sentence(self, phrase: Phrase) -> str:
        """A phrase with a capital at its start."""
        return capitalised(words(phrase, self.voice))

    def gates(self, gates: Iterable[Gate]) -> list[GateLine]:
        """The gates that ask something, each with what there is."""
        return [self._gate(gate) for gate in gates if gate.asked is not None or not gate.passed]

    def _gate(self, gate: Gate) -> GateLine:
        told = gate.has if gate.passed and gate.has is not None else gate.asked or gate.has
        assert told is not None, "a gate that is shown has something to tell"
        change = self.sentence(gate.change) if gate.change is not None else None
        return GateLine(gate_label(gate.name), gate.passed, self.sentence(told), change)

    def parts(self, parts: Iterable[Part]) -> list[PartLine]:
        """All parts of a fit, in their order."""
        return [
            PartLine(part_label(part.name), part.tenths / 10, part.weight, self.sentence(part.reason)) for part in parts
        ]

    def strongest(self, ranked: Ranked, most: int = 2) -> list[str]:
        """The reasons that say most, in words."""
        return [self.sentence(reason) for reason in strongest_reasons(ranked, most)]

    def adjustment(self, adjustment: Adjustment) -> str | None:
        """What fairness changed; None where it changed nothing."""
        if not adjustment.lost:
            return None
        factor = labels.factor_words(float(adjustment.factor))
        return gettext("%(why)s (%(factor)s)", why=self.sentence(adjustment.reason), factor=factor)

    def order(self, ranked: Ranked) -> str:
        """The order beside the fit, with what fairness made of one to get the other."""
        order, adjusted = labels.decimal(ranked.order / 10), self.adjustment(ranked.adjustment)
        if adjusted is None:
            return gettext("Order %(order)s, the same as the fit.", order=order)
        return gettext(
            "Order %(order)s of a fit of %(fit)s. %(why)s.",
            order=order,
            fit=labels.decimal(ranked.fit / 10),
            why=adjusted,
        )

    def missing(self, failed: Failed) -> list[str]:
        """What would have to change, gate by gate."""
        return [self.sentence(gate.change) for gate in failed.gates if gate.change is not None]
