"""Faults of meter readings in words."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.challenges.catalogue.meters import MeterFault

FAULTS: dict[MeterFault, Any] = {
    MeterFault.DAYS: _("The three days must come one after the other."),
    MeterFault.SHORT: _("There must be a week at least between two readings."),
    MeterFault.FALLS: _("A meter runs forward: a later reading can’t be lower. If the meter was changed, begin anew."),
    MeterFault.AHEAD: _("The third reading can’t be in the future."),
}
