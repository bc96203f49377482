"""Everybody at once, as the table that an index is built from. What few agents have is not read here."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import case, func, select

from volunteer_match.extensions import db
from volunteer_match.matches.asks import every_ask
from volunteer_match.matches.facts.agents import ADULT_AGE, WEEK
from volunteer_match.matches.keeping import hours, past, profiles
from volunteer_match.matches.keeping.gathering import Gathered
from volunteer_match.matches.keeping.texts import Span, numbers_in, spans, strung, unpacked
from volunteer_match.matching.tables import NONE, AgentTable, Ints
from volunteer_match.organisations.models import Company
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import AgentProfile

_MICROSECOND = timedelta(microseconds=1)


class _Plain:
    """The columns of which each agent has one value."""

    def __init__(self) -> None:
        self.rows = Gathered("agent", "zone", "company", "rest_gap_minutes", "age", "weekly_limit_minutes")
        self.ids: list[str] = []
        self.companies: dict[str, int] = {}

    def read(self, span: Span) -> None:
        adult = case((AgentProfile.is_adult.is_(True), 1), else_=0)
        limit = func.coalesce(AgentProfile.weekly_limit_minutes, NONE) + 1
        statement = (
            select(
                Account.time_zone,
                Company.public_id,
                Company.rest_gap_minutes,
                strung(Account.id - span.first),
                strung(Account.public_id),
                strung(limit * 2 + adult),
            )
            .join(AgentProfile, AgentProfile.account_id == Account.id)
            .join(Company, AgentProfile.company_id == Company.id)
            .where(span.holds(Account.id), Account.deactivated_at.is_(None), Account.deleted_at.is_(None))
            .group_by(Account.time_zone, Company.public_id, Company.rest_gap_minutes)
        )
        for zone, company, rest, numbers, ids, codes in db.session.execute(statement):
            limits, adults = unpacked(numbers_in(codes), 2)
            self.ids += ids.split(" ")
            self.rows.add(
                numbers_in(numbers) + span.first,
                zone=self.rows.number(zone),
                company=self.companies.setdefault(company, len(self.companies)),
                rest_gap_minutes=rest,
                age=np.where(adults == 1, ADULT_AGE, NONE),
                weekly_limit_minutes=limits - 1,
            )


def read_table(now: datetime) -> AgentTable:
    """All active agents with a profile, their slots being their row numbers."""
    plain, profile, time = _Plain(), profiles.Profiles(), hours.Hours(now)
    for span in spans():
        plain.read(span)
        profile.read(span)
        time.read(span)
    columns = plain.rows.columns()
    slots = columns.pop("agent")
    records, asks = past.read_records(now), _read_asks(now)
    table = AgentTable(
        slot=slots,
        ids=tuple(plain.ids),
        zones=tuple(plain.rows.names),
        companies=tuple(plain.companies),
        attended=past.of_each(slots, *records.attended),
        missed=past.of_each(slots, *records.missed),
        asked_last_7_days=past.of_each(slots, asks[0], asks[1]).astype(np.int64),
        last_asked=past.of_each(slots, asks[0], asks[2], NONE).astype(np.int64),
        pending=np.zeros(len(slots), dtype=np.int64),
        active=np.ones(len(slots), dtype=np.bool_),
        **columns,
    )
    return _placed(replace(table, windows=time.windows(), shifts=time.shifts(), **profile.tables()))


def _placed(table: AgentTable) -> AgentTable:
    """Entries name row numbers as they are read; a table names positions, and only those of its agents."""
    position = np.full(int(table.slot.max(initial=0)) + 1, NONE, dtype=np.int64)
    position[table.slot] = np.arange(len(table.slot))
    parts = {}
    for name in ("skills", "languages", "windows", "shifts", "credentials", "interests"):
        part: Any = getattr(table, name)
        known = part.agent < len(position)
        places = np.where(known, position[np.where(known, part.agent, 0)], NONE) if len(part.agent) else part.agent
        kept = places != NONE
        columns = {column: getattr(part, column)[kept] for column in part.__slots__ if column not in ("agent", "names")}
        parts[name] = replace(part, agent=places[kept], **columns)
    return replace(table, **parts)


def _read_asks(now: datetime) -> tuple[Ints, Ints, Ints]:
    """Agents who were ever asked, how often in the last week, and when last (microseconds since 1970)."""
    made = every_ask()
    lately = func.sum(case((made.c.at > now - WEEK, 1), else_=0))
    rows = db.session.execute(select(made.c.agent_id, lately, func.max(made.c.at)).group_by(made.c.agent_id)).all()
    epoch = datetime(1970, 1, 1, tzinfo=now.tzinfo)
    table = np.array([(agent, asks, (at - epoch) // _MICROSECOND) for agent, asks, at in rows], dtype=np.int64)
    agents, counts, last = table.reshape(-1, 3).T
    return agents, counts, last
