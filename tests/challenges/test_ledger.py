"""The ledger of entries: what the database itself holds on to."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.matches.acts import transaction
from tests.world import World
from volunteer_match.challenges.models import Challenge, Entry, EntryStep, Participation
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeForm, ChallengeState, EntryAct, EntryState, Measure
from volunteer_match.people.personal_data.actions import delete_account
from volunteer_match.web.application import Application


def add_entry(world: World) -> None:
    day, company_id, agent_id = world.now.date(), world.ids["northwind"], world.accounts["agent"]
    challenge = Challenge(
        company_id=company_id,
        template="",
        title="Off at night",
        form=ChallengeForm.TOGETHER,
        measure=Measure.ENERGY,
        time_zone="Asia/Manila",
        starts_on=day,
        ends_on=day + timedelta(days=6),
        state=ChallengeState.OPEN,
        created_at=world.now,
    )
    db.session.add(challenge)
    db.session.flush()
    joined = Participation(challenge_id=challenge.id, agent_id=agent_id, joined_at=world.now, watt_hours=900)
    db.session.add(joined)
    db.session.flush()
    entry = Entry(
        company_id=company_id,
        challenge_id=challenge.id,
        participation_id=joined.id,
        agent_id=agent_id,
        action="standby-off",
        day=day,
        state=EntryState.COUNTED,
        amount=1000,
        watt_hours=900,
        created_at=world.now,
        changed_at=world.now,
    )
    db.session.add(entry)
    db.session.flush()
    changes = dict.fromkeys(("grams_change", "millilitres_change", "trees_change", "actions_change"), 0)
    db.session.add(
        EntryStep(
            entry_id=entry.id,
            at=world.now,
            actor_id=agent_id,
            act=EntryAct.LOG,
            state=EntryState.COUNTED,
            inputs={"place": "my kitchen"},
            watt_hours_change=900,
            note="mine",
            **changes,
        )
    )


def test_the_ledger_is_append_only_and_loses_only_words(app: Application, world: World) -> None:
    with app.app_context():
        with transaction():
            add_entry(world)
        for change in ("UPDATE challenge_entry_steps SET watt_hours_change = 1", "DELETE FROM challenge_entry_steps"):
            with pytest.raises(DBAPIError, match="append-only"), transaction():
                db.session.execute(text(change))
        with transaction():
            delete_account(world.account("agent"), world.now)
        step = db.session.query(EntryStep).one()
        assert (step.inputs, step.note, step.watt_hours_change) == (None, "", 900)
        assert db.session.query(Participation).one().watt_hours == 900
        db.session.rollback()
