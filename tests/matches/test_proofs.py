"""What was promised on a credential or on a verified language ends with that proof."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.matches.acts import Acts, places_are_true, transaction
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, ReturnReason, Verdict
from volunteer_match.matches import actions
from volunteer_match.matches.models import MatchEvent
from volunteer_match.matches.proofs.actions import return_unproven
from volunteer_match.matches.proofs.queries import resting_on
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.models import OpportunityCredential, OpportunityLanguage
from volunteer_match.people.profile.credentials.actions import Proof, change_credential, remove_credential
from volunteer_match.people.profile.languages.actions import set_language
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, Credential
from volunteer_match.people.profile.verification.actions import decide, reopen
from volunteer_match.people.profile.verification.queries import stamp_of

SignIn = Callable[[str], CheckedClient]
CHECK = "background-check"


@pytest.fixture
def checked(acts: Acts) -> Acts:
    """A need that asks for a background check; the agent has one, is approved, and the colleague waits."""
    acts.add_need()
    with transaction():
        db.session.add(OpportunityCredential(opportunity_id=acts.need().id, kind=CHECK))
        for name in ("agent", "colleague"):
            add_check(acts, name)
    acts.claim()
    approve(acts)
    acts.wait("colleague")
    return acts


def add_check(acts: Acts, name: str, days: int = 90) -> None:
    db.session.add(
        Credential(
            agent_id=acts.world.accounts[name],
            kind=CHECK,
            reference="NBI 1",
            verdict=Verdict.VERIFIED,
            expires_on=(acts.world.now + timedelta(days=days)).date(),
            created_at=acts.world.now,
        )
    )


def approve(acts: Acts, need: str = "fractions") -> None:
    made = acts.match("agent", need).claim
    assert made is not None
    with transaction():
        actions.approve_claim(made, acts.account("coordinator"), acts.world.now)


def check_of(acts: Acts, name: str = "agent") -> Credential:
    return db.session.scalars(select(Credential).where(Credential.agent_id == acts.world.accounts[name])).one()


def refuse(acts: Acts, proof: Credential | AgentLanguage, reason: str = "It was withdrawn.") -> int:
    with transaction():
        actor = acts.account("coordinator")
        return decide(proof, Verdict.REFUSED, reason, actor, acts.world.now, seen=stamp_of(proof))


def sweep(acts: Acts, later: timedelta = timedelta()) -> int:
    with transaction():
        return return_unproven(acts.world.now + later)


def told(acts: Acts, name: str) -> set[str]:
    kinds = select(InboxNotice.kind).where(
        InboxNotice.account_id == acts.world.accounts[name], InboxNotice.stopped_at.is_(None)
    )
    return set(db.session.scalars(kinds))


def test_a_refusal_ends_what_rests_on_it_and_the_place_goes_on(checked: Acts) -> None:
    assert refuse(checked, check_of(checked)) == 1
    assert checked.state("agent") is MatchState.RETURNED
    assert checked.state("colleague") is MatchState.PENDING
    assert places_are_true()
    last = db.session.scalars(select(MatchEvent).where(MatchEvent.reason.is_not(None))).one()
    assert (last.reason, last.actor_id) == (
        ReturnReason.REQUIREMENT_UNPROVEN,
        checked.world.accounts["coordinator"],
    )
    assert "match-returned" in told(checked, "agent")
    assert "match-not-coming" in told(checked, "partner")


def test_the_agent_may_claim_again_once_it_is_proven(checked: Acts) -> None:
    refuse(checked, check_of(checked))
    with transaction():
        check_of(checked).verdict = Verdict.VERIFIED
        made = checked.match("colleague").claim
        assert made is not None
        actions.withdraw_claim(made, checked.account("colleague"), checked.world.now)
    checked.claim()
    assert checked.state("agent") is MatchState.PENDING


def test_a_second_paper_of_the_kind_keeps_the_match(checked: Acts) -> None:
    first = check_of(checked)
    with transaction():
        add_check(checked, "agent", days=60)
    assert refuse(checked, first) == 0
    assert checked.state("agent") is MatchState.APPROVED


def test_what_asks_for_nothing_or_for_something_else_stays(checked: Acts) -> None:
    checked.add_need("open", starts_in=timedelta(days=5))
    checked.add_need("driver", starts_in=timedelta(days=6))
    checked.claim("agent", "open")
    checked.claim("agent", "driver")
    with transaction():
        db.session.add(OpportunityCredential(opportunity_id=checked.need("driver").id, kind="first-aid"))
    assert refuse(checked, check_of(checked)) == 1
    assert (checked.state("agent", "open"), checked.state("agent", "driver")) == (MatchState.PENDING,) * 2


def test_what_has_begun_stays_to_be_told(checked: Acts) -> None:
    proof = check_of(checked)
    with transaction():
        later = checked.world.now + timedelta(days=4)
        decide(proof, Verdict.REFUSED, "Too late.", checked.account("coordinator"), later, seen=stamp_of(proof))
        assert return_unproven(later) == 0
    assert checked.state("agent") is MatchState.APPROVED


def test_undo_in_time_brings_it_back_and_nobody_has_heard(acts: Acts) -> None:
    acts.add_need(places=2)
    with transaction():
        db.session.add(OpportunityCredential(opportunity_id=acts.need().id, kind=CHECK))
        add_check(acts, "agent")
    acts.claim()
    approve(acts)
    refuse(acts, check_of(acts))
    with transaction():
        reopen(check_of(acts), acts.account("coordinator"), acts.world.now + timedelta(seconds=10))
    assert acts.state() is MatchState.PENDING
    assert "match-returned" not in told(acts, "agent")
    assert "credential-refused" not in told(acts, "agent")
    assert places_are_true()


@pytest.mark.parametrize("seconds", [10, 3600])
def test_undo_takes_no_place_from_anybody(checked: Acts, seconds: int) -> None:
    refuse(checked, check_of(checked))
    with transaction():
        moment = checked.world.now + timedelta(seconds=seconds)
        reopen(check_of(checked), checked.account("coordinator"), moment)
    assert (checked.state("agent"), checked.state("colleague")) == (MatchState.RETURNED, MatchState.PENDING)
    assert places_are_true()


def test_what_waits_for_a_decision_is_kept_until_the_day_before(checked: Acts) -> None:
    with transaction():
        renewed = Proof(CHECK, "NBI 2", (checked.world.now + timedelta(days=400)).date())
        assert change_credential(check_of(checked), renewed, checked.world.now)
    assert sweep(checked) == 0
    assert sweep(checked, timedelta(days=1, hours=22)) == 0
    assert sweep(checked, timedelta(days=2, hours=1)) == 1
    assert checked.state("agent") is MatchState.RETURNED
    assert sweep(checked, timedelta(days=2, hours=1)) == 0


def test_a_renewed_paper_that_is_refused_ends_it_at_once(checked: Acts) -> None:
    with transaction():
        change_credential(check_of(checked), Proof(CHECK, "Forged", None), checked.world.now)
    assert refuse(checked, check_of(checked)) == 1


def test_taken_away_by_the_agent_it_ends_with_the_next_sweep(checked: Acts) -> None:
    with transaction():
        profile = db.session.get_one(AgentProfile, checked.world.accounts["agent"])
        remove_credential(profile, check_of(checked), checked.world.now)
    assert sweep(checked) == 1
    assert (checked.state("agent"), checked.state("colleague")) == (MatchState.RETURNED, MatchState.PENDING)
    assert "match-returned" in told(checked, "agent")
    assert places_are_true()


def test_a_paper_that_ends_ends_work_without_a_deadline(acts: Acts) -> None:
    acts.add_need(flexible=True, deadline=None)
    with transaction():
        db.session.add(OpportunityCredential(opportunity_id=acts.need().id, kind=CHECK))
        add_check(acts, "agent", days=10)
    acts.claim()
    assert sweep(acts, timedelta(days=9)) == 0
    assert sweep(acts, timedelta(days=12)) == 1
    assert acts.state() is MatchState.RETURNED


@pytest.fixture
def interpreting(acts: Acts) -> Acts:
    """A need that asks for Polish at B2, verified; the agent's is, and they have claimed it."""
    acts.add_need()
    with transaction():
        need = OpportunityLanguage(tag="pl", level=4, is_required=True, verified_only=True)
        need.opportunity_id = acts.need().id
        held = AgentLanguage(agent_id=acts.world.accounts["agent"], tag="pl-PL", level=5, evidence="A degree")
        held.verdict = Verdict.VERIFIED
        db.session.add_all([need, held])
    acts.claim()
    return acts


