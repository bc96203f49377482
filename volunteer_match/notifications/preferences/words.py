"""The words of each group: what it is, and why somebody gets e-mails of it."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext, lazy_gettext

from volunteer_match.notifications.kinds import NoticeGroup

_ = lazy_gettext


@dataclass(frozen=True, slots=True)
class GroupWords:
    """`name` as a heading, `hint` what belongs to it, `always` what comes even when it is off ("" for nothing)."""

    name: str
    hint: str
    reason: str
    always: str = ""


_WORDS: dict[NoticeGroup, tuple[Any, Any, Any]] = {
    NoticeGroup.FOR_YOU: (
        _("Your week"),
        _("Once a week: the needs that fit you best, what you promised, and thanks."),
        _("You get this once a week because you offered to volunteer."),
    ),
    NoticeGroup.ASKS: (
        _("Invitations and requests"),
        _("When a coordinator thinks of you for something, or somebody looks for a substitute."),
        _("You get this because somebody would like to have you there. Saying no costs nothing."),
    ),
    NoticeGroup.COMMITMENTS: (
        _("My commitments"),
        _("What becomes of your claims: approved, returned, a place that came free."),
        _("You get this because you claimed a place, or have one."),
    ),
    NoticeGroup.REMINDERS: (
        _("Reminders"),
        _("A day and an hour before a session."),
        _("You get this because a session that you are part of is near."),
    ),
    NoticeGroup.MESSAGES: (
        _("Messages"),
        _("Questions and answers about a match of yours."),
        _("You get this because you are part of this conversation."),
    ),
    NoticeGroup.HOURS: (
        _("Attendance and hours"),
        _("Who was there, the time that was given, and volunteer time off."),
        _("You get this because of time that was given."),
    ),
    NoticeGroup.CHALLENGES: (
        _("Challenges"),
        _("What became of something you logged, and the end of a challenge."),
        _("You get this because you take part in a challenge."),
    ),
    NoticeGroup.PROFILE: (
        _("My profile"),
        _("Credentials and languages: verified, refused, or ending soon."),
        _("You get this because it stands in your profile."),
    ),
    NoticeGroup.COMING: (
        _("Who is coming"),
        _("Volunteers who come to your sessions, and who can’t come after all."),
        _("You get this because you belong to the organisation that posted this need."),
    ),
    NoticeGroup.ORGANISATION: (
        _("Our organisation"),
        _("When a company has checked your organisation."),
        _("You get this because you belong to this organisation."),
    ),
    NoticeGroup.COORDINATION: (
        _("Coordination"),
        _("Answers to your invitations, new partners, and what waits for a decision."),
        _("You get this because you look after volunteers."),
    ),
    NoticeGroup.RECOGNITION: (
        _("Thanks"),
        _("Words of thanks that somebody wrote to you, and what became of yours."),
        _("You get this because of words of thanks."),
    ),
}

_ALWAYS: dict[NoticeGroup, Any] = {
    NoticeGroup.COMMITMENTS: _("Cancelled and moved sessions always come by e-mail: you promised to be there."),
    NoticeGroup.COORDINATION: _("A reported concern always comes by e-mail: somebody may need help."),
}


def group_words(group: NoticeGroup) -> GroupWords:
    name, hint, reason = _WORDS[group]
    return GroupWords(str(name), str(hint), str(reason), str(_ALWAYS.get(group, "")))


def reason_words(group: NoticeGroup | None, *, always: bool) -> str:
    """Why somebody got an e-mail; without a group it is about their account."""
    if group is None:
        return gettext("You get this because this address was used at Volunteer Match.")
    reason = group_words(group).reason
    return gettext("%(reason)s News of this kind always come by e-mail.", reason=reason) if always else reason
