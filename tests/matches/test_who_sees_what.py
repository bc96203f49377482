"""What a partner and another company's coordinator don't learn of a claim and of its people."""

from datetime import timedelta

from sqlalchemy import select, update

from tests.matches.acts import Acts, transaction
from tests.matches.browsing import SignIn
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, ReturnReason, Verdict
from volunteer_match.matches import actions
from volunteer_match.matches.models import Claim, Match
from volunteer_match.organisations.models import PartnerVerification


def _claim_with_note(acts: Acts, note: str) -> str:
    acts.add_need(sessions=2, places=2)
    with transaction():
        made = actions.claim(acts.account("agent"), acts.need(), acts.session_ids(), note, acts.world.now)
        return made.public_id


def test_the_note_for_the_coordinator_is_not_shown_to_the_partner(acts: Acts, signed: SignIn) -> None:
    path = f"/claims/{_claim_with_note(acts, 'My back hurts on Mondays')}"
    for name in ("agent", "coordinator"):
        assert "My back hurts" in signed(name).get(path).get_data(as_text=True)
    page = signed("partner").get(path)
    assert page.status_code == 200
    assert "My back hurts" not in page.get_data(as_text=True)


def _half_waiting(acts: Acts) -> str:
    """A claim of two sessions: pending for the first, still on the waitlist of the second."""
    made = _claim_with_note(acts, "")
    with transaction():
        second = acts.the_claim(made).matches[1]
        db.session.execute(update(Match).where(Match.id == second.id).values(state=MatchState.WAITLISTED))
        second.session.taken -= 1
    return made


def test_a_partner_sees_of_a_claim_only_what_is_theirs_to_see(acts: Acts, signed: SignIn) -> None:
    made = _half_waiting(acts)
    shown, hidden = (match.public_id for match in acts.the_claim(made).matches)
    client = signed("partner")
    assert client.get(f"/claims/{made}").location == f"/matches/{shown}"
    assert client.get(f"/claims/{made}/return?match={hidden}").status_code == 404
    reason = ReturnReason.TIMING.value
    assert client.send(f"/claims/{made}/return", {"reason": reason, "match": hidden}).status_code == 404
    assert client.send(f"/claims/{made}/return", {"reason": reason}).status_code == 303
    states = {match.public_id: match.state for match in acts.the_claim(made).matches}
    assert states == {shown: MatchState.RETURNED, hidden: MatchState.WAITLISTED}


def test_who_declined_or_only_waited_is_not_told_to_partners_afterwards(acts: Acts, signed: SignIn) -> None:
    acts.add_need(places=1)
    acts.claim("colleague")
    acts.wait("agent")
    with transaction():
        actions.withdraw([acts.match()], acts.account("agent"), acts.world.now)
    assert acts.state() is MatchState.WITHDRAWN
    address = f"/matches/{acts.match().public_id}"
    assert signed("agent").get(address).status_code == 200
    assert signed("partner").get(address).status_code == 404


def test_coordinators_see_who_comes_of_their_own_company_only(acts: Acts, signed: SignIn) -> None:
    acts.add_need(places=2)
    with transaction():
        db.session.add(
            PartnerVerification(
                company_id=acts.world.ids["elsewhere"],
                partner_id=acts.world.ids["open_desk"],
                verdict=Verdict.VERIFIED,
                decided_at=acts.world.now,
            )
        )
    for name, decider in (("agent", "coordinator"), ("stranger", "foreign_coordinator")):
        made = acts.claim(name)
        with transaction():
            actions.approve_claim(acts.the_claim(made), acts.account(decider), acts.world.now + timedelta(minutes=1))
    path = f"/opportunities/{acts.world.ids['fractions']}/people-coming"
    seen = {
        name: signed(name).get(path).get_data(as_text=True)
        for name in ("partner", "coordinator", "foreign_coordinator")
    }
    assert [name for name, text in seen.items() if "Agent S." in text] == ["partner", "coordinator"]
    assert [name for name, text in seen.items() if "Stranger S." in text] == ["partner", "foreign_coordinator"]
    assert db.session.scalars(select(Claim)).all()


def test_a_no_carries_no_private_contact(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    made = acts.claim()
    words = {"reason": ReturnReason.TIMING.value, "words": "Call me on +44 7700 900123"}
    answer = signed("partner").send(f"/claims/{made}/return", words)
    assert answer.status_code == 422
    assert "+44 7700 900123" in answer.get_data(as_text=True)
    assert acts.state() is MatchState.PENDING
