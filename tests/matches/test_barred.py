"""A block, or a partner that is trusted no longer, also ends what was promised and is still ahead."""

from datetime import timedelta

from tests.matches.acts import Acts, places_are_true, transaction
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches import actions
from volunteer_match.matches.blocks.actions import set_block
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.organisations.actions import refuse_partner
from volunteer_match.organisations.models import Partner


def _approve(acts: Acts, need: str = "fractions") -> None:
    made = acts.match("agent", need).claim
    assert made is not None
    with transaction():
        actions.approve_claim(made, acts.account("coordinator"), acts.world.now)


def test_a_block_ends_what_is_ahead_and_the_place_goes_on(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    _approve(acts)
    acts.wait("colleague")
    with transaction():
        actor = acts.account("coordinator")
        set_block(acts.account("agent"), "tutoring", None, "A talk is due first.", None, actor, acts.world.now)
    assert acts.state("agent") is MatchState.CANCELLED
    assert acts.state("colleague") is MatchState.PENDING
    assert places_are_true()
    kinds = db.session.query(InboxNotice.kind).filter_by(account_id=acts.world.accounts["agent"]).all()
    assert "match-cancelled" in {kind for (kind,) in kinds}


def test_a_block_from_another_kind_changes_nothing(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    with transaction():
        actor = acts.account("coordinator")
        set_block(acts.account("agent"), "captioning", None, "Not this.", None, actor, acts.world.now)
    assert acts.state("agent") is MatchState.PENDING


def test_what_has_begun_stays_to_be_told(acts: Acts) -> None:
    acts.add_need(starts_in=timedelta(hours=2))
    acts.claim()
    _approve(acts)
    with transaction():
        actor, later = acts.account("coordinator"), acts.world.now + timedelta(hours=4)
        set_block(acts.account("agent"), "tutoring", None, "Afterwards.", None, actor, later)
    assert acts.state("agent") is MatchState.APPROVED


def test_a_partner_that_is_refused_gets_nobody(acts: Acts) -> None:
    acts.add_need()
    acts.claim()
    _approve(acts)
    with transaction():
        partner = db.session.get_one(Partner, acts.world.ids["open_desk"])
        refuse_partner(partner, acts.account("coordinator"), acts.world.now, "It is no longer registered.")
    assert acts.state("agent") is MatchState.CANCELLED
    assert places_are_true()
