"""A proposal in words: lines grouped by need, and the comparison with first come, first served."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from volunteer_match.matches.explanations import Explainer
from volunteer_match.matches.proposing.figures import Figures, Side
from volunteer_match.matches.proposing.keeping import unpack
from volunteer_match.matches.proposing.models import ProposalLine
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.matches.wording import deadline_words, refusal_text
from volunteer_match.matching.phrases import Code, phrase
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.web.times import format_span


@dataclass(frozen=True, slots=True)
class LineShown:
    """One ask: `adjustment` says in words what fairness changed (None: nothing), `refusal` why it could not be sent."""

    line: ProposalLine
    name: str
    when: str
    reasons: list[str]
    adjustment: str | None
    refusal: str | None


@dataclass(frozen=True, slots=True)
class NeedShown:
    """One need with its lines."""

    need: Opportunity
    lines: list[LineShown]

    @property
    def open_lines(self) -> int:
        return sum(shown.line.is_open for shown in self.lines)


def needs_shown(lines: list[ProposalLine], explainer: Explainer, zone: str) -> list[NeedShown]:
    """In the order in which the proposal was worked out."""
    return [
        NeedShown(need, [_line(line, explainer, zone) for line in group])
        for need, group in groupby(lines, key=lambda line: line.opportunity)
    ]


def _line(line: ProposalLine, explainer: Explainer, zone: str) -> LineShown:
    return LineShown(
        line,
        line.agent.account.display_name,
        when_words(line, zone),
        [explainer.sentence(unpack(reason)) for reason in line.reasons],
        _adjustment(line, explainer),
        refusal_text(MatchRefusal[line.refusal]) if line.refusal else None,
    )


def when_words(line: ProposalLine, zone: str) -> str:
    """ "Tue 24 Nov, 18:00–19:00", or what a flexible need says of its time."""
    session = line.session
    if session.starts_at is not None and session.ends_at is not None:
        return format_span(session.starts_at, session.ends_at, zone)
    return deadline_words(line.opportunity.deadline, zone)


def _adjustment(line: ProposalLine, explainer: Explainer) -> str | None:
    """Asks of the last week, and those that come before this one in the same proposal."""
    said = []
    if line.asked:
        said.append(explainer.sentence(phrase(Code.ASKED_LATELY, count=line.asked)))
    if line.nth:
        said.append(
            ngettext(
                "%(num)s ask before this one in the proposal", "%(num)s asks before this one in the proposal", line.nth
            )
        )
    return ", ".join(said) if said and line.order_after < line.fit else None


def promise(figures: Figures) -> str:
    """How good the proposal is, and no better."""
    if not figures.proposed.places:
        return _("Nobody could be proposed.")
    if figures.is_best:
        return _("It is the best possible: no other choice of people adds up to more.")
    share = format_decimal(round(100 * figures.gap, 2))
    return _("It is within %(share)s %% of the best possible: the search was stopped in time.", share=share)


def comparison(figures: Figures) -> str:
    """What first come, first served would have given, in one sentence."""
    proposed, plain = figures.proposed, figures.first_come
    if (proposed.places, proposed.points) == (plain.places, plain.points):
        return _("First come, first served would give the same.")
    places = _difference(proposed.places - plain.places)
    share = format_decimal(round(100 * figures.lost_by_first_come, 1))
    return _(
        "First come, first served, need by need, would fill %(places)s, and add up to %(share)s %% less fit.",
        places=places,
        share=share,
    )


def _difference(more: int) -> str:
    if not more:
        return _("as many places")
    if more > 0:
        return ngettext("%(num)s place fewer", "%(num)s places fewer", more)
    return ngettext("%(num)s place more", "%(num)s places more", -more)


def comparison_rows(figures: Figures) -> list[list[str]]:
    """The table beside the sentences: a figure, the proposal's, and that of first come, first served."""
    sides = figures.proposed, figures.first_come
    return [
        [_("Places filled"), *(_of(side.places, figures.places) for side in sides)],
        [_("Needs with at least one person"), *(_of(side.needs, figures.needs) for side in sides)],
        [_("Total fit, after fairness"), *(_tenths(side.points) for side in sides)],
        [_("Average fit, after fairness"), *(_average(side) for side in sides)],
        [_("Most asks of one person in seven days"), *(_of(side.most_asks, figures.asks_per_week) for side in sides)],
    ]


def _of(count: int, most: int) -> str:
    return _("%(value)s of %(most)s", value=count, most=most)


def _average(side: Side) -> str:
    return _tenths(side.points / side.places) if side.places else "–"


def _tenths(value: float) -> str:
    return str(format_decimal(round(value, 1), format="#,##0.0"))


def is_over(expires_at: datetime, dismissed_at: datetime | None, now: datetime) -> bool:
    """Whether nobody can be invited by the proposal any more."""
    return dismissed_at is not None or now >= expires_at