def polish(acts: Acts) -> AgentLanguage:
    return db.session.scalars(select(AgentLanguage).where(AgentLanguage.tag == "pl-PL")).one()


def test_a_refused_language_ends_what_asked_for_it_verified(interpreting: Acts) -> None:
    assert [match.id for match in resting_on(polish(interpreting), interpreting.world.now)] == [interpreting.match().id]
    english = select(AgentLanguage).where(
        AgentLanguage.tag == "en", AgentLanguage.agent_id == interpreting.world.accounts["agent"]
    )
    assert resting_on(db.session.scalars(english).one(), interpreting.world.now) == []
    assert sweep(interpreting) == 0
    assert refuse(interpreting, polish(interpreting), "The degree is not in Polish.") == 1
    assert interpreting.state() is MatchState.RETURNED


def test_a_changed_level_waits_to_be_verified_anew(interpreting: Acts) -> None:
    with transaction():
        profile = db.session.get_one(AgentProfile, interpreting.world.accounts["agent"])
        set_language(profile, "pl-PL", 6, None, interpreting.world.now)
    assert sweep(interpreting) == 0
    assert sweep(interpreting, timedelta(days=2, hours=1)) == 1


def test_the_page_says_how_many_rest_on_it_before_it_is_refused(checked: Acts, as_: SignIn) -> None:
    proof = check_of(checked)
    address, seen = f"/verifications/credentials/{proof.public_id}", stamp_of(proof)
    db.session.rollback()
    client = as_("coordinator")
    text = client.get(address).text
    assert "1 coming match rests on this" in text
    assert "Refuse, and end 1 match" in text
    sent = {"verdict": "refused", "seen": seen, "reason": "It was withdrawn."}
    assert client.send(f"{address}/decision", sent).status_code == 303
    assert "1 match that rested on it has ended." in client.get("/verifications").text
    assert "rests on this" not in client.get(address).text
