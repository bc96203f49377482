"""Values for the pages of challenges and recognition."""

from sqlalchemy import select

from tests.journeys.finders.asking import Finder, Values, first, one
from volunteer_match.challenges.models import Challenge, Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState, KudosState, Role
from volunteer_match.people.models import Account
from volunteer_match.recognition.card.models import Card
from volunteer_match.recognition.certificates.models import Certificate
from volunteer_match.recognition.kudos.models import Kudos


def certificate(viewer: Account | None) -> list[Values]:
    """Their own, else one of their company."""
    assert viewer is not None
    of = Certificate.agent_id == viewer.id if viewer.role is Role.AGENT else Certificate.company_id == viewer.company_id
    return [{"certificate_id": first(Certificate.public_id, of)}]


def challenge(viewer: Account | None, state: ChallengeState) -> str:
    assert viewer is not None
    mine = Challenge.company_id == viewer.company_id
    return str(first(Challenge.public_id, Challenge.state == state, mine))


def challenge_in(state: ChallengeState) -> Finder:
    return lambda viewer: [{"challenge_id": challenge(viewer, state)}]


def challenges_of_every_state(viewer: Account | None) -> list[Values]:
    assert viewer is not None
    is_agent = viewer.role is Role.AGENT
    states = [state for state in ChallengeState if not (is_agent and state is ChallengeState.DRAFT)]
    return [{"challenge_id": challenge(viewer, state)} for state in states]


def entries_of_every_state(viewer: Account | None) -> list[Values]:
    assert viewer is not None
    mine = Entry.agent_id == viewer.id if viewer.role is Role.AGENT else Entry.company_id == viewer.company_id
    rows = db.session.execute(select(Entry.state, Entry.public_id).where(mine).order_by(Entry.id))
    return [{"entry_id": public_id} for public_id in dict(rows.all()).values()]


def own_entry(viewer: Account | None) -> list[Values]:
    """Something that one logged oneself in a challenge that is still open."""
    assert viewer is not None
    mine = select(Entry.public_id).join(Entry.challenge).where(Entry.agent_id == viewer.id)
    found = db.session.scalar(mine.where(Challenge.state == ChallengeState.OPEN).limit(1))
    return [{"entry_id": found}] if found else []


def action_to_log(viewer: Account | None) -> list[Values]:
    """In a challenge that one takes part in."""
    if not own_entry(viewer):
        return []
    running = challenge(viewer, ChallengeState.OPEN)
    return [{"challenge_id": running, "code": code} for code in ("refill", "town-tree")]


VALUES: dict[str, Finder] = {
    "badges.show_badge": lambda _: [{"code": "first-session"}],
    "certificates.show_certificate": certificate,
    "card.show_public": one("token", Card.token),
    "boards.show_board": lambda viewer: [
        {"challenge_id": challenge(viewer, state)} for state in (ChallengeState.OPEN, ChallengeState.CLOSED)
    ],
    "challenges.show": challenges_of_every_state,
    "challenge_decisions.list_entries": challenge_in(ChallengeState.OPEN),
    "challenge_entries.show": entries_of_every_state,
    "challenge_entries.show_correction": own_entry,
    "challenge_entries.show_form": action_to_log,
    "challenge_making.show_closing": challenge_in(ChallengeState.OPEN),
    "challenge_making.show_draft": challenge_in(ChallengeState.DRAFT),
    "challenge_making.show_edit": challenge_in(ChallengeState.DRAFT),
    "challenge_making.show_limits": challenge_in(ChallengeState.DRAFT),
    "challenge_making.show_new": lambda _viewer: [{"template": "food"}],
    "kudos_queue.show_return": one("public_id", Kudos.public_id, Kudos.state == KudosState.WAITING),
    "photos.show_adding": own_entry,
    "photos.show_gallery": challenge_in(ChallengeState.CLOSED),
    "challenge_catalogue.show_action": lambda _viewer: [{"code": code} for code in ("bus", "gas-meter", "taught")],
}
