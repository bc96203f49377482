"""Every page of the site: each GET rule with the values it needs, taken from the demo world."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from flask import url_for
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute
from werkzeug.routing import Rule

from tests.journeys import challenge_addresses
from volunteer_match.availability.shifts.gathering import Reading
from volunteer_match.availability.shifts.imports.actions import Origin, foresee, keep_checked, read_for
from volunteer_match.availability.shifts.imports.mapping_actions import save_mapping
from volunteer_match.availability.shifts.imports.queries import find_mapping
from volunteer_match.availability.shifts.reading import ReadWish
from volunteer_match.challenges.factors.actions import add_version
from volunteer_match.challenges.factors.models import FactorVersion
from volunteer_match.challenges.factors.shipped import NEWEST, shipped_content
from volunteer_match.challenges.models import Challenge, Entry
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState, HoursState, KudosState, MatchState, OpportunityState, Role
from volunteer_match.hours.confirming.links import make_link
from volunteer_match.hours.models import HourEntry
from volunteer_match.hours.queries import reportable_matches
from volunteer_match.hours.time_off.models import TimeOffRequest
from volunteer_match.impact.retention.lists.actions import keep_checked as keep_checked_list
from volunteer_match.impact.retention.lists.reading import Wish, read_list
from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.models import Claim, Concern, Match
from volunteer_match.matches.proposing.actions import keep_proposal
from volunteer_match.matches.proposing.queries import open_needs
from volunteer_match.matches.proposing.working import work_out
from volunteer_match.notifications.kinds import NoticeGroup
from volunteer_match.notifications.unsubscribing.rules import make_token
from volunteer_match.notifications.webhooks.actions import WebhookValues, add_webhook
from volunteer_match.notifications.webhooks.rules import Flavour, Topic
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.opportunities.queries import is_still_to_come, of_partner, seen_by_staff, visible_to_agents
from volunteer_match.organisations.models import Company, Partner, Site, Team
from volunteer_match.organisations.queries import is_verified_by, members_of
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import Account
from volunteer_match.people.profile.guide.rules import Step
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, Credential
from volunteer_match.recognition.card.models import Card
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.kudos.models import Kudos
from volunteer_match.web.access import PUBLIC, SIGNED_IN, guard_of
from volunteer_match.web.application import Application, settings
from volunteer_match.web.clock import now
from volunteer_match.web.styleguide import ERROR_CODES, SAMPLES

Values = dict[str, Any]
Finder = Callable[[Account | None], list[Values]]

NO_PAGES = frozenset(
    {
        "static",
        "health.livez",
        "health.readyz",
        "catalogue.suggest",
        "styleguide.suggest",
        "personal_data.download",
        "photos.download_own",
        "photos.show_picture",
        "photos.show_thumbnail",
        "hours.download_hours",
        "hours_company.download_company",
        "payroll.download",
        "factor_versions.download",
        "calendar.show_feed",
        "certificates.download",
        "impact_reports.download_csv",
        "impact_reports.download_json",
        "impact_reports.download_pdf",
        "open_badges.show_achievement",
        "open_badges.show_issuer",
        "open_badges.show_key",
        "open_badges.show_keys",
        "open_badges.show_status",
        "signed_badges.download_badge",
        "signed_badges.download_certificate",
        "calendar.download_match",
        "badges.show_picture",
        "guide.start",
        "claims.show_claim",
        "inbox.show_count",
        "boards.show_news",
    }
)
"""Answers that are files, JSON or plain text, and doors that only send on; claims of several sessions are in STATES."""

TOKENS = {"token": "a-link-never-sent"}
"""Links of e-mails are walked in the journeys; here stands the page for a link that is spent."""


def _first(column: InstrumentedAttribute[Any], *where: Any) -> Any:
    found = db.session.scalar(select(column).where(*where).order_by(column).limit(1))
    assert found is not None, f"the demo world has no {column} with {[str(each) for each in where]}"
    return found


def _partner_of(viewer: Account | None) -> int:
    if viewer is not None and viewer.membership:
        return viewer.membership.partner_id
    return int(_first(Opportunity.partner_id, Opportunity.state == OpportunityState.PUBLISHED))


def _scope(viewer: Account) -> Select[Opportunity]:
    """The needs that this person may see, and for staff may change too: ids are random, so the first may be any."""
    if viewer.membership:
        return of_partner(viewer.membership.partner_id)
    if viewer.role is Role.AGENT:
        return visible_to_agents(viewer.company_id, now())
    return seen_by_staff().where(is_verified_by(Opportunity.partner_id, viewer.company_id), is_still_to_come(now()))


def _need(viewer: Account | None, state: OpportunityState = OpportunityState.PUBLISHED) -> str:
    assert viewer is not None
    found = db.session.scalar(_scope(viewer).where(Opportunity.state == state).with_only_columns(Opportunity.public_id))
    assert found is not None, f"the demo world has no {state} need for {viewer.email}"
    return found


def _needs_of_every_state(viewer: Account | None) -> list[Values]:
    """One need of each state that this person can look at; a partner's own drafts are nobody else's."""
    assert viewer is not None
    if viewer.role is Role.AGENT:
        return [{"public_id": _need(viewer)}]
    seen = of_partner(_partner_of(viewer)) if viewer.membership else seen_by_staff()
    rows = db.session.execute(seen.with_only_columns(Opportunity.state, Opportunity.public_id))
    return [{"public_id": public_id} for public_id in dict(rows.all()).values()]


def _session(viewer: Account | None) -> list[Values]:
    row = db.session.execute(
        select(OpportunitySession.public_id, Opportunity.public_id)
        .join(Opportunity)
        .where(
            Opportunity.partner_id == _partner_of(viewer),
            Opportunity.state == OpportunityState.PUBLISHED,
            OpportunitySession.starts_at > now(),
        )
        .limit(1)
    ).one()
    return [{"public_id": row[1], "session_id": row[0]}]


def _matches_of_every_state(viewer: Account | None) -> list[Values]:
    """One match of each state that this person can look at."""
    assert viewer is not None
    if viewer.membership:
        mine = Match.opportunity.has(Opportunity.partner_id == viewer.membership.partner_id)
        mine &= Match.state.in_((MatchState.PENDING, MatchState.APPROVED, MatchState.COMPLETED))
    else:
        mine = Match.agent_id == viewer.id if viewer.role is Role.AGENT else Match.company_id == viewer.company_id
    rows = db.session.execute(select(Match.state, Match.public_id).where(mine).order_by(Match.id))
    return [{"match_id": public_id} for public_id in dict(rows.all()).values()]


def _hours_of_every_state(viewer: Account | None) -> list[Values]:
    """One entry of hours of each state that this person has a part in."""
    assert viewer is not None
    if viewer.membership:
        mine = HourEntry.partner_id == viewer.membership.partner_id
    else:
        mine = HourEntry.agent_id == viewer.id if viewer.role is Role.AGENT else HourEntry.id > 0
    rows = db.session.execute(select(HourEntry.state, HourEntry.public_id).where(mine).order_by(HourEntry.id))
    return [{"entry_id": public_id} for public_id in dict(rows.all()).values()]


def _requests_of_every_state(_viewer: Account | None) -> list[Values]:
    rows = db.session.execute(select(TimeOffRequest.state, TimeOffRequest.public_id).order_by(TimeOffRequest.id))
    return [{"public_id": public_id} for public_id in dict(rows.all()).values()]


def _hours_link(_viewer: Account | None) -> list[Values]:
    """A link to confirm hours by, made for the walk."""
    begin_write(db.session)
    entry = db.session.scalars(select(HourEntry).where(HourEntry.state == HoursState.REPORTED)).first()
    assert entry is not None
    token = make_link(members_of(entry.partner_id)[0], [entry], now())
    db.session.commit()
    return [{"token": token}]


def _flexible_match(viewer: Account | None) -> list[Values]:
    assert viewer is not None
    return [{"match_id": match.public_id} for match in reportable_matches(viewer.id)[:1]]


def _own_match(viewer: Account | None, state: MatchState, *where: Any) -> list[Values]:
    """A match of one's own in this state, if there is one."""
    assert viewer is not None
    mine = select(Match.public_id).where(Match.agent_id == viewer.id, Match.state == state, *where)
    return [{"match_id": public_id} for public_id in db.session.scalars(mine.order_by(Match.id).limit(1))]


