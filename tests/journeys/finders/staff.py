"""Values for the pages of staff and of accounts, with what the walk makes where the demo world has none of it."""

from io import BytesIO

from sqlalchemy import select

from tests.journeys.finders.asking import Finder, Values, first, one, own
from volunteer_match.availability.shifts.gathering import Reading
from volunteer_match.availability.shifts.imports.actions import Origin, foresee, keep_checked, read_for
from volunteer_match.availability.shifts.imports.mapping_actions import save_mapping
from volunteer_match.availability.shifts.imports.queries import find_mapping
from volunteer_match.availability.shifts.reading import ReadWish
from volunteer_match.challenges.factors.actions import add_version
from volunteer_match.challenges.factors.models import FactorVersion
from volunteer_match.challenges.factors.shipped import NEWEST, shipped_content
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.impact.retention.lists.actions import keep_checked as keep_checked_list
from volunteer_match.impact.retention.lists.reading import Wish, read_list
from volunteer_match.matches.proposing.actions import keep_proposal
from volunteer_match.matches.proposing.queries import open_needs
from volunteer_match.matches.proposing.working import work_out
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.unsubscribing.rules import make_token
from volunteer_match.notifications.webhooks.actions import WebhookValues, add_webhook
from volunteer_match.notifications.webhooks.rules import Flavour, Topic
from volunteer_match.organisations.models import Company, Partner, Site, Team
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import Account
from volunteer_match.people.profile.guide.rules import Step
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, Credential
from volunteer_match.web.application import settings
from volunteer_match.web.clock import now
from volunteer_match.web.styleguide import ERROR_CODES, SAMPLES

TOKENS = {"token": "a-link-never-sent"}
"""Links of e-mails are walked in the journeys; here stands the page for a link that is spent."""


def proposal(viewer: Account | None) -> list[Values]:
    """A proposal for a handful of needs, made for the walk: nobody in the demo world has asked for one."""
    assert viewer is not None
    begin_write(db.session)
    made = work_out(open_needs(viewer.company_id, now())[:5], viewer, now())
    proposal = keep_proposal(made, viewer, now())
    db.session.commit()
    return [{"proposal_id": proposal.public_id}]


def webhook(viewer: Account | None) -> list[Values]:
    """A webhook made for the walk, whose address nobody answers at."""
    assert viewer is not None
    begin_write(db.session)
    values = WebhookValues("#volunteering", Flavour.SLACK, "https://hooks.example/services/x", (Topic.WAITING,))
    made = add_webhook(None, values, viewer, now())
    db.session.commit()
    return [{"public_id": made.public_id}]


def employment_list(viewer: Account | None) -> list[Values]:
    """A list of joiners and leavers with a line that can't be read, made for the walk."""
    assert viewer is not None
    assert viewer.company_id is not None
    lines = b"email,site,role,joined,left\nagent@demo.test,Here,Agent,2025-01-02,\n,Here,Agent,2025-01-02,\n"
    begin_write(db.session)
    read = read_list(lines, Wish(now().date(), {}))
    one = keep_checked_list(read, viewer.company_id, viewer, now())
    db.session.commit()
    return [{"public_id": one.public_id}]


def shift_import(viewer: Account | None) -> list[Values]:
    return looked_at(viewer, None)


def own_shift_import(viewer: Account | None) -> list[Values]:
    """Staff may volunteer, and then have shifts of their own."""
    assert viewer is not None
    return looked_at(viewer, viewer.id) if db.session.get(AgentProfile, viewer.id) else []


def looked_at(viewer: Account | None, own: int | None) -> list[Values]:
    """A file that was looked at and not imported, of the company or of one person."""
    assert viewer is not None
    assert viewer.company_id is not None
    lines = [f"agent@demo.test,{now():%Y-%m-%d},09:00,{end},Phone" for end in ("17:00", "09:00")]
    data = "\n".join(["email,date,start,end,activity", *lines, "nobody@demo.test,1/2/2027,9:00,17:00,Lunch", ""])
    origin = Origin(viewer.company_id, "walk", "walk.csv", own)
    begin_write(db.session)
    read = read_for(BytesIO(data.encode()), ReadWish(Reading(viewer.time_zone), now().date()), origin)
    one = keep_checked(read, origin, foresee(read, origin, now()), now())
    db.session.commit()
    return [{"public_id": one.public_id}]


def factor_version(viewer: Account | None) -> list[Values]:
    """A file of factors with another figure for the first line that has one, and nothing counts with it yet."""
    assert viewer is not None
    assert viewer.company_id is not None
    name = f"walk-{viewer.public_id[:8]}"
    content = shipped_content(NEWEST).replace(b",545.09,", b",500,")
    begin_write(db.session)
    known = db.session.scalar(select(FactorVersion).where(FactorVersion.name == name))
    made = known or add_version(name, content, viewer.company_id, viewer, now())
    db.session.commit()
    return [{"public_id": made.public_id}]


def shift_mapping(viewer: Account | None) -> list[Values]:
    assert viewer is not None
    begin_write(db.session)
    columns = {"who": "Email", "start": "Start", "end": "End"}
    known = find_mapping(viewer.company_id, name="Roster")
    mapping = save_mapping(known, "Roster", columns, "dmy", "", viewer, now())
    db.session.commit()
    return [{"public_id": mapping.public_id}]


def proofs(_viewer: Account | None) -> list[Values]:
    return [
        {"kind": "credentials", "public_id": first(Credential.public_id, Credential.verdict.is_(None))},
        {"kind": "languages", "public_id": first(AgentLanguage.public_id, AgentLanguage.evidence != "")},
    ]


def unsubscription(_viewer: Account | None) -> list[Values]:
    account = first(Account.public_id, Account.role == Role.AGENT)
    return [{"token": make_token(settings().secret_key, account, NoticeGroup.COMMITMENTS)}]


VALUES: dict[str, Finder] = {
    "account.show_email_confirmation": lambda _: [TOKENS],
    "administration.show_account": one("public_id", Account.public_id, Account.role == Role.AGENT),
    "catalogue.show_skill": one("code", Skill.code),
    "directory.show_person": one("public_id", Account.public_id, Account.role == Role.AGENT),
    "guide.show_step": lambda _: [{"name": step.value} for step in Step],
    "impact_public.show_public": lambda _: [{"company_id": first(Company.public_id)}],
    "invitations.show_invitation": lambda _: [TOKENS],
    "own_shifts.show_own_import": own_shift_import,
    "profile_credentials.show_credential": own(Credential.public_id, Credential.agent_id),
    "profile_languages.show_language": own(AgentLanguage.public_id, AgentLanguage.agent_id),
    "proposals.show_proposal": proposal,
    "reset.show_reset": lambda _: [TOKENS],
    "shift_mappings.show_mapping": shift_mapping,
    "retention_lists.show_list": employment_list,
    "shifts.show_import": shift_import,
    "sites.show_new_team": one("public_id", Site.public_id),
    "sites.show_site": one("public_id", Site.public_id),
    "sites.show_team": one("public_id", Team.public_id),
    "styleguide.show_error": lambda _: [{"code": code} for code in ERROR_CODES],
    "styleguide.show_sample": lambda _: [{"sample": sample} for sample in SAMPLES],
    "unsubscribing.show_unsubscription": unsubscription,
    "verification.show_proof": proofs,
    "webhooks.show": webhook,
    "factor_versions.show_version": factor_version,
    "verifying.show_partner": one("public_id", Partner.public_id),
}
