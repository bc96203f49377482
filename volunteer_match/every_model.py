"""Imports every table, so that mappers and migrations see the whole."""

from volunteer_match.audit import models as audit_models
from volunteer_match.availability import models as availability_models
from volunteer_match.availability.shifts import models as shift_models
from volunteer_match.calendars import models as calendar_models
from volunteer_match.challenges import models as challenge_models
from volunteer_match.challenges.boards import models as board_models
from volunteer_match.challenges.evidence import models as photo_models
from volunteer_match.challenges.factors import models as factor_models
from volunteer_match.hours import models as hours_models
from volunteer_match.hours.time_off import models as time_off_models
from volunteer_match.impact import models as impact_models
from volunteer_match.impact.retention import models as employment_models
from volunteer_match.integrations import models as integration_models
from volunteer_match.jobs import models as job_models
from volunteer_match.matches import models as match_models
from volunteer_match.matches.absences import models as absence_models
from volunteer_match.matches.cover import models as cover_models
from volunteer_match.matches.proposing import models as proposal_models
from volunteer_match.matches.reminders import models as reminder_models
from volunteer_match.matches.supply import models as supply_models
from volunteer_match.notifications import models as notification_models
from volunteer_match.notifications.webhooks import models as webhook_models
from volunteer_match.opportunities import models as opportunity_models
from volunteer_match.organisations import models as organisation_models
from volunteer_match.people import models as people_models
from volunteer_match.people.catalogue import models as catalogue_models
from volunteer_match.people.profile import models as profile_models
from volunteer_match.recognition.badges import models as badge_models
from volunteer_match.recognition.card import models as card_models
from volunteer_match.recognition.certificates import models as certificate_models
from volunteer_match.recognition.consents import models as consent_models
from volunteer_match.recognition.kudos import models as kudos_models
from volunteer_match.recognition.open_badges import models as open_badge_models
from volunteer_match.web import models as web_models

__all__ = [
    "absence_models",
    "audit_models",
    "availability_models",
    "badge_models",
    "board_models",
    "calendar_models",
    "card_models",
    "catalogue_models",
    "certificate_models",
    "challenge_models",
    "consent_models",
    "cover_models",
    "employment_models",
    "factor_models",
    "hours_models",
    "impact_models",
    "integration_models",
    "job_models",
    "kudos_models",
    "match_models",
    "notification_models",
    "open_badge_models",
    "opportunity_models",
    "organisation_models",
    "people_models",
    "photo_models",
    "profile_models",
    "proposal_models",
    "reminder_models",
    "shift_models",
    "supply_models",
    "time_off_models",
    "web_models",
    "webhook_models",
]
