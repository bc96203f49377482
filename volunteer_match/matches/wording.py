"""Words for refusals and for what comes next, in the reader's language."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from volunteer_match.glossary import HOLDS_PLACE, Format, MatchState
from volunteer_match.matches.absences.wording import REFUSALS as ABSENCE_REFUSALS
from volunteer_match.matches.cover.wording import REFUSALS as COVER_REFUSALS
from volunteer_match.matches.models import Match
from volunteer_match.matches.move_rule import Who
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.refusals import Refusal
from volunteer_match.web.times import format_instant, format_span

REFUSALS: dict[Refusal, Any] = {
    **ABSENCE_REFUSALS,
    **COVER_REFUSALS,
    MatchRefusal.NOT_NOW: lazy_gettext("That is no longer possible: it has changed since you looked."),
    MatchRefusal.NOT_YOURS: lazy_gettext("This is not yours to decide."),
    MatchRefusal.OWN_CLAIM: lazy_gettext("Nobody decides on their own claim. Another coordinator has to."),
    MatchRefusal.CLOSED: lazy_gettext("This need is no longer open."),
    MatchRefusal.OVER: lazy_gettext("It is too late: the time has come."),
    MatchRefusal.TOO_EARLY: lazy_gettext("This can be said once the session has begun."),
    MatchRefusal.NOT_ENDED: lazy_gettext("This can be said once the session has ended."),
    MatchRefusal.CHANGED: lazy_gettext("It can't go back to that: it was something else before."),
    MatchRefusal.UNDO_OVER: lazy_gettext("The time for undo is over. You can claim the place again."),
    MatchRefusal.NOT_FULL: lazy_gettext("There is a free place. Claim it instead of waiting."),
    MatchRefusal.PLACE_TAKEN: lazy_gettext("The last place was just taken."),
    MatchRefusal.GATES: lazy_gettext("Something that this need asks for is not met."),
    MatchRefusal.SAFEGUARDS: lazy_gettext(
        "A safeguard is not met: a credential, the age, or a block stands against it."
    ),
    MatchRefusal.ASKED_ENOUGH: lazy_gettext("This person was asked as often as the company allows in one week."),
    MatchRefusal.NOT_ASKED: lazy_gettext("Nothing waits for an answer here."),
    MatchRefusal.UNCONFIRMED: lazy_gettext("The volunteer is asked first, and has not said yes yet."),
    MatchRefusal.NO_REASON: lazy_gettext("Choose a reason."),
    MatchRefusal.CLASH: lazy_gettext("At that time the volunteer is already promised elsewhere."),
    MatchRefusal.NO_SESSION: lazy_gettext("Choose at least one session."),
    MatchRefusal.NO_SUCH_SESSION: lazy_gettext("That session is not part of this need."),
    MatchRefusal.NOT_CALLED: lazy_gettext("Nobody asks for a substitute here any more."),
    MatchRefusal.HAS_MATCH: lazy_gettext("There is a match for this session already."),
}


def refusal_text(refusal: Refusal) -> str:
    return str(REFUSALS[refusal])


def time_of(match: Match, zone: str) -> str:
    """When it is, in `zone`: "Tue 24 Nov, 18:00–19:00", or what a flexible need says of its time."""
    if match.starts_at is not None and match.ends_at is not None:
        return format_span(match.starts_at, match.ends_at, zone)
    return deadline_words(match.opportunity.deadline, zone)


def deadline_words(deadline: datetime | None, zone: str) -> str:
    """What a flexible need says of its time."""
    return (
        _("In your own time, until %(when)s", when=format_instant(deadline, zone))
        if deadline
        else _("In your own time")
    )


def next_step(match: Match, part: Who, now: datetime) -> str:
    """What comes next, in one sentence, for somebody with this part."""
    begun = match.opportunity.format is Format.SCHEDULED and match.starts_at is not None and now >= match.starts_at
    if match.state is MatchState.APPROVED and begun:
        return _after_start(part)
    if match.confirm_by is not None and match.state in HOLDS_PLACE:
        return _before_yes(match, part)
    words = {Who.AGENT: _for_agent, Who.PARTNER: _for_partner}.get(part, _for_coordinator)
    return words(match)


def handed_over(match: Match, part: Who) -> str:
    """Somebody stood in, and has the place now."""
    if part is Who.AGENT:
        return _("Somebody else has the place now. Thank you for looking for them; you are free at that time.")
    return _("%(person)s could not come, and somebody else has the place now.", person=match.agent.account.display_name)


def _before_yes(match: Match, part: Who) -> str:
    """The place waits for its agent's yes."""
    person = match.agent.account.display_name
    if part is Who.AGENT:
        return _("The place is kept for you until you answer.")
    if match.state is MatchState.APPROVED:
        return _("%(person)s was coming, and is asked again because of what changed.", person=person)
    return _("A place is kept for %(person)s, who is asked first.", person=person)


def _after_start(part: Who) -> str:
    if part is Who.AGENT:
        return _("Thank you for being there. Say so below; the organisation confirms it.")
    return _("Say whether the volunteer came.")


def _for_agent(match: Match) -> str:
    partner = match.opportunity.partner.name
    return {
        MatchState.INVITED: _(
            "A coordinator thinks of you for this. Accept it or decline it: declining costs nothing."
        ),
        MatchState.WAITLISTED: _(
            "All places are taken. If one comes free and it is your turn, you move up by yourself."
        ),
        MatchState.PENDING: _("A coordinator looks at it next. We tell you as soon as it is decided."),
        MatchState.APPROVED: _("You have the place. Below is how to join."),
        MatchState.COMPLETED: _("Done. Thank you from %(partner)s.", partner=partner),
        MatchState.NO_SHOW: _(
            "It was noted that you were not there. If there was a reason, or if it is wrong, say so."
        ),
        MatchState.RETURNED: _("It did not work out this time. The reason is below; other needs are waiting."),
        MatchState.DECLINED: _("You declined. If you change your mind, claim it while there is a place."),
        MatchState.WITHDRAWN: _("You took it back. If you change your mind, claim it while there is a place."),
        MatchState.EXPIRED: _("Nobody answered in time. That was not your fault."),
        MatchState.CANCELLED: _("It was cancelled. Other needs are waiting."),
    }[match.state]


def _for_partner(match: Match) -> str:
    person = match.agent.account.display_name
    return {
        MatchState.PENDING: _("The company's coordinator decides next. You need to do nothing."),
        MatchState.APPROVED: _("%(person)s is coming. They have what you wrote on how to join.", person=person),
        MatchState.COMPLETED: _("Done, and confirmed."),
        MatchState.NO_SHOW: _("Marked as missed. If that is wrong, correct it."),
        MatchState.RETURNED: _("%(person)s was returned and is not coming.", person=person),
        MatchState.WITHDRAWN: _("%(person)s had to withdraw. The place is open again.", person=person),
    }.get(match.state, _("Nothing more happens here."))


def _for_coordinator(match: Match) -> str:
    person = match.agent.account.display_name
    return {
        MatchState.INVITED: _("%(person)s has not answered yet.", person=person),
        MatchState.WAITLISTED: _("%(person)s moves up when a place comes free.", person=person),
        MatchState.PENDING: _("It waits for a decision by you or another coordinator."),
        MatchState.APPROVED: _("%(person)s is coming. Both sides have been told.", person=person),
        MatchState.COMPLETED: _("Done, and confirmed."),
        MatchState.NO_SHOW: _("Marked as missed. If that is wrong, correct it."),
    }.get(match.state, _("Nothing more happens here, unless it is claimed again."))
