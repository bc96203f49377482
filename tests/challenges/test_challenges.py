"""Challenges on both databases: what counts, what is refused, and that every total is what the ledger says."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from tests.challenges.deeds import KWH, METER, READINGS, SOLAR, TREE, WASH, ChallengeDeeds, factors, kwh, worth
from tests.matches.acts import transaction
from volunteer_match.challenges import actions
from volunteer_match.challenges.closing import close, close_due, tell_closed
from volunteer_match.challenges.entries import frozen_step
from volunteer_match.challenges.making.actions import Limits, edit, open_challenge, remove_draft, set_limits
from volunteer_match.challenges.models import Entry, EntryStep, Participation
from volunteer_match.challenges.recomputing import find_differences, recompute
from volunteer_match.challenges.rules import ChallengeRefusal
from volunteer_match.challenges.totals import NOTHING, Totals
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState, EntryAct, EntryState
from volunteer_match.refusals import Refused

R = ChallengeRefusal


def refused(act: Callable[[], Any]) -> Any:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.refusal


def test_what_is_logged_counts_at_once_within_the_ceiling(deeds: ChallengeDeeds) -> None:
    deeds.opened()
    deeds.join()
    deeds.join()
    entry = deeds.log(kwh(5), token="one")
    assert deeds.shown() == Totals(2500, 5000, 0, 0, 1)
    assert deeds.log(kwh(9), token="one").id == entry.id, "the same form makes one entry"
    second = deeds.log(kwh(15))
    assert deeds.shown() == Totals(10_000, 20_000, 0, 0, 1), "an action counts once a day, its figures add up"
    assert refused(lambda: deeds.log(kwh(1))) is R.OVER_CEILING
    deeds.log(kwh(1), days_ago=1)
    assert deeds.shown() == Totals(10_500, 21_000, 0, 0, 2)
    deeds.do(actions.withdraw, entry)
    assert deeds.shown() == Totals(8000, 16_000, 0, 0, 2), "the day's other entry is its action now"
    assert second.steps[-1].act is EntryAct.RECOMPUTE
    deeds.do(actions.correct, second, kwh(20))
    assert refused(lambda: deeds.do(actions.correct, second, kwh(21))) is R.OVER_CEILING
    assert refused(lambda: deeds.do(actions.correct, second, kwh(2), by="colleague")) is R.NOT_YOURS
    assert refused(lambda: deeds.do(actions.withdraw, entry)) is R.NOT_NOW
    assert refused(lambda: deeds.log(kwh(1), days_ago=2)) is R.NOT_ITS_DAY
    assert refused(lambda: deeds.log(kwh(1), days_ago=-1)) is R.NOT_ITS_DAY
    assert refused(lambda: deeds.log(kwh(0))) is R.NOTHING
    wash = deeds.log(worth(WASH, {"loads": "2"}), WASH)
    assert (wash.totals, frozen_step(wash).working["grams"]) == (Totals(actions=1), None), "no figure, and it counts"
    metered = deeds.log(worth(METER, READINGS), METER)
    deeds.do(actions.accept, metered, by="coordinator")
    assert refused(lambda: deeds.log(worth(METER, READINGS), METER, days_ago=1)) is R.METERED_TWICE
    assert deeds.part().watt_hours == 41_000, "20 + 1 and, by the meter, 100 - 80 kWh"
    assert deeds.agree()
    frozen = frozen_step(second)
    assert frozen.factor_version == "1"
    assert frozen.inputs == {"kwh": "20"}
    carbon = next(step for step in frozen.working["steps"] if step["measure"] == "carbon")
    assert carbon["terms"][0]["parts"][1]["factor"]["source"] == "A table", "whole in itself"


def test_leaving_keeps_what_was_done(deeds: ChallengeDeeds) -> None:
    deeds.opened()
    deeds.join()
    deeds.log(kwh(5))
    for _ in range(2):
        with transaction():
            actions.leave(deeds.part(), deeds.world.now)
    assert refused(lambda: deeds.log(kwh(5))) is R.NOT_JOINED
    assert deeds.shown().watt_hours == 5000
    deeds.join()
    deeds.log(kwh(5))
    assert deeds.shown().watt_hours == 10_000


def test_a_coordinator_looks_asks_and_decides(deeds: ChallengeDeeds) -> None:
    deeds.opened()
    deeds.join()
    deeds.join("coordinator")
    entry = deeds.log(worth(SOLAR, {"kwh": "30"}), SOLAR)
    assert (entry.state, deeds.shown()) == (EntryState.WAITING, NOTHING), "nobody has seen the photo"
    assert refused(lambda: deeds.log(worth(SOLAR, {"kwh": "11"}), SOLAR)) is R.OVER_CEILING, "what waits holds its part"
    own = deeds.log(worth(SOLAR, {"kwh": "1"}), SOLAR, name="coordinator")
    assert refused(lambda: deeds.do(actions.accept, own, by="coordinator")) is R.NOT_OWN
    for nobody in ("agent", "foreign_coordinator", "partner"):
        assert refused(lambda by=nobody: deeds.do(actions.accept, entry, by=by)) is R.NOT_YOURS
    deeds.do(actions.accept, entry, by="coordinator")
    assert deeds.shown() == Totals(15_000, 30_000, 0, 0, 1)
    assert refused(lambda: deeds.ask(entry, "")) is R.NO_WORDS
    deeds.ask(entry)
    assert (entry.state, deeds.shown()) == (EntryState.QUESTIONED, NOTHING)
    deeds.do(actions.correct, entry, worth(SOLAR, {"kwh": "20"}))
    assert entry.state is EntryState.WAITING
    deeds.do(actions.accept, entry, by="second_coordinator")
    assert deeds.shown() == Totals(10_000, 20_000, 0, 0, 1)
    deeds.do(actions.refuse, entry, "That is the roof of a neighbour.", by="coordinator")
    assert (entry.state, deeds.shown()) == (EntryState.REFUSED, NOTHING)
    deeds.log(worth(SOLAR, {"kwh": "30"}), SOLAR)
    assert refused(lambda: deeds.do(actions.accept, entry, by="coordinator")) is R.OVER_CEILING
    assert deeds.told() == ["entry-questioned", "entry-refused"]
    assert deeds.agree()


def test_it_opens_once_and_ends_in_its_named_zone(deeds: ChallengeDeeds) -> None:
    now, by = deeds.world.now, deeds.account("coordinator")
    empty = deeds.draft(actions=())
    for made, why in (
        (empty, R.NO_ACTIONS),
        (deeds.draft(ends_on=deeds.today - timedelta(days=1)), R.IS_OVER),
        (deeds.draft(ends_on=deeds.today + timedelta(days=400)), R.TOO_LONG),
    ):
        assert refused(lambda it=made: _kept(open_challenge, it, deeds)) is why
    deeds.opened(actions=(KWH, WASH))
    assert refused(lambda: deeds.opened(actions=(WASH, TREE))) is R.COUNTED_TWICE
    later = {"starts_on": deeds.today + timedelta(days=11), "ends_on": deeds.today + timedelta(days=12)}
    other = deeds.draft(actions=(WASH,), **later)
    with transaction():
        set_limits(other, {WASH: Limits(Decimal(2), True)}, by, now)
    _kept(open_challenge, other, deeds)
    assert refused(lambda: _kept(lambda it, a, b: edit(it, deeds.values(), a, b), other, deeds)) is R.NOT_NOW
    _kept(remove_draft, empty, deeds)
    for name in ("agent", "colleague"):
        deeds.join(name)
    with transaction():
        actions.leave(deeds.part("colleague"), now)
    deeds.log(kwh(5))
    entry = deeds.log(kwh(7))
    deeds.ask(entry)
    end = now.replace(hour=16, minute=0, second=0, microsecond=0)  # midnight in Manila
    end += timedelta(days=(deeds.challenge.ends_on - end.date()).days)
    before, after = end - timedelta(seconds=1), end
    assert _swept(close_due, before) == 0
    assert refused(lambda: deeds.log(kwh(1), at=after)) is R.NOT_ON
    assert _swept(close_due, after) == 0, "an entry still waits for a coordinator"
    deeds.do(actions.accept, entry, by="coordinator", at=after)
    assert _swept(close_due, after) == 1
    assert deeds.challenge.state is ChallengeState.CLOSED
    assert deeds.challenge.closed_at == after
    assert refused(lambda: deeds.do(actions.withdraw, entry, at=after)) is R.NOT_NOW, "it is final"
    assert refused(lambda: deeds.join("coordinator", at=after)) is R.NOT_ON
    assert [_swept(tell_closed, after) for _ in range(2)] == [2, 0]
    assert (deeds.told(), deeds.told("colleague")) == (["entry-questioned", "challenge-ended"], [])
    assert refused(lambda: _kept(close, deeds.challenge, deeds)) is R.NOT_NOW
    assert deeds.shown().watt_hours == 12_000
    assert deeds.agree()


def _kept(act: Callable[..., Any], challenge: Any, deeds: ChallengeDeeds) -> None:
    with transaction():
        act(challenge, deeds.account("coordinator"), deeds.world.now)


def _swept(sweep: Callable[..., int], now: Any) -> int:
    with transaction():
        return sweep(now)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["log", "log", "log", "photo", "correct", "withdraw", "ask", "accept", "refuse", "recompute"]),
        st.integers(0, 5),
        st.integers(0, 12),
    ),
    min_size=6,
    max_size=12,
)


@settings(max_examples=4)
@given(steps=STEPS)
def test_every_total_is_what_the_ledger_adds_up_to(deeds: ChallengeDeeds, steps: list[tuple[str, int, int]]) -> None:
    deeds.opened(starts_on=deeds.today - timedelta(days=2), title=str(steps)[:60])
    deeds.join()
    version = 1
    for what, place, amount in steps:
        mine = db.session.query(Entry).filter_by(participation_id=deeds.part().id).order_by(Entry.id).all()
        known = factors(str(400 + 37 * version), str(version))
        entry = mine[place % len(mine)] if mine else None
        try:
            if what in ("log", "photo"):
                code = KWH if what == "log" else SOLAR
                deeds.log(worth(code, {"kwh": str(amount)}, known), code, days_ago=place % 2)
            elif what == "recompute":
                version += 1
                newer = factors(str(400 + 37 * version), str(version))
                with transaction():
                    recompute(
                        deeds.challenge,
                        newer.version,
                        lambda one, typed, newer=newer: worth(one.action, typed, newer),
                        deeds.world.now,
                    )
            elif entry is not None:
                _act(deeds, what, entry, amount, known)
        except Refused:
            pass
        assert deeds.shown() == deeds.ledger(), what
    assert deeds.agree()
    with transaction():
        close(deeds.challenge, None, deeds.world.now)
    assert deeds.agree()


def _act(deeds: ChallengeDeeds, what: str, entry: Entry, amount: int, known: Any) -> None:
    if what == "correct":
        deeds.do(actions.correct, entry, worth(entry.action, {"kwh": str(amount)}, known))
    elif what == "withdraw":
        deeds.do(actions.withdraw, entry)
    elif what == "accept":
        deeds.do(actions.accept, entry, by="coordinator")
    else:
        deeds.do(actions.question if what == "ask" else actions.refuse, entry, "Why?", by="coordinator")


def test_a_total_that_is_not_the_ledgers_is_found(deeds: ChallengeDeeds) -> None:
    deeds.opened()
    deeds.join()
    entry = deeds.log(kwh(5))
    assert list(find_differences()) == []
    for change, said in (
        (update(Participation).values(grams=1), ["people whose totals differ from the sum of their entries: 1"]),
        (update(Entry).values(amount=20_001), ["days with more than the ceiling: 1"]),
    ):
        db.session.execute(change)
        assert list(find_differences()) == said
        db.session.rollback()
    db.session.execute(update(Entry).values(watt_hours=1, actions=2))
    assert len(list(find_differences())) == 3
    db.session.rollback()
    assert db.session.query(EntryStep).filter_by(entry_id=entry.id).count() == 1
