"""Where the supply meter gets its index and its snapshot from: built from the database, kept for an hour."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from threading import Lock

from flask import current_app
from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.matches.facts.agents import agent_facts
from volunteer_match.matches.facts.world import volunteer_ids
from volunteer_match.matching.index import Index
from volunteer_match.matching.snapshot import Snapshot, take
from volunteer_match.organisations.models import Company

HOUR = timedelta(hours=1)
_AT_ONCE = 5000
"""Agents read from the database at once."""


@dataclass(frozen=True, slots=True)
class Held:
    """What this process knows: everybody as they were at `made_at`."""

    index: Index
    snapshot: Snapshot
    made_at: datetime


_being_made = Lock()


def secret() -> bytes:
    """What figures are blurred with; the same in every process and after a restart."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return blake2b(b"the supply meter", key=blake2b(key).digest()).digest()


def current(now: datetime) -> Held:
    """At most an hour old. The first to ask builds it; all others wait for that."""
    with _being_made:
        held: Held | None = current_app.extensions.get("supply")
        if held is None or not timedelta(0) <= now - held.made_at < HOUR:
            index = current_index(now)
            held = Held(index, take(index.agents, now, secret()), now)
            current_app.extensions["supply"] = held
        return held


def current_index(now: datetime) -> Index:
    """Everybody of all companies, by the row numbers of their accounts."""
    index = Index()
    for company in db.session.scalars(select(Company).order_by(Company.id)):
        ids = volunteer_ids(company.id)
        for first in range(0, len(ids), _AT_ONCE):
            for slot, facts in agent_facts(ids[first : first + _AT_ONCE], now).items():
                index.put_agent(slot, replace(facts, company=company.public_id))
    return index
