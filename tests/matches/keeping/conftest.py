"""Two processes on one database: the application of the test, and a second one with a keeper of its own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from tests.conftest import make_config
from volunteer_match import create_app
from volunteer_match.extensions import db
from volunteer_match.glossary import Format
from volunteer_match.matches.keeping.keeper import Keeper, keeper
from volunteer_match.matches.keeping.kept import Kept, build_kept
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts
from volunteer_match.matching.indexing.unpacking import unpacked
from volunteer_match.web.application import Application

Everybody = dict[int, AgentFacts]


@pytest.fixture
def other_app(app: Application) -> Iterator[Application]:
    """The same database as `app` has, as another worker process sees it."""
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    made = create_app(make_config(url))
    yield made
    with made.app_context():
        keeper().forget()
        db.session.remove()
        db.engine.dispose()


def keeper_of(app: Application) -> Keeper:
    with app.app_context():
        return keeper()


def told(kept: Kept) -> Everybody:
    """Everything that an index knows of everybody, as facts (bars are told by the bitmaps, see `bars`)."""
    return {slot: unpacked(kept.index.agents, slot) for slot in kept.index.agents.everybody}


def needs_told(kept: Kept, now: datetime) -> dict[int, OpportunityFacts]:
    """Everything that an index knows of what is still to come at `now`."""
    coming = {
        slot: replace(facts, sessions=tuple(session for session in facts.sessions if session.start > now))
        for slot, facts in kept.index.needs.facts.items()
    }
    return {
        slot: facts
        for slot, facts in coming.items()
        if facts.sessions or (facts.format is Format.FLEXIBLE and (facts.deadline is None or facts.deadline > now))
    }


def bars(kept: Kept) -> dict[object, list[int]]:
    """Who is kept away from what."""
    postings = kept.index.agents.postings
    return {key: sorted(postings.get(key)) for key in postings.keys if key[0] in ("barred", "returned", "company")}  # type: ignore[index]


@pytest.fixture
def agrees(app: Application) -> Callable[[datetime], None]:
    """Fails where the index that followed differs from one that is built anew at this moment."""

    def check(now: datetime) -> None:
        with app.app_context():
            fresh = build_kept(now)
        with keeper_of(app).current(now) as followed:
            assert followed is not None
            assert told(followed) == told(fresh)
            assert needs_told(followed, now) == needs_told(fresh, now)
            assert _by_name(followed) == _by_name(fresh)

    return check


def _by_name(kept: Kept) -> dict[object, list[int]]:
    """As `bars`, companies by name: numbers are given in the order in which names are met."""
    names = kept.index.agents.companies.names
    return {(key[0], names[key[1]]) if key[0] == "company" else key: slots for key, slots in bars(kept).items()}  # type: ignore[index]