def _match_of(viewer: Account | None, state: MatchState) -> str:
    """A match in this state that somebody who confirms can look at."""
    return str(
        _first(
            Match.public_id,
            Match.opportunity.has(Opportunity.partner_id == _partner_of(viewer)),
            Match.state == state,
        )
    )


def _pending_claim(viewer: Account | None) -> list[Values]:
    mine = _partner_of(viewer) if viewer and viewer.membership else None
    where = Claim.opportunity.has(Opportunity.partner_id == mine) if mine else Claim.id > 0
    return [{"claim_id": _first(Claim.public_id, Claim.matches.any(Match.state == MatchState.PENDING), where)}]


def _proposal(viewer: Account | None) -> list[Values]:
    """A proposal for a handful of needs, made for the walk: nobody in the demo world has asked for one."""
    assert viewer is not None
    begin_write(db.session)
    made = work_out(open_needs(viewer.company_id, now())[:5], viewer, now())
    proposal = keep_proposal(made, viewer, now())
    db.session.commit()
    return [{"proposal_id": proposal.public_id}]


def _webhook(viewer: Account | None) -> list[Values]:
    """A webhook made for the walk, whose address nobody answers at."""
    assert viewer is not None
    begin_write(db.session)
    values = WebhookValues("#volunteering", Flavour.SLACK, "https://hooks.example/services/x", (Topic.WAITING,))
    made = add_webhook(None, values, viewer, now())
    db.session.commit()
    return [{"public_id": made.public_id}]


