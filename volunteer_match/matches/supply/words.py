"""The supply meter in words: round figures for partners, exact ones for coordinators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask_babel import format_decimal, gettext, ngettext

from volunteer_match.glossary import Format
from volunteer_match.matches.facts.naming import skill_names
from volunteer_match.matching.asking import Sort
from volunteer_match.matching.facts import OpportunityFacts, SessionFacts
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.supply import TIMES_MORE, Supply
from volunteer_match.matching.zones import get_zone
from volunteer_match.web.labels import credential_name, language_name, level_name, proficiency_name
from volunteer_match.web.times import format_clock, format_span, zone_label


@dataclass(frozen=True, slots=True)
class Meter:
    """What components/supply.html shows."""

    figure: str
    text: str
    costs: list[dict[str, Any]] = field(default_factory=list)
    sessions: list[tuple[str, str]] = field(default_factory=list)
    suggestion: str | None = None

    @property
    def said(self) -> str:
        """One sentence for those who hear the page."""
        return f"{self.figure} {self.text}"


def about(number: int) -> str:
    """ "About 30"; 0 is "Fewer than 5"."""
    if not number:
        return gettext("Fewer than 5")
    return gettext("About %(num)s", num=format_decimal(number))


def _about_more(number: int) -> str:
    if not number:
        return gettext("fewer than 5 more")
    return gettext("about %(num)s more", num=format_decimal(number))


def _more(number: int) -> str:
    return gettext("nobody more") if not number else ngettext("%(num)s more", "%(num)s more", number)


def round_meter(answer: Mapping[str, Any], need: OpportunityFacts) -> Meter:
    """The partner's: `answer` as `actions.plain` gives it."""
    total, shift = answer["total"], answer["shift"]
    costs = [(Sort(one["sort"]), one["name"], one["level"], one["without"], one["lower"]) for one in answer["costs"]]
    return Meter(
        figure=about(total),
        text=_text(need, bool(answer["sessions"]), about(answer["suited"])),
        costs=_costs(costs, total, _about_more),
        sessions=_sessions(need, answer["sessions"], about),
        suggestion=_suggestion(need, shift[0], _times_as_many(shift[1])) if shift else None,
    )


def exact_meter(supply: Supply, need: OpportunityFacts, zone: str) -> Meter:
    """The coordinator's; times in their zone."""
    costs = [(one.asked.sort, one.asked.name, one.asked.level, one.without, one.lower) for one in supply.costs]
    shift = supply.shift
    return Meter(
        figure=format_decimal(supply.total),
        text=_text(need, bool(supply.sessions), format_decimal(supply.suited)),
        costs=_costs(costs, supply.total, _more),
        sessions=_sessions(need, dict(supply.sessions), format_decimal, zone),
        suggestion=_suggestion(
            need, shift.hours, ngettext("%(num)s person could", "%(num)s people could", shift.total), zone
        )
        if shift
        else None,
    )


def _text(need: OpportunityFacts, has_sessions: bool, suited: str) -> str:
    if need.format is Format.FLEXIBLE:
        return gettext(
            "could do it in their own time. %(suited)s have what you ask, whatever their time.", suited=suited
        )
    if not has_sessions:
        return gettext("have what you ask. Add a date to see how many are free then.")
    return gettext(
        "could come to at least one session. %(suited)s have what you ask, whatever their time.", suited=suited
    )


def _costs(
    costs: Iterable[tuple[Sort, str, int | None, int, int | None]], total: int, more: Any
) -> list[dict[str, Any]]:
    """The dearest first. The bar shows what share of those who could without it are lost to it."""
    names = skill_names()
    return [
        {
            "label": _label(sort, name, level, names),
            "words": _cost_words(sort, level, without, lower, more),
            "share": round(100 * without / (total + without)) if without else 0,
        }
        for sort, name, level, without, lower in sorted(costs, key=lambda cost: -cost[3])
    ]


def _label(sort: Sort, name: str, level: int | None, names: Mapping[str, str]) -> str:
    if sort is Sort.SKILL and level == SkillLevel.EXPERT:
        return gettext("%(skill)s, %(level)s", skill=names.get(name, name), level=level_name(level))
    if sort is Sort.LANGUAGE and level == Proficiency.NATIVE:
        return gettext("%(language)s, %(level)s", language=language_name(name), level=proficiency_name(level))
    if sort is Sort.SKILL:
        return gettext("%(skill)s, %(level)s or above", skill=names.get(name, name), level=level_name(level or 1))
    if sort is Sort.LANGUAGE:
        asked = proficiency_name(level or 1)
        return gettext("%(language)s, %(level)s or above", language=language_name(name), level=asked)
    if sort is Sort.VERIFIED:
        return gettext("%(language)s, verified by a coordinator", language=language_name(name))
    if sort is Sort.AGE:
        return gettext("%(age)s or over", age=level)
    return credential_name(name)


def _cost_words(sort: Sort, level: int | None, without: int, lower: int | None, more: Any) -> str:
    left_out = gettext("%(more)s without it", more=more(without))
    if lower is None or level is None:
        return left_out
    name = level_name(level - 1) if sort is Sort.SKILL else proficiency_name(level - 1)
    return gettext("%(lower)s at %(level)s; %(without)s", lower=more(lower), level=name, without=left_out)


def _sessions(
    need: OpportunityFacts, counts: Mapping[str, int], words: Any, zone: str | None = None
) -> list[tuple[str, str]]:
    """Each session with how many could come to it, on the clock it was planned on unless a zone is given."""
    return [(_when(one, zone), words(counts[one.id])) for one in need.sessions if one.id in counts]


def _when(session: SessionFacts, zone: str | None) -> str:
    shown = zone or session.time_zone
    span = format_span(session.start, session.end, shown)
    return gettext("%(when)s, %(zone)s", when=span, zone=zone_label(shown, session.start))


def _times_as_many(times: int) -> str:
    if times <= TIMES_MORE:
        return gettext("about three times as many people could")
    return gettext("more than %(times)s times as many people could", times=times)


def _suggestion(need: OpportunityFacts, hours: int, could: str, zone: str | None = None) -> str:
    """ "Two hours later (20:00–21:00), about three times as many people could"; the hours are the first session’s."""
    first = need.sessions[0]
    local = get_zone(zone or first.time_zone)
    start, end = (moment.astimezone(local) + timedelta(hours=hours) for moment in (first.start, first.end))
    span = f"{format_clock(start)}–{format_clock(end)}"
    if hours > 0:
        return gettext("Two hours later (%(span)s), %(could)s.", span=span, could=could)
    return gettext("Two hours earlier (%(span)s), %(could)s.", span=span, could=could)


__all__ = ["Meter", "about", "exact_meter", "round_meter"]
