"""Why something was refused, in the reader's language."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.challenges.rules import ChallengeRefusal as R
from volunteer_match.refusals import Refused

SENTENCES: dict[R, Any] = {
    R.NOT_NOW: _("That is no longer possible: this has changed since you looked."),
    R.NOT_YOURS: _("This is not yours to decide."),
    R.NOT_OWN: _("Somebody else decides on what you logged yourself."),
    R.NO_WORDS: _("Write a sentence, so that it can be understood."),
    R.NOT_ON: _("This challenge is not running now."),
    R.NOT_JOINED: _("Join the challenge first."),
    R.NOT_ITS_DAY: _("Choose today or yesterday, within the days of the challenge."),
    R.NOTHING: _("Enter more than nothing."),
    R.OVER_CEILING: _("That is more than counts for one person and one day."),
    R.METERED_TWICE: _("You have logged this meter in this challenge already. Correct that entry instead."),
    R.NO_ACTIONS: _("Choose at least one action that people can log."),
    R.IS_OVER: _("Its last day is over. Choose a later one."),
    R.TOO_LONG: _("Choose a last day within a year of the first."),
    R.COUNTED_TWICE: _(
        "Another challenge counts one of these actions on the same days. Leave it out, or change the days."
    ),
}


def refusal_words(refused: Refused) -> str:
    """The sentence that is shown."""
    return str(SENTENCES[R(refused.refusal)])
