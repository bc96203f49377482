"""What an entry of the audit log says, in the reader's language."""

from typing import Any

from flask_babel import lazy_gettext as _

AREAS: dict[str, Any] = {
    "account": _("Accounts"),
    "approvals": _("Approvals"),
    "block": _("Blocks"),
    "claim": _("Claims"),
    "company": _("Settings"),
    "concern": _("Concerns"),
    "credential": _("Credentials"),
    "invitation": _("Invitations"),
    "language": _("Languages"),
    "opportunity": _("Needs"),
    "outbox": _("Outbox"),
    "partner": _("Partners"),
    "person": _("People"),
    "site": _("Sites"),
    "skill": _("Skills"),
    "team": _("Teams"),
}

ACTIONS: dict[str, Any] = {
    "account.deactivate": _("Closed an account"),
    "account.delete": _("Deleted their own account"),
    "account.email-change": _("Changed their e-mail address"),
    "account.password-change": _("Changed their password"),
    "account.password-reset": _("Set a new password by a link"),
    "account.reactivate": _("Opened an account again"),
    "account.reset-link": _("Made a link to a new password at the command line"),
    "account.role": _("Changed a role"),
    "approvals.wake": _("Took snoozed claims back"),
    "block.lift": _("Lifted a block"),
    "block.read": _("Looked at blocks"),
    "block.set": _("Blocked somebody from something"),
    "claim.snooze": _("Put a claim aside"),
    "company.settings": _("Changed the settings"),
    "concern.handle": _("Closed a concern"),
    "concern.read": _("Read a concern"),
    "invitation.accept": _("Accepted an invitation"),
    "invitation.make": _("Invited somebody"),
    "invitation.resend": _("Sent an invitation again"),
    "invitation.revoke": _("Took an invitation back"),
    "opportunity.people-coming": _("Looked at who is coming"),
    "outbox.read": _("Read a message in the outbox"),
    "outbox.retry": _("Sent a message again"),
    "partner.apply": _("Applied as a partner"),
    "partner.edit": _("Changed a partner’s profile"),
    "partner.verify": _("Decided on a partner"),
    "site.add": _("Added a site"),
    "site.edit": _("Changed a site"),
    "skill.add": _("Added a skill"),
    "skill.edit": _("Changed a skill"),
    "skill.restore": _("Took a skill back into use"),
    "skill.retire": _("Retired a skill"),
    "team.add": _("Added a team"),
    "team.edit": _("Changed a team"),
}


def action_words(action: str) -> str:
    """An action in words; the code itself where a newer or older version of the program wrote it."""
    return str(ACTIONS.get(action, action))


def area_words(area: str) -> str:
    return str(AREAS.get(area, area))
