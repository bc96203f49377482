"""What an entry of the audit log says, in the reader's language."""

from typing import Any

from flask_babel import lazy_gettext as _

from volunteer_match.glossary import Move
from volunteer_match.web.labels import label

AREAS: dict[str, Any] = {
    "account": _("Accounts"),
    "approvals": _("Approvals"),
    "block": _("Blocks"),
    "claim": _("Claims"),
    "company": _("Settings"),
    "concern": _("Concerns"),
    "credential": _("Credentials"),
    "demo": _("Demo world"),
    "hours": _("Hours"),
    "invitation": _("Invitations"),
    "job": _("Jobs"),
    "language": _("Languages"),
    "match": _("Matches"),
    "opportunity": _("Needs"),
    "outbox": _("Outbox"),
    "partner": _("Partners"),
    "profile": _("Profiles"),
    "proposal": _("Proposed matches"),
    "site": _("Sites"),
    "shifts": _("Work shifts"),
    "skill": _("Skills"),
    "team": _("Teams"),
    "webhook": _("Webhooks"),
    "time-off": _("Volunteer time off"),
}

ACTIONS: dict[str, Any] = {
    "account.deactivate": _("Closed an account"),
    "account.delete": _("Deleted their own account"),
    "account.email-change": _("Changed their e-mail address"),
    "account.employee-number": _("Set an employee number"),
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
    "credential.read": _("Looked at a credential"),
    "credential.refused": _("Refused a credential"),
    "credential.reopened": _("Took a decision on a credential back"),
    "credential.verified": _("Verified a credential"),
    "demo.load": _("Filled the demo world"),
    "hours.decide": _("Decided on disputed hours"),
    "hours.dispute": _("Disputed hours"),
    "hours.export": _("Made a file of hours"),
    "invitation.accept": _("Accepted an invitation"),
    "invitation.make": _("Invited somebody"),
    "invitation.resend": _("Sent an invitation again"),
    "invitation.revoke": _("Took an invitation back"),
    "job.discard": _("Put a job away that could not be done"),
    "job.retry": _("Had a job done again"),
    "language.refused": _("Refused a language level"),
    "language.reopened": _("Took a decision on a language level back"),
    "language.verified": _("Verified a language level"),
    "opportunity.accepted": _("Accepted an imported need"),
    "opportunity.cancelled": _("Cancelled a need"),
    "opportunity.closed": _("Closed a need"),
    "opportunity.copied": _("Copied a need"),
    "opportunity.drafted": _("Began a need"),
    "opportunity.edited": _("Changed a need"),
    "opportunity.published": _("Published a need"),
    "opportunity.refused": _("Refused an imported need"),
    "opportunity.reopened": _("Opened a need again"),
    "opportunity.session-added": _("Added a session"),
    "opportunity.session-cancelled": _("Cancelled a session"),
    "opportunity.session-moved": _("Changed a session"),
    "opportunity.people-coming": _("Looked at who is coming"),
    "outbox.read": _("Read a message in the outbox"),
    "outbox.retry": _("Sent a message again"),
    "partner.apply": _("Applied as a partner"),
    "partner.edit": _("Changed a partner’s profile"),
    "partner.refused": _("Refused a partner"),
    "partner.verified": _("Verified a partner"),
    "partner.verify": _("Decided on a partner"),
    "profile.read": _("Looked at somebody’s profile"),
    "proposal.dismiss": _("Put proposed matches away"),
    "proposal.make": _("Had matches proposed"),
    "proposal.restore": _("Took proposed matches out again"),
    "proposal.send": _("Sent invitations by proposed matches"),
    "proposal.take-back": _("Took invitations of proposed matches back"),
    "site.add": _("Added a site"),
    "site.edit": _("Changed a site"),
    "shifts.import": _("Imported work shifts"),
    "shifts.mapping": _("Saved a mapping of work shifts"),
    "shifts.mapping-removal": _("Removed a mapping of work shifts"),
    "shifts.rules": _("Changed what counts as work"),
    "skill.add": _("Added a skill"),
    "skill.edit": _("Changed a skill"),
    "skill.import": _("Brought in a catalogue of skills"),
    "skill.restore": _("Took a skill back into use"),
    "skill.retire": _("Retired a skill"),
    "team.add": _("Added a team"),
    "team.edit": _("Changed a team"),
    "webhook.add": _("Added a webhook"),
    "webhook.edit": _("Changed a webhook"),
    "webhook.remove": _("Removed a webhook"),
    "webhook.restore": _("Took a webhook back into use"),
    "time-off.adjust": _("Corrected volunteer time off"),
    "time-off.approve": _("Approved volunteer time off"),
    "time-off.export": _("Made a payroll file of volunteer time off"),
    "time-off.grant": _("Changed somebody’s allowance of volunteer time off"),
    "time-off.read": _("Looked at somebody’s volunteer time off"),
    "time-off.refuse": _("Refused volunteer time off"),
    "time-off.terms": _("Changed what a site gives as volunteer time off"),
}


def action_words(action: str) -> str:
    """An action in words; the code itself where a newer or older version of the program wrote it."""
    area, _dot, verb = action.partition(".")
    if area == "match" and verb in set(Move):
        return label(Move(verb))
    return str(ACTIONS.get(action, action))


def area_words(area: str) -> str:
    return str(AREAS.get(area, area))
