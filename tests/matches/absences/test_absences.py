"""Attendance said by either side; absences with a reason, an appeal, and mercy."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.matches.acts import Acts, transaction
from tests.matches.browsing import SignIn
from volunteer_match.extensions import db
from volunteer_match.glossary import AbsenceReason, MatchState
from volunteer_match.matches import actions
from volunteer_match.matches.absences.actions import appeal, excuse, keep, were_there
from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.absences.noting import Missed, find_standing
from volunteer_match.matches.absences.rules import AbsenceRefusal
from volunteer_match.matches.absences.wording import record_words
from volunteer_match.matches.facts.record import Record, read_records
from volunteer_match.matches.keeping import past
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.refusals import Refusal, Refused

DAY = timedelta(days=1)


class Attendance:
    """The world's `agent` had an approved place in a session that ended a day ago."""

    def __init__(self, acts: Acts) -> None:
        self.acts, self.now = acts, acts.world.now
        acts.add_need(starts_in=-DAY)
        claim = acts.claim(later=-3 * DAY)
        with transaction():
            coordinator = acts.account("second_coordinator")
            actions.approve_claim(acts.the_claim(claim), coordinator, self.now - 2 * DAY)

    def miss(self, reason: AbsenceReason = AbsenceReason.DID_NOT_COME, words: str = "") -> None:
        with transaction():
            actions.miss(self.acts.match(), self.acts.account("partner"), self.now, Missed(reason, words))

    def say(self, name: str = "agent") -> None:
        with transaction():
            actions.complete(self.acts.match(), self.acts.account(name), self.now)

    def appeal(self, words: str = "I was ill.", name: str = "agent") -> None:
        with transaction():
            appeal(self.acts.match(), words, self.acts.account(name), self.now)

    def absence(self) -> Absence:
        return db.session.execute(select(Absence).order_by(Absence.id.desc()).limit(1)).scalar_one()

    def record(self) -> Record:
        agent_id = self.acts.world.accounts["agent"]
        record = read_records([agent_id], self.now)[agent_id]
        agents, missed = past.read_records(self.now).missed
        kept = dict(zip(agents.tolist(), missed.tolist(), strict=True)).get(agent_id, 0.0)
        assert kept == record.missed  # the index reads the same record
        return record

    def told(self, name: str) -> Counter[str]:
        kinds = select(InboxNotice.kind).where(
            InboxNotice.account_id == self.acts.world.accounts[name],
            InboxNotice.stopped_at.is_(None),
            InboxNotice.kind.in_(["appeal-raised", "absence-excused", "absence-kept", "match-missed"]),
        )
        return Counter(db.session.scalars(kinds))


@pytest.fixture
def attendance(acts: Acts) -> Attendance:
    return Attendance(acts)


def _refusal(act: object) -> Refusal:
    assert callable(act)
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.refusal


def test_the_agent_says_it_after_the_end_and_may_take_back_only_their_own_word(
    attendance: Attendance, acts: Acts
) -> None:
    later = attendance.now
    attendance.now = acts.match().starts_at + timedelta(minutes=5)  # type: ignore[operator]
    assert _refusal(attendance.say) is MatchRefusal.NOT_ENDED
    attendance.now = later
    attendance.say()
    assert (acts.state(), acts.match().agent.attended_total) == (MatchState.COMPLETED, 1)

    def correct(name: str) -> None:
        with transaction():
            actions.correct(acts.match(), acts.account(name), attendance.now)

    correct("agent")
    assert (acts.state(), acts.match().agent.attended_total) == (MatchState.APPROVED, 0)
    attendance.say("partner")
    assert _refusal(lambda: correct("agent")) is MatchRefusal.CHANGED


@pytest.mark.parametrize(
    ("reason", "counts"),
    [("did-not-come", True), ("partly", True), ("technical", False), ("told-before", False)],
)
def test_what_is_nobodys_fault_counts_against_nobody(
    attendance: Attendance, acts: Acts, reason: str, counts: bool
) -> None:
    attendance.miss(AbsenceReason(reason))
    record = attendance.record()
    assert (acts.state(), record.sessions_missed, record.missed > 0) == (MatchState.NO_SHOW, int(counts), counts)
    if not counts:
        assert _refusal(attendance.appeal) is AbsenceRefusal.EXCUSED


