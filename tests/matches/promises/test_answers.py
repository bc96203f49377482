"""A yes is asked, given or not; claims and invitations that nobody answers end kindly, and places go on."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select, update

from tests.checked_client import CheckedClient
from tests.matches.acts import Acts, places_are_true, refused, transaction
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move
from volunteer_match.matches import actions
from volunteer_match.matches.approvals.queries import waiting_for
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.promises.actions import ask_again, confirm, lapse_due
from volunteer_match.matches.promises.queries import find_question
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.organisations.models import Company

SignIn = Callable[[str], CheckedClient]
DAY = timedelta(days=1)


def told(acts: Acts, name: str) -> list[str]:
    """Kinds of notices to this person, oldest first, without those that were stopped."""
    mine = (InboxNotice.account_id == acts.world.accounts[name], InboxNotice.stopped_at.is_(None))
    return list(db.session.scalars(select(InboxNotice.kind).where(*mine).order_by(InboxNotice.id)))


def _moved_up(acts: Acts, *, waiting: tuple[str, ...] = ("colleague",)) -> None:
    """The agent gives the only place back, and the first who waits moves up."""
    acts.add_need()
    acts.claim("agent")
    for minute, name in enumerate(waiting):
        acts.wait(name, later=timedelta(minutes=1 + minute))
    with transaction():
        actions.withdraw([acts.match("agent")], acts.account("agent"), acts.world.now + timedelta(minutes=9))


def _sweep(acts: Acts, later: timedelta) -> int:
    with transaction():
        return lapse_due(acts.world.now + later)


def test_whoever_moves_up_says_yes_before_anybody_approves(acts: Acts) -> None:
    _moved_up(acts)
    match, now = acts.match("colleague"), acts.world.now + timedelta(hours=1)
    assert match.confirm_by is not None
    assert now < match.confirm_by < now + timedelta(hours=48)
    coordinator, claim = acts.account("coordinator"), match.claim
    assert claim is not None
    assert waiting_for(coordinator, now) == []
    assert refused(lambda: actions.approve_claim(claim, coordinator, now)) is MatchRefusal.UNCONFIRMED
    with transaction():
        assert confirm(acts.match("colleague"), acts.account("colleague"), now) == 1
    with transaction():
        assert confirm(acts.match("colleague"), acts.account("colleague"), now) == 0, "a second yes changes nothing"
    match = acts.match("colleague")
    assert (match.state, match.confirm_by, match.state_since) == (MatchState.PENDING, None, now)
    assert [item.person for item in waiting_for(acts.account("coordinator"), now)] == ["Colleague S."]
    assert _sweep(acts, 2 * DAY) == 0
    assert refused(lambda: confirm(acts.match("agent"), acts.account("agent"), now)) is MatchRefusal.NOT_NOW


def test_without_a_yes_the_place_goes_to_the_next(acts: Acts) -> None:
    acts.add_volunteer("third")
    _moved_up(acts, waiting=("colleague", "third"))
    assert _sweep(acts, timedelta(minutes=20)) == 0
    assert _sweep(acts, timedelta(hours=60)) == 1
    assert (acts.state("colleague"), acts.state("third")) == (MatchState.EXPIRED, MatchState.PENDING)
    assert acts.taken() == [1]
    assert told(acts, "colleague") == ["match-promoted", "match-lapsed"]
    acts.wait("colleague", later=timedelta(hours=61))
    assert acts.state("colleague") is MatchState.WAITLISTED, "they may go back to the end of the waitlist"


def test_a_yes_that_comes_late_counts_until_the_place_is_gone(acts: Acts) -> None:
    _moved_up(acts)
    late = acts.world.now + timedelta(hours=60)
    with transaction():
        assert confirm(acts.match("colleague"), acts.account("colleague"), late) == 1
    assert _sweep(acts, timedelta(hours=60)) == 0
    assert acts.state("colleague") is MatchState.PENDING


def test_nobody_moves_up_when_it_is_too_late_to_ask(acts: Acts) -> None:
    acts.add_need(starts_in=timedelta(hours=3))
    acts.claim("agent")
    acts.wait("colleague")
    begins = acts.match("agent").starts_at
    assert begins is not None
    with transaction():
        actions.withdraw([acts.match("agent")], acts.account("agent"), begins - timedelta(minutes=10))
    assert (acts.state("colleague"), acts.taken()) == (MatchState.WAITLISTED, [0])


def test_whoever_no_longer_passes_is_told_what_stands_against_it(acts: Acts, signed: SignIn) -> None:
    _moved_up(acts)
    acts.busy("colleague")
    path = f"/matches/{acts.match('colleague').public_id}"
    client = signed("colleague")
    page = client.get(path).get_data(as_text=True)
    assert "This stands against it" in page
    assert f"{path}/confirmation" not in page
    assert client.send(f"{path}/confirmation").status_code == 409
    acts.free("colleague")
    assert "Yes, I’ll be there" in client.get(path).get_data(as_text=True)
    assert client.send(f"{path}/confirmation").status_code == 303
    assert acts.match("colleague").confirm_by is None


def test_the_notice_itself_takes_the_yes(acts: Acts, signed: SignIn) -> None:
    _moved_up(acts)
    with transaction():
        db.session.execute(update(InboxNotice).values(due_at=acts.world.now))
    path = f"/matches/{acts.match('colleague').public_id}/confirmation"
    client = signed("colleague")
    assert path in client.get("/inbox").get_data(as_text=True)
    assert client.send(path).status_code == 303
    assert signed("agent").send(path).status_code == 404


def test_a_changed_promise_is_asked_for_anew_and_kept_or_given_up(acts: Acts) -> None:
    acts.add_need(places=2)
    for name in ("agent", "colleague"):
        made = acts.claim(name)
        with transaction():
            actions.approve_claim(acts.the_claim(made), acts.account("coordinator"), acts.world.now)
    for seconds in (0, 5):  # the second question within the notice delay takes the place of the first
        with transaction():
            asked_at = acts.world.now + timedelta(seconds=seconds)
            ask_again([acts.match("agent"), acts.match("colleague")], acts.account("partner"), asked_at)
    assert told(acts, "agent") == ["match-approved", "match-asked-again"]
    assert find_question(acts.match("agent"), acts.world.now) is not None
    assert find_question(acts.match("agent"), acts.world.now + 4 * DAY) is None, "it has begun: no yes would count"
    with transaction():
        confirm(acts.match("agent"), acts.account("agent"), acts.world.now)
    assert _sweep(acts, timedelta(hours=60)) == 1
    assert (acts.state("agent"), acts.state("colleague")) == (MatchState.APPROVED, MatchState.EXPIRED)
    assert acts.taken() == [1]
    assert told(acts, "colleague")[-1] == "match-lapsed"
    assert told(acts, "partner")[-1] == "match-not-coming"


def test_claims_end_when_nobody_decides_in_time(acts: Acts) -> None:
    acts.add_need(starts_in=30 * DAY)
    acts.claim("agent")
    acts.wait("colleague")
    with transaction():
        db.session.execute(update(Company).values(pending_days=2))
        assert actions.expire_due(acts.world.now + 1.9 * DAY) == 0
    (item,) = waiting_for(acts.account("coordinator"), acts.world.now + 1.5 * DAY)
    assert item.ends_soon(acts.world.now + 1.5 * DAY)
    assert not item.is_soon(acts.world.now + 1.5 * DAY)
    with transaction():
        assert actions.expire_due(acts.world.now + 2 * DAY) == 1
    assert (acts.state("agent"), acts.state("colleague")) == (MatchState.EXPIRED, MatchState.PENDING)
    assert told(acts, "agent") == ["match-expired"]
    with transaction():
        assert actions.expire_due(acts.world.now + 5 * DAY) == 0, "who has not said yes waits for no decision"
    assert places_are_true()


def test_invitations_end_and_their_inviter_is_told_in_sum(acts: Acts) -> None:
    acts.add_need(places=3, starts_in=20 * DAY)
    acts.add_need("fractions_soon", starts_in=DAY)
    coordinator = acts.account("second_coordinator")
    with transaction():
        for name, need in (("agent", "fractions"), ("colleague", "fractions"), ("agent", "fractions_soon")):
            session_id = acts.session_ids(need)[0]
            actions.invite(acts.account(name), acts.need(need), session_id, "", coordinator, acts.world.now)
    first, soon = acts.match("agent"), acts.match("agent", "fractions_soon")
    assert first.confirm_by is not None
    assert 3 * DAY <= first.confirm_by - acts.world.now < 3.6 * DAY
    assert soon.confirm_by == soon.starts_at, "never after it begins"
    assert _sweep(acts, 4 * DAY) == 3
    assert acts.state("agent") is MatchState.EXPIRED
    assert told(acts, "agent").count("invitation-lapsed") == 2
    sums = db.session.scalars(
        select(InboxNotice.params).where(InboxNotice.kind == NoticeKind.INVITATIONS_UNANSWERED).order_by(InboxNotice.id)
    ).all()
    assert sorted(each["unanswered"] for each in sums) == [1, 2]
    lapses = select(func.count(MatchEvent.id)).join(Match).where(MatchEvent.move == Move.LAPSE)
    assert db.session.scalar(lapses) == 3