def _employment_list(viewer: Account | None) -> list[Values]:
    """A list of joiners and leavers with a line that can't be read, made for the walk."""
    assert viewer is not None
    assert viewer.company_id is not None
    lines = b"email,site,role,joined,left\nagent@demo.test,Here,Agent,2025-01-02,\n,Here,Agent,2025-01-02,\n"
    begin_write(db.session)
    read = read_list(lines, Wish(now().date(), {}))
    one = keep_checked_list(read, viewer.company_id, viewer, now())
    db.session.commit()
    return [{"public_id": one.public_id}]


def _shift_import(viewer: Account | None) -> list[Values]:
    return _looked_at(viewer, None)


def _own_shift_import(viewer: Account | None) -> list[Values]:
    """Staff may volunteer, and then have shifts of their own."""
    assert viewer is not None
    return _looked_at(viewer, viewer.id) if db.session.get(AgentProfile, viewer.id) else []


def _looked_at(viewer: Account | None, own: int | None) -> list[Values]:
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


def _factor_version(viewer: Account | None) -> list[Values]:
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


def _shift_mapping(viewer: Account | None) -> list[Values]:
    assert viewer is not None
    begin_write(db.session)
    columns = {"who": "Email", "start": "Start", "end": "End"}
    known = find_mapping(viewer.company_id, name="Roster")
    mapping = save_mapping(known, "Roster", columns, "dmy", "", viewer, now())
    db.session.commit()
    return [{"public_id": mapping.public_id}]


def _one(name: str, column: InstrumentedAttribute[Any], *where: Any) -> Finder:
    return lambda _viewer: [{name: _first(column, *where)}]


def _own(column: InstrumentedAttribute[Any], owner: InstrumentedAttribute[Any], name: str = "public_id") -> Finder:
    def find(viewer: Account | None) -> list[Values]:
        assert viewer is not None
        found = db.session.scalar(select(column).where(owner == viewer.id).limit(1))
        return [{name: found}] if found else []

    return find


def _proofs(_viewer: Account | None) -> list[Values]:
    return [
        {"kind": "credentials", "public_id": _first(Credential.public_id, Credential.verdict.is_(None))},
        {"kind": "languages", "public_id": _first(AgentLanguage.public_id, AgentLanguage.evidence != "")},
    ]


def _unsubscription(_viewer: Account | None) -> list[Values]:
    account = _first(Account.public_id, Account.role == Role.AGENT)
    return [{"token": make_token(settings().secret_key, account, NoticeGroup.COMMITMENTS)}]


def _edited(viewer: Account | None) -> list[Values]:
    """A need that the public sees; for its partner a draft as well."""
    if viewer is None or not viewer.membership:
        return [{"public_id": _need(viewer)}]
    return [{"public_id": _need(viewer, state)} for state in (OpportunityState.PUBLISHED, OpportunityState.DRAFT)]


def _certificate(viewer: Account | None) -> list[Values]:
    """Their own, else one of their company."""
    assert viewer is not None
    of = Certificate.agent_id == viewer.id if viewer.role is Role.AGENT else Certificate.company_id == viewer.company_id
    return [{"certificate_id": _first(Certificate.public_id, of)}]


def _no_values(_viewer: Account | None) -> list[Values]:
    return [{}]


def _challenge(viewer: Account | None, state: ChallengeState) -> str:
    assert viewer is not None
    mine = Challenge.company_id == viewer.company_id
    return str(_first(Challenge.public_id, Challenge.state == state, mine))


def _challenge_in(state: ChallengeState, **more: str) -> Finder:
    return lambda viewer: [{"challenge_id": _challenge(viewer, state), **more}]


def _challenges_of_every_state(viewer: Account | None) -> list[Values]:
    assert viewer is not None
    is_agent = viewer.role is Role.AGENT
    states = [state for state in ChallengeState if not (is_agent and state is ChallengeState.DRAFT)]
    return [{"challenge_id": _challenge(viewer, state)} for state in states]