def test_an_appeal_is_heard_once_decided_and_may_be_decided_anew(attendance: Attendance, acts: Acts) -> None:
    attendance.miss(words="We waited half an hour.")
    whole = attendance.record().missed
    assert _refusal(lambda: attendance.appeal(name="colleague")) is MatchRefusal.NOT_YOURS
    attendance.appeal()
    attendance.appeal()
    assert _refusal(lambda: attendance.appeal("Something else")) is AbsenceRefusal.SAID_ALREADY
    assert attendance.told("second_coordinator") == {"appeal-raised": 1}
    coordinator = acts.account("second_coordinator")
    with transaction():
        excuse(attendance.absence(), "Get well soon.", coordinator, attendance.now)
        excuse(attendance.absence(), "Get well soon.", coordinator, attendance.now)
    assert attendance.record().missed == 0
    assert attendance.told("agent") == {"match-missed": 1, "absence-excused": 1}
    with transaction():
        keep(attendance.absence(), "", acts.account("coordinator"), attendance.now)
    assert attendance.record().missed == whole
    with transaction():
        were_there(attendance.absence(), "", coordinator, attendance.now)
    assert (acts.state(), attendance.record().sessions_missed) == (MatchState.COMPLETED, 0)
    assert find_standing(acts.match().id) is None
    assert _refusal(lambda: keep(attendance.absence(), "", coordinator, attendance.now)) is AbsenceRefusal.NOT_MISSED


def test_an_appeal_has_two_weeks_and_a_miss_counts_half_after_ninety_days(attendance: Attendance, acts: Acts) -> None:
    attendance.miss()
    attendance.now += 14 * DAY + timedelta(seconds=1)
    assert _refusal(attendance.appeal) is AbsenceRefusal.TOO_LATE
    attendance.now = acts.match().ends_at + 90 * DAY  # type: ignore[operator]
    assert attendance.record().missed == pytest.approx(0.5)


def test_two_who_dont_agree_come_before_a_coordinator_by_themselves(attendance: Attendance, acts: Acts) -> None:
    attendance.say()
    attendance.miss()
    assert attendance.absence().is_contradicted
    assert attendance.told("second_coordinator") == {"appeal-raised": 1}
    attendance.appeal("I was there all the time.")
    assert attendance.absence().appeal_words == "I was there all the time."
    assert attendance.told("second_coordinator") == {"appeal-raised": 1}
    with transaction():
        actions.correct(acts.match(), acts.account("partner"), attendance.now)
    assert find_standing(acts.match().id) is None


def test_the_record_reads_kindly() -> None:
    assert "trust" in record_words(Record())
    assert record_words(Record(sessions_attended=3)) == "You were there every time: 3 times. Thank you!"
    assert record_words(Record(sessions_attended=1, sessions_missed=1)).startswith("You were there once. Once it did")
    assert record_words(Record(sessions_missed=2)).startswith("2 times it did not work out")


def test_pages_from_all_came_to_the_coordinators_decision(attendance: Attendance, acts: Acts, signed: SignIn) -> None:
    agent, partner, staff = signed("agent"), signed("partner"), signed("second_coordinator")
    match = acts.match().public_id
    need = f"/opportunities/{acts.world.ids['fractions']}"
    assert "I was there" in agent.get(f"/matches/{match}").text
    assert "Save who came" in partner.get(f"{need}/people-coming").text
    save = f"{need}/people-coming/{acts.session_ids()[0]}"
    assert partner.send(save, {f"said-{match}": "nonsense"}).status_code == 303
    assert acts.state() is MatchState.APPROVED
    assert partner.send(save, {f"said-{match}": "partly"}).status_code == 303
    assert (acts.state(), attendance.absence().reason) == (MatchState.NO_SHOW, AbsenceReason.PARTLY)
    mine = f"/matches/{match}"
    assert "Say what happened" in agent.get(mine).text
    assert "How your record reads" in agent.get("/commitments").text
    assert "Came late or left early" in agent.get(f"{mine}/appeal").text
    assert agent.send(f"{mine}/appeal", {"words": ""}).status_code == 422
    assert agent.send(f"{mine}/appeal", {"words": "My line broke."}).location == mine
    assert "My line broke." not in partner.get(mine).text
    appeal_path = f"/appeals/{attendance.absence().public_id}"
    assert appeal_path in staff.get("/appeals").text
    assert "My line broke." in staff.get(appeal_path).text
    assert signed("foreign_coordinator").get(appeal_path).status_code == 404
    assert staff.send(f"{appeal_path}/decision", {}).status_code == 422
    assert staff.send(f"{appeal_path}/decision", {"decision": "excuse", "words": "Fine."}).location == "/appeals"
    assert "Excused" in staff.get("/appeals").text
    assert "does not count" in agent.get(mine).text
    assert partner.send(f"{mine}/completion", {}).status_code == 303
    assert partner.send(f"{mine}/absence", {}).status_code == 422
    assert partner.send(f"{mine}/absence", {"reason": "technical"}).location == mine
    assert staff.get(appeal_path).status_code == 200
