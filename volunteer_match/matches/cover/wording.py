"""Words of searches for a substitute, in the reader's language."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.matches.cover.rules import CoverRefusal
from volunteer_match.refusals import Refusal

REFUSALS: dict[Refusal, Any] = {
    CoverRefusal.NOT_COMING: _("Only who has an approved place can ask for a substitute."),
    CoverRefusal.TOO_LATE: _("It has begun, so nobody can stand in any more."),
    CoverRefusal.ENDED: _("Somebody else has it already, or it is no longer needed. Thank you for wanting to help."),
    CoverRefusal.HAS_MATCH: _("This person has to do with this session already."),
    CoverRefusal.ASKED_ENOUGH: _("This person was asked as often as the company allows in one week."),
    CoverRefusal.GATES: _("Something that this need asks for is not met."),
}
