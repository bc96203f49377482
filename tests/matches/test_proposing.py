"""Proposals of matches: what is proposed, what is sent, what stands against it by then, and the way back."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.matches.acts import Acts, refused, transaction
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Move, OpportunityState
from volunteer_match.matches import actions as matches
from volunteer_match.matches.models import Match, MatchEvent, MatchingChange
from volunteer_match.matches.proposing import actions
from volunteer_match.matches.proposing.actions import Sent
from volunteer_match.matches.proposing.figures import Figures, figures_from
from volunteer_match.matches.proposing.models import Proposal, ProposalLine
from volunteer_match.matches.proposing.queries import open_needs, read_lines
from volunteer_match.matches.proposing.working import work_out
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile, Block
from volunteer_match.retention import delete_outdated


class Proposing:
    """A coordinator who has matches proposed; `second_coordinator`, who does not volunteer."""

    def __init__(self, acts: Acts) -> None:
        self.acts, self.now = acts, acts.world.now

    def propose(self, actor: str = "second_coordinator") -> Proposal:
        with transaction():
            coordinator = self.acts.account(actor)
            made = work_out(open_needs(coordinator.company_id, self.now), coordinator, self.now)
            return actions.keep_proposal(made, coordinator, self.now)

    def pairs(self, proposal: Proposal) -> Counter[tuple[str, str]]:
        """Who is proposed for which need, how often."""
        return Counter((line.agent.account.given_name, line.opportunity.title) for line in read_lines(proposal))

    def send(self, proposal: Proposal, lines: list[ProposalLine] | None = None, later: timedelta = timedelta()) -> Sent:
        chosen = read_lines(proposal) if lines is None else lines
        ids = [line.public_id for line in chosen]
        with transaction():
            return actions.send_lines(proposal, ids, self.acts.account("second_coordinator"), self.now + later)

    def refusals(self, proposal: Proposal) -> list[str | None]:
        return [line.refusal for line in read_lines(proposal)]


@pytest.fixture
def proposing(acts: Acts) -> Proposing:
    return Proposing(acts)


def _invite(acts: Acts, name: str, need: str, session: int = 0) -> None:
    with transaction():
        actor = acts.account("second_coordinator")
        matches.invite(acts.account(name), acts.need(need), acts.session_ids(need)[session], "", actor, acts.world.now)


def _count(model: type, *where: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0  # type: ignore[arg-type]


def test_a_proposal_serves_both_needs_where_first_come_serves_one(acts: Acts, proposing: Proposing) -> None:
    """Both needs are at the same hour. The coordinator volunteers too, and only for the first; it takes the best."""
    acts.add_need("first")
    acts.add_need("second", skill_level=3)
    acts.busy("coordinator")
    figures = figures_from(proposing.propose().figures)
    assert (figures.proposed.places, figures.proposed.needs) == (2, 2)
    assert figures.is_best


def test_what_is_sent_is_an_invitation_with_notice_and_events(acts: Acts, proposing: Proposing) -> None:
    acts.add_need(places=3)
    proposal = proposing.propose()
    assert proposing.pairs(proposal) == {
        ("Agent", "Fractions"): 1,
        ("Colleague", "Fractions"): 1,
        ("Coordinator", "Fractions"): 1,
    }
    changes = _count(MatchingChange)
    made = proposing.send(proposal)
    assert (len(made.sent), made.refused, made.put_off) == (3, [], 0)
    assert (acts.state("agent"), acts.taken()) == (MatchState.INVITED, [0])
    assert _count(MatchEvent, MatchEvent.move == Move.INVITE) == 3
    assert _count(MatchingChange) > changes
    kinds = db.session.scalars(select(InboxNotice.kind).where(InboxNotice.account_id == acts.world.accounts["agent"]))
    assert list(kinds) == ["match-invited"]


def test_sending_twice_has_one_effect(acts: Acts, proposing: Proposing) -> None:
    acts.add_need(places=3)
    proposal = proposing.propose()
    proposing.send(proposal)
    again = proposing.send(proposal)
    assert (again.sent, again.refused) == ([], [])
    assert _count(MatchEvent) == 3


def test_one_line_may_be_sent_and_the_rest_stays_open(acts: Acts, proposing: Proposing) -> None:
    acts.add_need(places=3)
    proposal = proposing.propose()
    proposing.send(proposal, read_lines(proposal)[:1])
    assert [line.is_open for line in read_lines(proposal)] == [False, True, True]


def test_lines_of_another_proposal_are_not_sent(acts: Acts, proposing: Proposing) -> None:
    acts.add_need()
    one, other = proposing.propose(), proposing.propose()
    assert proposing.send(one, read_lines(other)).sent == []


def test_nobody_is_proposed_whom_the_house_would_not_ask(acts: Acts, proposing: Proposing) -> None:
    """Not oneself, nobody blocked, nobody who said no to it, nobody asked enough, nobody outside their hours."""
    for name in ("declines", "blocked", "weary", "asleep"):
        acts.add_volunteer(name)
    acts.add_need(places=9)
    _invite(acts, "declines", "fractions")
    with transaction():
        matches.decline(acts.match("declines"), acts.account("declines"), acts.world.now)
        agent = acts.account("blocked")
        db.session.add(
            Block(
                company_id=agent.company_id, agent_id=agent.id, kind="tutoring", reason="-", created_at=acts.world.now
            )
        )
    for number in range(3):
        acts.add_need(f"other {number}", starts_in=timedelta(days=20 + number))
        _invite(acts, "weary", f"other {number}")
        with transaction():
            db.session.execute(
                update(Opportunity).where(Opportunity.title.like("Other%")).values(state=OpportunityState.CLOSED)
            )
    acts.busy("asleep")
    assert set(proposing.pairs(proposing.propose("coordinator"))) == {
        ("Agent", "Fractions"),
        ("Colleague", "Fractions"),
    }


def test_an_invitation_without_an_answer_offers_its_place_and_holds_its_hour(acts: Acts, proposing: Proposing) -> None:
    acts.add_need("first", places=2)
    acts.add_need("second", places=3)
    _invite(acts, "agent", "first")
    company_id = acts.world.ids["northwind"]
    assert {need.opportunity.title: need.left for need in open_needs(company_id, proposing.now)} == {
        "First": 1,
        "Second": 3,
    }
    pairs = proposing.pairs(proposing.propose())
    assert ("Agent", "Second") not in pairs
    assert ("Agent", "First") not in pairs


def test_asks_and_weekly_limits_hold_for_the_proposal_as_a_whole(acts: Acts, proposing: Proposing) -> None:
    acts.busy("colleague")
    acts.busy("coordinator")
    acts.add_need("many", sessions=6)
    assert proposing.pairs(proposing.propose()) == {("Agent", "Many"): 3}
    with transaction():
        db.session.execute(update(Company).values(asks_per_week=9))
        db.session.execute(update(AgentProfile).values(weekly_limit_minutes=60))
    starts = [line.session.starts_at for line in read_lines(proposing.propose())]
    assert len({start.isocalendar().week for start in starts if start}) <= 3
    assert len(starts) <= 2


def test_each_further_ask_of_one_person_is_worth_less(acts: Acts, proposing: Proposing) -> None:
    acts.busy("colleague")
    acts.busy("coordinator")
    acts.add_need("many", sessions=2)
    first, second = sorted(read_lines(proposing.propose()), key=lambda line: line.nth)
    assert (first.nth, second.nth, first.fit) == (0, 1, second.fit)
    assert (first.order_after, second.order_after) == (first.fit, round(first.fit * 0.9))


def test_a_flexible_need_is_proposed_and_sent(acts: Acts, proposing: Proposing) -> None:
    acts.add_need(flexible=True)
    proposal = proposing.propose()
    assert len(proposing.send(proposal).sent) == 1


def test_what_became_impossible_is_told_and_the_rest_goes_out(acts: Acts, proposing: Proposing) -> None:
    acts.add_need("taken", starts_in=timedelta(days=3))
    acts.add_need("closed", starts_in=timedelta(days=4))
    acts.add_need("clashing", starts_in=timedelta(days=5), places=3)
    proposal = proposing.propose()
    on = {line.opportunity.title: line.agent.account.given_name.lower() for line in read_lines(proposal)}
    acts.add_volunteer("quick")
    acts.claim("quick", "taken")
    acts.add_need("same hour", starts_in=timedelta(days=5))
    _invite(acts, on["Clashing"], "same hour")
    with transaction():
        acts.need("closed").state = OpportunityState.CLOSED
    made = proposing.send(proposal)
    reasons = Counter(line.refusal for line in made.refused)
    assert reasons == {"PLACE_TAKEN": 1, "CLOSED": 1, "CLASH": 1}
    assert [line.opportunity.title for line in made.sent] == ["Clashing", "Clashing"]
    assert _count(Match, Match.state == MatchState.INVITED) == 3


@pytest.mark.parametrize("change", ["gates", "asked", "gone", "partner"])
def test_the_guards_of_an_invitation_hold_at_the_moment_of_sending(
    acts: Acts, proposing: Proposing, change: str
) -> None:
    acts.busy("colleague")
    acts.busy("coordinator")
    acts.add_need()
    proposal = proposing.propose()
    if change == "gates":
        acts.busy("agent")
    with transaction():
        if change == "asked":
            db.session.execute(update(Company).values(asks_per_week=0))
        if change == "gone":
            db.session.execute(
                update(Account).where(Account.id == acts.world.accounts["agent"]).values(deactivated_at=acts.world.now)
            )
    if change == "partner":
        from volunteer_match.organisations.models import PartnerVerification

        with transaction():
            db.session.query(PartnerVerification).delete()
    proposing.send(proposal)
    assert proposing.refusals(proposal) == [{"asked": "ASKED_ENOUGH", "partner": "CLOSED"}.get(change, "GATES")]
    assert _count(Match) == 0


def test_no_more_are_invited_than_places_by_two_proposals(acts: Acts, proposing: Proposing) -> None:
    acts.add_need(places=1)
    one, other = proposing.propose(), proposing.propose()
    proposing.send(one)
    proposing.send(other)
    assert _count(Match, Match.state == MatchState.INVITED) == 1
    assert proposing.refusals(other) == [MatchRefusal.PLACE_TAKEN.name] or read_lines(other)[0].match_id is not None


def test_what_was_sent_last_is_taken_back_and_open_again(acts: Acts, proposing: Proposing) -> None:
    acts.add_need(places=3)
    proposal = proposing.propose()
    first, *rest = read_lines(proposal)
    proposing.send(proposal, [first])
    proposing.send(proposal, rest, later=timedelta(seconds=5))
    with transaction():
        assert (
            actions.take_back(proposal, acts.account("second_coordinator"), acts.world.now + timedelta(seconds=9)) == 2
        )
    assert [line.is_open for line in read_lines(proposal)] == [False, True, True]
    assert _count(Match, Match.state == MatchState.CANCELLED) == 2
    assert len(proposing.send(proposal, later=timedelta(minutes=1)).sent) == 2


def test_who_accepted_is_not_taken_back(acts: Acts, proposing: Proposing) -> None:
    acts.add_need()
    proposal = proposing.propose()
    proposing.send(proposal)
    name = read_lines(proposal)[0].agent.account.given_name.lower()
    with transaction():
        matches.accept(acts.match(name), acts.account(name), acts.world.now)
    with transaction():
        assert actions.take_back(proposal, acts.account("second_coordinator"), acts.world.now) == 0
    assert acts.state(name) is MatchState.APPROVED


def test_a_proposal_that_is_over_or_put_away_sends_nothing(acts: Acts, proposing: Proposing) -> None:
    acts.add_need()
    proposal = proposing.propose()
    assert refused(lambda: proposing.send(proposal, later=actions.GOOD_FOR)) is MatchRefusal.NOT_NOW
    for act in (actions.dismiss, actions.dismiss):
        with transaction():
            act(proposal, acts.account("second_coordinator"), acts.world.now)
    assert refused(lambda: proposing.send(proposal)) is MatchRefusal.NOT_NOW
    with transaction():
        actions.restore(proposal, acts.account("second_coordinator"), acts.world.now)
    assert len(proposing.send(proposal).sent) == 1


def test_more_than_one_request_can_bear_is_put_off(
    acts: Acts, proposing: Proposing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_SENT", 2)
    acts.add_need(places=3)
    proposal = proposing.propose()
    assert (len(proposing.send(proposal).sent), proposing.send(proposal).put_off) == (2, 0)
    assert [line.is_open for line in read_lines(proposal)] == [False, False, False]


def test_needs_with_nobody_are_named_with_the_reason(acts: Acts, proposing: Proposing) -> None:
    acts.add_need("possible", places=1)
    acts.add_need("too hard", skill_level=4)
    with transaction():
        db.session.execute(update(OpportunitySession).values(places=1))
    figures: Figures = figures_from(proposing.propose().figures)
    assert (figures.nobody_fits, figures.nobody_left) == ((acts.world.ids["too hard"],), ())
    with transaction():
        db.session.execute(update(Company).values(asks_per_week=0))
    assert figures_from(proposing.propose().figures).nobody_left == (acts.world.ids["possible"],)


def test_a_proposal_is_forgotten_after_a_month(acts: Acts, proposing: Proposing) -> None:
    acts.add_need()
    proposing.propose()
    with transaction():
        delete_outdated(acts.world.now + timedelta(days=31))
    assert (_count(Proposal), _count(ProposalLine)) == (0, 0)
