"""The sentence and the icon of every kind of notice."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.notifications.kinds import NoticeKind

SENTENCES: dict[NoticeKind, Any] = {
    NoticeKind.MATCH_INVITED: _("You are invited: %(what)s. A coordinator thinks that it fits you.%(until)s"),
    NoticeKind.MATCH_RESCINDED: _("The invitation was taken back: %(what)s. You don’t need to do anything."),
    NoticeKind.MATCH_ACCEPTED: _("%(person)s accepted your invitation: %(what)s."),
    NoticeKind.MATCH_DECLINED: _("%(person)s said no to your invitation: %(what)s."),
    NoticeKind.MATCH_PROMOTED: _("A place came free and is kept for you: %(what)s. Do you still want it?%(until)s"),
    NoticeKind.MATCH_ASKED_AGAIN: _("Something important has changed: %(what)s. Can you still come?%(until)s"),
    NoticeKind.MATCH_LAPSED: _(
        "We did not hear from you in time, so the place was passed on: %(what)s. No harm done: you can claim it again, "
        "or wait for the next free place."
    ),
    NoticeKind.INVITATION_LAPSED: _("The invitation has ended: %(what)s. That is fine; others will come."),
    NoticeKind.INVITATIONS_UNANSWERED: _(
        "Invitations of yours ended without an answer: %(title)s. Number of people: %(unanswered)s."
    ),
    NoticeKind.MATCH_APPROVED: _("You are in: %(what)s. How to join is on the page."),
    NoticeKind.MATCH_RETURNED: _("It did not work out this time: %(what)s. The page says why, and what you can do."),
    NoticeKind.MATCH_REOPENED: _("Your claim is looked at again: %(what)s."),
    NoticeKind.MATCH_COMING: _("%(person)s is coming: %(what)s."),
    NoticeKind.MATCH_NOT_COMING: _("%(person)s can’t come: %(what)s. The place is open again."),
    NoticeKind.MATCH_COMPLETED: _("Thank you! It is noted that you were there: %(what)s."),
    NoticeKind.MATCH_MISSED: _(
        "It was noted that you were not there: %(what)s. On the page you can say what happened."
    ),
    NoticeKind.MATCH_EXPIRED: _("Nobody answered in time, so your claim ended: %(what)s. This was not your fault."),
    NoticeKind.MATCH_CANCELLED: _("This was cancelled: %(what)s. You are free at that time."),
    NoticeKind.COVER_ASKED: _("%(person)s can’t come. Could you stand in? %(what)s. To say no costs nothing."),
    NoticeKind.COVER_CLOSED: _("No substitute is needed any more: %(what)s. Thank you for being there."),
    NoticeKind.COVER_FOUND: _("Somebody takes your place: %(what)s. You are free at that time."),
    NoticeKind.COVER_COMING: _("%(person)s comes as a substitute: %(what)s."),
    NoticeKind.COVER_NOT_FOUND: _(
        "Nobody has said yes yet: %(what)s. The place is still yours. If you can’t come, give it back on the page."
    ),
    NoticeKind.COVER_UNCOVERED: _("%(person)s can’t come, and nobody has said yes yet: %(what)s."),
    NoticeKind.APPEAL_RAISED: _("%(person)s asks to look again at a session that was missed: %(what)s."),
    NoticeKind.ABSENCE_EXCUSED: _("A coordinator excused it: %(what)s. It does not count."),
    NoticeKind.ABSENCE_KEPT: _("A coordinator looked at it again, and it stays: %(what)s. It fades with time."),
    NoticeKind.MESSAGE_POSTED: _("There is a new message about %(title)s."),
    NoticeKind.CONCERN_RAISED: _("Somebody reported a concern. Please look at it soon."),
    NoticeKind.REMINDER_DAY: _("Coming up: %(what)s. How to join is on the page."),
    NoticeKind.REMINDER_HOUR: _("It begins soon: %(what)s. How to join is on the page."),
    NoticeKind.SESSION_COMING_UP: _("Coming up: %(what)s. These volunteers are coming: %(people)s."),
    NoticeKind.SESSION_MOVED: _("The time has changed: %(what)s. If you can’t come then, withdraw on the page."),
    NoticeKind.SESSION_CLASHES: _(
        "The time has changed: %(what)s. You have promised something else then, so this place was given back. If you "
        "prefer this one, give the other up and claim it again."
    ),
    NoticeKind.NEED_CHANGED: _("Something is different now: %(title)s. What changed: %(topics)s."),
    NoticeKind.SHIFT_CLASH: _(
        "Your work shifts have changed, and you work at that time now: %(what)s. "
        "On its page you can give the place back or ask for cover."
    ),
    NoticeKind.CALENDAR_FAILING: _(
        "Your calendar on %(title)s has not answered for a day. Until it does, new shifts there are not known here."
    ),
    NoticeKind.HOURS_WAITING: _("Hours wait for your answer: %(length)s by volunteers of %(partner)s."),
    NoticeKind.HOURS_CONFIRMED: _("%(partner)s confirmed %(length)s of yours. Thank you for the time you gave."),
    NoticeKind.HOURS_CORRECTED: _(
        "%(partner)s confirmed %(length)s for %(title)s: not what stood there before. If that is wrong, say so."
    ),
    NoticeKind.HOURS_DISPUTED: _("Hours of %(person)s for %(title)s need a coordinator’s decision."),
    NoticeKind.CERTIFICATE_REVOKED: _("A coordinator revoked your certificate %(title)s. Their words: %(reason)s"),
    NoticeKind.HOURS_DECIDED: _("A coordinator decided on the hours of %(person)s for %(title)s: %(length)s count."),
    NoticeKind.TIME_OFF_REQUESTED: _("%(person)s asks for volunteer time off: %(when)s."),
    NoticeKind.TIME_OFF_APPROVED: _("Your volunteer time off is approved: %(when)s."),
    NoticeKind.TIME_OFF_REFUSED: _("Your volunteer time off was not approved: %(when)s. %(reason)s"),
    NoticeKind.TIME_OFF_ADJUSTED: _(
        "Your volunteer time off was corrected: %(when)s now counts %(length)s. %(reason)s"
    ),
    NoticeKind.TIME_OFF_NEEDLESS: _(
        "Your volunteer time off was taken back: %(when)s. What it was for has ended, or is at another time now. You "
        "are expected at work; ask again if you need it."
    ),
    NoticeKind.ENTRY_QUESTIONED: _("A coordinator asks about something that you logged in “%(title)s”."),
    NoticeKind.ENTRY_REFUSED: _("Something that you logged in “%(title)s” does not count. The page says why."),
    NoticeKind.CHALLENGE_ENDED: _("The challenge “%(title)s” is over. See what you all reached."),
    NoticeKind.CALENDAR_INVITATION: _("For your calendar: %(what)s."),
    NoticeKind.CALENDAR_CANCELLATION: _("Out of your calendar: %(what)s. You don’t need to do anything."),
    NoticeKind.PARTNER_APPLIED: _("%(partner)s wants to become a partner and waits for your answer."),
    NoticeKind.PARTNER_VERIFIED: _("%(company)s checked %(partner)s: its people can see your needs now."),
    NoticeKind.PARTNER_REFUSED: _("%(company)s does not work with %(partner)s. %(reason)s"),
    NoticeKind.CREDENTIAL_EXPIRING: _(
        "Your credential ends on %(date)s: %(credential)s. Renew it to keep what asks for it."
    ),
    NoticeKind.CREDENTIAL_VERIFIED: _("A coordinator verified your credential: %(credential)s."),
    NoticeKind.CREDENTIAL_REFUSED: _("A coordinator could not verify your credential: %(credential)s. %(reason)s"),
    NoticeKind.LANGUAGE_VERIFIED: _("A coordinator verified your level of this language: %(language)s."),
    NoticeKind.LANGUAGE_REFUSED: _(
        "A coordinator could not verify your level of this language: %(language)s. %(reason)s"
    ),
    NoticeKind.BADGE_GIVEN: _("A badge for what you did: %(badge)s."),
    NoticeKind.KUDOS_RECEIVED: _("Somebody wrote words of thanks to you. They are on your page."),
    NoticeKind.KUDOS_RETURNED: _("Your words of thanks came back. The page says why, and you can write them anew."),
}

ICONS: dict[NoticeKind, str] = {
    NoticeKind.MATCH_INVITED: "mail",
    NoticeKind.MATCH_RESCINDED: "x",
    NoticeKind.MATCH_DECLINED: "x",
    NoticeKind.MATCH_PROMOTED: "list-ordered",
    NoticeKind.MATCH_ASKED_AGAIN: "circle-alert",
    NoticeKind.MATCH_LAPSED: "timer-off",
    NoticeKind.INVITATION_LAPSED: "timer-off",
    NoticeKind.INVITATIONS_UNANSWERED: "timer-off",
    NoticeKind.MATCH_APPROVED: "check",
    NoticeKind.MATCH_ACCEPTED: "check",
    NoticeKind.MATCH_COMING: "check",
    NoticeKind.MATCH_COMPLETED: "check-check",
    NoticeKind.MATCH_RETURNED: "undo-2",
    NoticeKind.MATCH_NOT_COMING: "user-x",
    NoticeKind.MATCH_MISSED: "user-x",
    NoticeKind.MATCH_EXPIRED: "timer-off",
    NoticeKind.MATCH_CANCELLED: "ban",
    NoticeKind.COVER_ASKED: "hand-heart",
    NoticeKind.COVER_CLOSED: "check",
    NoticeKind.COVER_FOUND: "check-check",
    NoticeKind.COVER_COMING: "check",
    NoticeKind.COVER_NOT_FOUND: "hourglass",
    NoticeKind.COVER_UNCOVERED: "hourglass",
    NoticeKind.APPEAL_RAISED: "message-circle",
    NoticeKind.ABSENCE_EXCUSED: "check",
    NoticeKind.ABSENCE_KEPT: "info",
    NoticeKind.MESSAGE_POSTED: "message-circle",
    NoticeKind.CONCERN_RAISED: "flag",
    NoticeKind.REMINDER_DAY: "clock",
    NoticeKind.REMINDER_HOUR: "clock",
    NoticeKind.SESSION_COMING_UP: "users",
    NoticeKind.SESSION_MOVED: "calendar-days",
    NoticeKind.SESSION_CLASHES: "calendar-x",
    NoticeKind.NEED_CHANGED: "pencil",
    NoticeKind.SHIFT_CLASH: "triangle-alert",
    NoticeKind.CALENDAR_FAILING: "calendar-x",
    NoticeKind.HOURS_WAITING: "hourglass",
    NoticeKind.HOURS_CONFIRMED: "clock-check",
    NoticeKind.HOURS_CORRECTED: "pencil",
    NoticeKind.HOURS_DISPUTED: "message-circle",
    NoticeKind.HOURS_DECIDED: "clock-check",
    NoticeKind.CERTIFICATE_REVOKED: "ban",
    NoticeKind.TIME_OFF_REQUESTED: "inbox",
    NoticeKind.TIME_OFF_APPROVED: "calendar-check",
    NoticeKind.TIME_OFF_REFUSED: "calendar-x",
    NoticeKind.TIME_OFF_ADJUSTED: "pencil",
    NoticeKind.TIME_OFF_NEEDLESS: "undo-2",
    NoticeKind.ENTRY_QUESTIONED: "message-circle",
    NoticeKind.ENTRY_REFUSED: "x",
    NoticeKind.CHALLENGE_ENDED: "flag",
    NoticeKind.CALENDAR_INVITATION: "calendar-plus",
    NoticeKind.CALENDAR_CANCELLATION: "x",
    NoticeKind.CREDENTIAL_EXPIRING: "hourglass",
    NoticeKind.CREDENTIAL_VERIFIED: "badge-check",
    NoticeKind.CREDENTIAL_REFUSED: "circle-x",
    NoticeKind.LANGUAGE_VERIFIED: "badge-check",
    NoticeKind.LANGUAGE_REFUSED: "circle-x",
    NoticeKind.BADGE_GIVEN: "sparkles",
    NoticeKind.KUDOS_RECEIVED: "hand-heart",
    NoticeKind.KUDOS_RETURNED: "undo-2",
}
