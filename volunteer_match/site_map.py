"""The whole site on one screen."""

from flask import Blueprint, Flask

from volunteer_match.audit.views import blueprint as audit
from volunteer_match.availability.shifts.activities.views import blueprint as shift_activities
from volunteer_match.availability.shifts.imports.mapping_views import blueprint as shift_mappings
from volunteer_match.availability.shifts.imports.views import blueprint as shifts
from volunteer_match.availability.shifts.own.views import blueprint as own_shifts
from volunteer_match.availability.views import blueprint as availability
from volunteer_match.calendars.feed.views import blueprint as calendar
from volunteer_match.challenges.boards.views import blueprint as boards
from volunteer_match.challenges.browsing.views import blueprint as challenge_catalogue
from volunteer_match.challenges.deciding.views import blueprint as challenge_decisions
from volunteer_match.challenges.evidence.queue_views import blueprint as photo_queue
from volunteer_match.challenges.evidence.views import blueprint as photos
from volunteer_match.challenges.factors.views import blueprint as factor_versions
from volunteer_match.challenges.logged.views import blueprint as challenge_entries
from volunteer_match.challenges.making.views import blueprint as challenge_making
from volunteer_match.challenges.views import blueprint as challenges
from volunteer_match.hours.company.views import blueprint as hours_company
from volunteer_match.hours.confirming.views import blueprint as hours_confirming
from volunteer_match.hours.disputes.views import blueprint as hours_disputes
from volunteer_match.hours.reporting.views import blueprint as hours_reporting
from volunteer_match.hours.time_off.deciding.views import blueprint as time_off_deciding
from volunteer_match.hours.time_off.payroll.views import blueprint as payroll
from volunteer_match.hours.time_off.terms.views import blueprint as time_off_terms
from volunteer_match.hours.time_off.views import blueprint as time_off
from volunteer_match.hours.views import blueprint as hours
from volunteer_match.impact.own.views import blueprint as impact_own
from volunteer_match.impact.partner.views import blueprint as impact_partner
from volunteer_match.impact.public.views import blueprint as impact_public
from volunteer_match.impact.reports.views import blueprint as impact_reports
from volunteer_match.impact.retention.lists.views import blueprint as retention_lists
from volunteer_match.impact.retention.views import blueprint as retention
from volunteer_match.impact.views import blueprint as impact
from volunteer_match.jobs.views import blueprint as jobs
from volunteer_match.matches.absences.views import blueprint as absences
from volunteer_match.matches.approvals.views import blueprint as approvals
from volunteer_match.matches.blocks.views import blueprint as blocks
from volunteer_match.matches.claims.views import blueprint as claims
from volunteer_match.matches.commitments.views import blueprint as commitments
from volunteer_match.matches.concerns.views import blueprint as concerns
from volunteer_match.matches.cover.staff_views import blueprint as cover_requests
from volunteer_match.matches.cover.views import blueprint as cover
from volunteer_match.matches.exposure.views import blueprint as exposure
from volunteer_match.matches.finding.views import blueprint as finding
from volunteer_match.matches.proposing.views import blueprint as proposals
from volunteer_match.matches.searching.views import blueprint as searching
from volunteer_match.notifications.inbox.views import blueprint as inbox
from volunteer_match.notifications.outbox.views import blueprint as outbox
from volunteer_match.notifications.preferences.views import blueprint as preferences
from volunteer_match.notifications.unsubscribing.views import blueprint as unsubscribing
from volunteer_match.notifications.webhooks.views import blueprint as webhooks
from volunteer_match.opportunities.accepting.views import blueprint as accepting
from volunteer_match.opportunities.browsing.views import blueprint as browsing
from volunteer_match.opportunities.coming.views import blueprint as coming
from volunteer_match.opportunities.doors import blueprint as opportunities
from volunteer_match.opportunities.posting.state_views import blueprint as opportunity_state
from volunteer_match.opportunities.posting.views import blueprint as posting
from volunteer_match.opportunities.sessions.changing_views import blueprint as session_changes
from volunteer_match.opportunities.sessions.supply_views import blueprint as supply
from volunteer_match.opportunities.sessions.views import blueprint as sessions
from volunteer_match.organisations.settings.views import blueprint as company_settings
from volunteer_match.organisations.sites.views import blueprint as sites
from volunteer_match.organisations.verifying.views import blueprint as verifying
from volunteer_match.organisations.views import blueprint as partners
from volunteer_match.people.account.views import blueprint as account
from volunteer_match.people.administration.views import blueprint as administration
from volunteer_match.people.catalogue.views import blueprint as catalogue
from volunteer_match.people.devices.views import blueprint as devices
from volunteer_match.people.home.views import blueprint as home
from volunteer_match.people.invitations.colleague_views import blueprint as colleagues
from volunteer_match.people.invitations.company_views import blueprint as company_invitations
from volunteer_match.people.invitations.views import blueprint as invitations
from volunteer_match.people.personal_data.views import blueprint as personal_data
from volunteer_match.people.profile.credentials.views import blueprint as credentials
from volunteer_match.people.profile.directory.views import blueprint as directory
from volunteer_match.people.profile.guide.views import blueprint as guide
from volunteer_match.people.profile.interests.views import blueprint as interests
from volunteer_match.people.profile.languages.views import blueprint as languages
from volunteer_match.people.profile.limits.views import blueprint as limits
from volunteer_match.people.profile.skills.about_views import blueprint as about
from volunteer_match.people.profile.skills.views import blueprint as skills
from volunteer_match.people.profile.verification.views import blueprint as verification
from volunteer_match.people.profile.views import blueprint as profile
from volunteer_match.people.reset.views import blueprint as reset
from volunteer_match.people.sign_in.views import blueprint as sign_in
from volunteer_match.recognition.badges.views import blueprint as badges
from volunteer_match.recognition.card.views import blueprint as card
from volunteer_match.recognition.certificates.check_views import blueprint as certificate_checks
from volunteer_match.recognition.certificates.staff_views import blueprint as issued_certificates
from volunteer_match.recognition.certificates.views import blueprint as certificates
from volunteer_match.recognition.consents.views import blueprint as consents
from volunteer_match.recognition.kudos.queue_views import blueprint as kudos_queue
from volunteer_match.recognition.kudos.views import blueprint as kudos
from volunteer_match.recognition.open_badges.key_views import blueprint as badge_keys
from volunteer_match.recognition.open_badges.public_views import blueprint as open_badges
from volunteer_match.recognition.open_badges.views import blueprint as signed_badges
from volunteer_match.web.health import blueprint as health
from volunteer_match.web.styleguide import blueprint as styleguide

