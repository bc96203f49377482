"""Loads the demo world into an empty database, and moves its dates to today."""

from collections.abc import Callable
from datetime import datetime

from volunteer_match.audit.actions import record
from volunteer_match.database.transactions import begin_write
from volunteer_match.demo.rows.afterwards import add_absences, add_searches
from volunteer_match.demo.rows.challenges import add_challenges
from volunteer_match.demo.rows.history import add_history
from volunteer_match.demo.rows.hours import add_hours
from volunteer_match.demo.rows.needs import add_opportunity
from volunteer_match.demo.rows.people import People
from volunteer_match.demo.rows.recognition import add_recognition
from volunteer_match.demo.rows.story import Story
from volunteer_match.demo.rows.time_off import add_time_off
from volunteer_match.demo.world import build_world
from volunteer_match.extensions import db
from volunteer_match.people.catalogue.actions import load_catalogue
from volunteer_match.people.passwords import hash_password

LOADED = "demo.load"


def _ignore() -> None:
    return


def load_demo(
    now: datetime,
    password: str,
    *,
    agents: int = 200,
    opportunities: int = 60,
    done: Callable[[], None] = _ignore,
) -> None:
    """Fills the database in one transaction; `done` is called `agents` + `opportunities` times on the way."""
    begin_write(db.session)
    load_catalogue(now)
    db.session.flush()
    world = build_world(agents=agents, opportunities=opportunities)
    people = People(hash_password(password), now)
    people.add_company(world.company)
    people.add_staff(world.staff)
    people.add_partners(world.partners)
    people.add_agents(world.agents, done)
    story = Story(people, {agent.number: agent for agent in world.agents}, now)
    for opportunity in world.opportunities:
        story.opportunities[opportunity.key] = add_opportunity(opportunity, people, now)
        done()
    for match in world.matches:
        story.add_match(match)
    add_hours(now)
    add_history(people, now)
    add_time_off(people.company.id, now)
    for concern in world.concerns:
        story.add_concern(concern)
    for block in world.blocks:
        story.add_block(block)
    add_searches(people, now)
    add_absences(people, now)
    add_recognition(people, now)
    add_challenges(people, now)  # last: what was earned before is known by then, and nobody is told of it now
    record(LOADED, None, now, company_id=people.company.id, agents=agents, opportunities=opportunities)
    db.session.commit()