def _entries_of_every_state(viewer: Account | None) -> list[Values]:
    assert viewer is not None
    mine = Entry.agent_id == viewer.id if viewer.role is Role.AGENT else Entry.company_id == viewer.company_id
    rows = db.session.execute(select(Entry.state, Entry.public_id).where(mine).order_by(Entry.id))
    return [{"entry_id": public_id} for public_id in dict(rows.all()).values()]


def _own_entry(viewer: Account | None) -> list[Values]:
    """Something that one logged oneself in a challenge that is still open."""
    assert viewer is not None
    mine = select(Entry.public_id).join(Entry.challenge).where(Entry.agent_id == viewer.id)
    found = db.session.scalar(mine.where(Challenge.state == ChallengeState.OPEN).limit(1))
    return [{"entry_id": found}] if found else []


def _action_to_log(viewer: Account | None) -> list[Values]:
    """In a challenge that one takes part in."""
    assert viewer is not None
    found = _own_entry(viewer)
    return [{"challenge_id": _challenge(viewer, ChallengeState.OPEN), "code": "refill"}] if found else []


VALUES: dict[str, Finder] = {
    **challenge_addresses.VALUES,
    "absences.show_absence": lambda viewer: [{"match_id": _match_of(viewer, MatchState.COMPLETED)}],
    "absences.show_appeal": lambda viewer: _own_match(viewer, MatchState.NO_SHOW),
    "absences.show_decision": _one("absence_id", Absence.public_id, Absence.appealed_at.is_not(None)),
    "account.show_email_confirmation": lambda _: [TOKENS],
    "administration.show_account": _one("public_id", Account.public_id, Account.role == Role.AGENT),
    "approvals.show_next_best": _pending_claim,
    "approvals.show_return": _pending_claim,
    "badges.show_badge": lambda _: [{"code": "first-session"}],
    "blocks.show_blocks": _one("account_id", Account.public_id, Account.role == Role.AGENT),
    "certificates.show_certificate": _certificate,
    "card.show_public": _one("token", Card.token),
    "catalogue.show_skill": _one("code", Skill.code),
    "challenges.show": _challenges_of_every_state,
    "challenge_decisions.list_entries": _challenge_in(ChallengeState.OPEN),
    "challenge_entries.show": _entries_of_every_state,
    "challenge_entries.show_correction": _own_entry,
    "challenge_entries.show_form": _action_to_log,
    "challenge_making.show_closing": _challenge_in(ChallengeState.OPEN),
    "challenge_making.show_draft": _challenge_in(ChallengeState.DRAFT),
    "challenge_making.show_edit": _challenge_in(ChallengeState.DRAFT),
    "challenge_making.show_limits": _challenge_in(ChallengeState.DRAFT),
    "challenge_making.show_new": lambda _viewer: [{"template": "food"}],
    "coming.print_people_coming": lambda viewer: [{"public_id": _need(viewer)}],
    "coming.show_people_coming": lambda viewer: [{"public_id": _need(viewer)}],
    "concerns.show_new": lambda viewer: [{"opportunity": _need(viewer)}],
    "concerns.show_concern": _one("concern_id", Concern.public_id),
    "cover.show_ask": _own(CoverAsk.public_id, CoverAsk.agent_id, "ask_id"),
    "cover.show_cover": lambda viewer: _own_match(viewer, MatchState.APPROVED, Match.starts_at > now()),
    "cover_requests.show_request": _one("request_id", CoverRequest.public_id),
    "directory.show_person": _one("public_id", Account.public_id, Account.role == Role.AGENT),
    "finding.show_people": lambda viewer: [{"opportunity_id": _need(viewer)}],
    "guide.show_step": lambda _: [{"name": step.value} for step in Step],
    "hours.show": _hours_of_every_state,
    "hours_confirming.show_link": _hours_link,
    "hours_reporting.show_report": _flexible_match,
    "impact_public.show_public": lambda _: [{"company_id": _first(Company.public_id)}],
    "invitations.show_invitation": lambda _: [TOKENS],
    "kudos_queue.show_return": _one("public_id", Kudos.public_id, Kudos.state == KudosState.WAITING),
    "matches.show_match": _matches_of_every_state,
    "opportunities.show_opportunity": _needs_of_every_state,
    "opportunity_state.ask_cancel": lambda viewer: [{"public_id": _need(viewer)}],
    "own_shifts.show_own_import": _own_shift_import,
    "photos.show_adding": _own_entry,
    "photos.show_gallery": _challenge_in(ChallengeState.CLOSED),
    "posting.show_check": lambda viewer: _edited(viewer)[-1:],
    "posting.show_what": _edited,
    "posting.show_who": _edited,
    "profile_credentials.show_credential": _own(Credential.public_id, Credential.agent_id),
    "profile_languages.show_language": _own(AgentLanguage.public_id, AgentLanguage.agent_id),
    "proposals.show_proposal": _proposal,
    "reset.show_reset": lambda _: [TOKENS],
    "session_changes.ask_cancel_session": _session,
    "session_changes.show_session": _session,
    "sessions.show_when": _edited,
    "shift_mappings.show_mapping": _shift_mapping,
    "retention_lists.show_list": _employment_list,
    "shifts.show_import": _shift_import,
    "sites.show_new_team": _one("public_id", Site.public_id),
    "sites.show_site": _one("public_id", Site.public_id),
    "sites.show_team": _one("public_id", Team.public_id),
    "styleguide.show_error": lambda _: [{"code": code} for code in ERROR_CODES],
    "styleguide.show_sample": lambda _: [{"sample": sample} for sample in SAMPLES],
    "time_off_deciding.show_person": _one("public_id", Account.public_id, Account.role == Role.AGENT),
    "time_off_deciding.show_request": _requests_of_every_state,
    "time_off_terms.show_terms": _one("public_id", Site.public_id),
    "unsubscribing.show_unsubscription": _unsubscription,
    "verification.show_proof": _proofs,
    "webhooks.show": _webhook,
    "challenge_catalogue.show_action": lambda _viewer: [{"code": code} for code in ("bus", "gas-meter", "taught")],
    "factor_versions.show_version": _factor_version,
    "verifying.show_partner": _one("public_id", Partner.public_id),
}