SITE: tuple[tuple[Blueprint, str], ...] = (
    (home, ""),
    (sign_in, ""),
    (reset, ""),
    (account, ""),
    (devices, ""),
    (personal_data, ""),
    (consents, ""),
    (badges, ""),
    (card, ""),
    (kudos_queue, ""),
    (kudos, ""),
    (invitations, ""),
    (company_invitations, ""),
    (colleagues, ""),
    (administration, ""),
    (sites, ""),
    (company_settings, ""),
    (factor_versions, ""),
    (audit, ""),
    (outbox, ""),
    (jobs, ""),
    (webhooks, ""),
    (inbox, ""),
    (preferences, ""),
    (unsubscribing, ""),
    (catalogue, ""),
    (profile, ""),
    (guide, ""),
    (skills, ""),
    (about, ""),
    (languages, ""),
    (availability, ""),
    (own_shifts, ""),
    (shifts, ""),
    (shift_mappings, ""),
    (shift_activities, ""),
    (interests, ""),
    (credentials, ""),
    (limits, ""),
    (verification, ""),
    (directory, ""),
    (claims, ""),
    (commitments, ""),
    (calendar, ""),
    (cover, ""),
    (absences, ""),
    (cover_requests, ""),
    (approvals, ""),
    (finding, ""),
    (exposure, ""),
    (proposals, ""),
    (blocks, ""),
    (concerns, ""),
    (searching, ""),
    (hours, ""),
    (hours_reporting, ""),
    (hours_confirming, ""),
    (hours_disputes, ""),
    (hours_company, ""),
    (impact, ""),
    (impact_own, ""),
    (impact_partner, ""),
    (impact_public, ""),
    (retention, ""),
    (retention_lists, ""),
    (impact_reports, ""),
    (time_off, ""),
    (time_off_deciding, ""),
    (payroll, ""),
    (time_off_terms, ""),
    (challenge_catalogue, ""),
    (challenge_making, ""),
    (challenges, ""),
    (challenge_entries, ""),
    (boards, ""),
    (challenge_decisions, ""),
    (photos, ""),
    (photo_queue, ""),
    (opportunities, ""),
    (browsing, ""),
    (posting, "/opportunities"),
    (sessions, "/opportunities"),
    (session_changes, "/opportunities"),
    (supply, "/opportunities"),
    (opportunity_state, "/opportunities"),
    (coming, "/opportunities"),
    (accepting, ""),
    (partners, ""),
    (verifying, ""),
    (certificates, ""),
    (issued_certificates, ""),
    (certificate_checks, ""),
    (signed_badges, ""),
    (open_badges, ""),
    (badge_keys, ""),
    (health, ""),
)

DEVELOPMENT_ONLY: tuple[tuple[Blueprint, str], ...] = ((styleguide, ""),)


def register(app: Flask, site: tuple[tuple[Blueprint, str], ...]) -> None:
    """Registers every blueprint of `site` under its prefix."""
    for blueprint, prefix in site:
        app.register_blueprint(blueprint, url_prefix=prefix or None)
