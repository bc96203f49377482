"""The workload as rows of a database: written past the application, as fast as the database takes it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, text

from benchmarks.workload import NOW, Workload
from volunteer_match.glossary import Role, Verdict
from volunteer_match.matching.tables import NONE

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PIECE = 50_000


class Filler:
    """Writes into an empty, migrated database. Row numbers of agents and needs are the workload's slots."""

    def __init__(self, connection: Connection, made: Workload) -> None:
        self.connection, self.made, self.table = connection, made, made.table
        self.is_postgres = connection.dialect.name == "postgresql"
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.shift = self.now - NOW
        """What the workload dates by its own now is moved to this moment."""

    def fill(self) -> None:
        self._companies()
        self._people()
        self._profiles()
        self._hours()
        if self.is_postgres:
            for name in ("accounts", "companies", "partners", "skills", "opportunities", "opportunity_sessions"):
                self.connection.execute(text(f"SELECT setval('{name}_id_seq', (SELECT max(id) + 1 FROM {name}))"))

    def _companies(self) -> None:
        rows = (
            (number, name, name, "UTC", 3, 5, 3, 3, 30, "{}", "[]", self.now)
            for number, name in enumerate(self.table.companies, 1)
        )
        self._write(
            "companies",
            "id public_id name time_zone pending_cap pending_days invitation_days asks_per_week rest_gap_minutes "
            "matching_settings activity_rules created_at",
            rows,
        )
        names = dict.fromkeys(self.table.skills.names)
        self._write(
            "skills",
            "id code group name_en name_es synonyms concept is_imported mark",
            (
                (number, name, "soft-skills", name, name, "[]", "", False, number)
                for number, name in enumerate(names, 1)
            ),
        )

    def _people(self) -> None:
        table = self.table
        people = list(
            zip(
                table.slot.tolist(),
                table.ids,
                table.zone.tolist(),
                table.company.tolist(),
                table.age.tolist(),
                table.weekly_limit_minutes.tolist(),
                table.active.tolist(),
                strict=True,
            )
        )
        self._write(
            "accounts",
            "id public_id company_id role email password_hash given_name family_name locale time_zone "
            "time_zone_confirmed_at shortcuts_enabled created_at deactivated_at",
            (
                (
                    slot, name, company + 1, Role.AGENT.value, f"{name}@example.org", None, "Agent", name, "en",
                    table.zones[zone], self.now, True, self.now, None if active else self.now,
                )
                for slot, name, zone, company, _, _, active in people
            ),
        )  # fmt: skip
        self._write(
            "agent_profiles",
            "account_id company_id is_adult weekly_limit_minutes guide_ended_at attended_total created_at",
            (
                (
                    slot,
                    company + 1,
                    None if age == NONE else True,
                    None if limit == NONE else limit,
                    self.now,
                    0,
                    self.now,
                )
                for slot, _, _, company, age, limit, _ in people
            ),
        )

    def _profiles(self) -> None:
        slot = self.table.slot
        part = self.table.skills
        self._write(
            "agent_skills",
            "agent_id skill_id level is_wanted",
            (
                (agent, skill + 1, level or None, wanted)
                for agent, skill, level, wanted in zip(
                    slot[part.agent].tolist(),
                    part.name.tolist(),
                    part.level.tolist(),
                    part.wanted.tolist(),
                    strict=True,
                )
            ),
        )
        spoken = self.table.languages
        self._write(
            "agent_languages",
            "public_id agent_id tag level evidence verdict refusal",
            (
                (f"l{n}", agent, spoken.names[tag], level, "", Verdict.VERIFIED.value if verified else None, "")
                for n, (agent, tag, level, verified) in enumerate(
                    zip(
                        slot[spoken.agent].tolist(), spoken.name.tolist(), spoken.level.tolist(),
                        spoken.verified.tolist(), strict=True,
                    )
                )
            ),
        )  # fmt: skip
        held = self.table.credentials
        self._write(
            "credentials",
            "public_id agent_id kind reference expires_on verdict refusal created_at",
            (
                (
                    f"c{n}", agent, held.names[kind], "",
                    None if last == NONE else date.fromordinal(last) + timedelta(days=self.shift.days),
                    Verdict.VERIFIED.value, "", self.now,
                )
                for n, (agent, kind, last) in enumerate(
                    zip(slot[held.agent].tolist(), held.name.tolist(), held.expires.tolist(), strict=True)
                )
            ),
        )  # fmt: skip
        cared = self.table.interests
        keys = {
            (agent, cared.names[name])
            for agent, name in zip(slot[cared.agent].tolist(), cared.name.tolist(), strict=True)
        }
        self._write("interests", "agent_id key", keys)

    def _hours(self) -> None:
        slot, part, works = self.table.slot, self.table.windows, self.table.shifts
        self._write(
            "availability_windows",
            "agent_id day start_minute end_minute",
            zip(slot[part.agent].tolist(), part.day.tolist(), part.start.tolist(), part.end.tolist(), strict=True),
        )
        companies = (self.table.company + 1).tolist()
        self._write(
            "shifts",
            "company_id agent_id starts_at ends_at source",
            (
                (companies[agent], int(slot[agent]), self._moment(start), self._moment(end), "")
                for agent, start, end in zip(
                    works.agent.tolist(), works.start.tolist(), works.end.tolist(), strict=True
                )
            ),
        )

    def _moment(self, microseconds: int) -> datetime:
        return _EPOCH + timedelta(microseconds=microseconds) + self.shift

    def _write(self, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
        names = ", ".join(f'"{name}"' for name in columns.split())
        cursor = self.connection.connection.cursor()
        if self.is_postgres:
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" * len(columns.split()))
        source = (tuple(map(_for_sqlite, row)) for row in rows)
        while piece := list(islice(source, _PIECE)):
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", piece)


def _for_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value