STATES: dict[Role | None, tuple[str, ...]] = {
    Role.AGENT: (
        "/opportunities?kind=tutoring&language=en&when=week&sort=newest",
        "/opportunities?q=nothing+is+called+this",
        "/nowhere",
    ),
    Role.PARTNER_MEMBER: ("/nowhere",),
    Role.COORDINATOR: (
        "/search?q=reading",
        "/search?q=zzzz",
        "/nowhere",
        "/people?q=zzzz",
        "/shifts/activities?name=Time+off",
        "/shifts/mappings/new?headings=Email,Day,Start,End",
        "/proposals/new?kind=captioning&days=7",
    ),
    Role.ADMINISTRATOR: ("/administration/accounts?q=maricel", "/administration/accounts?q=zzzz"),
    None: ("/nowhere", "/sign-in?next=/profile"),
}
"""Pages as they look after a question: filtered, empty, not found."""


def _may_see(rule: Rule, app: Application, role: Role | None) -> bool:
    guard = guard_of(app.view_functions[rule.endpoint])
    if role is None or guard == PUBLIC:
        return guard == PUBLIC and role is None
    return guard == SIGNED_IN or role in (guard or ())


DIFFERENT_FOR_EACH = frozenset({"certificates", "opportunities", "matches", "hours", "concerns", "searching", "home"})
"""Blueprints whose pages show each role something else; a page of any other looks the same to all who may see it."""

WALK = (None, Role.AGENT, Role.PARTNER_MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR)
"""The order of walking."""


def _is_walked_before(rule: Rule, app: Application, role: Role | None) -> bool:
    """Whether a role before this one sees the same page; the administrator's work as a coordinator always is."""
    if role is not Role.ADMINISTRATOR and rule.endpoint.split(".")[0] in DIFFERENT_FOR_EACH:
        return False
    return any(_may_see(rule, app, earlier) for earlier in WALK[1 : WALK.index(role)])


def page_rules(app: Application) -> Iterator[Rule]:
    """The rules that answer with a page."""
    return (
        rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES
    )


def addresses_for(app: Application, email: str | None, *, only_new: bool = False) -> list[str]:
    """Every page that this person may see; for nobody (None), the public ones. Needs a request context.

    `only_new` leaves out what looks the same to a role that is walked before. Administrators always leave that out:
    they see a coordinator's pages as the coordinator does.
    """
    viewer = db.session.scalar(select(Account).where(Account.email == email)) if email else None
    role = viewer.role if viewer else None
    only_new = only_new or role is Role.ADMINISTRATOR
    found = [
        url_for(rule.endpoint, **values)
        for rule in page_rules(app)
        if _may_see(rule, app, role) and not (only_new and _is_walked_before(rule, app, role))
        for values in (VALUES.get(rule.endpoint, _no_values)(viewer))
    ]
    return [*found, *STATES[role]]
