"""Needs come in as drafts, once; a dry run changes nothing. On both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, func, select

from tests.integrations.samples import wall
from tests.integrations.stored import FIRST, FLEXIBLE, NEED, NOW, PARTNER, counts, take, the_opportunity
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.glossary import Format, Kind, OpportunityState
from volunteer_match.integrations.actions import import_needs
from volunteer_match.integrations.models import ImportedRecord
from volunteer_match.integrations.needs import (
    Staged,
)
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.organisations.models import Partner, PartnerVerification

pytestmark = pytest.mark.usefixtures("world", "context")


def test_a_new_need_is_a_draft_that_waits() -> None:
    report = take(NEED)
    assert counts(report) == (1, 0, 0)
    assert [(item.place, item.flags) for item in report.flagged] == [("[0]", NEED.flags)]
    opportunity = the_opportunity()
    assert (opportunity.state, opportunity.awaits_acceptance) == (OpportunityState.DRAFT, True)
    assert (opportunity.title, opportunity.kind, opportunity.cause) == ("Reading partner", Kind.TUTORING, "literacy")
    assert opportunity.how_to_join == "Sign up at https://reading.example/apply"
    assert [(row.skill.code, row.level, row.is_required) for row in opportunity.skills] == [("patience", 1, False)]
    assert [(row.tag, row.level, row.is_required) for row in opportunity.languages] == [("en", 3, False)]
    assert [row.kind for row in opportunity.credentials] == ["background-check"]
    assert [(row.local_start, row.minutes, row.places) for row in opportunity.sessions] == [
        (wall("2026-12-01 18:00"), 60, 2),
        (wall("2026-12-08 18:00"), 60, 2),
    ]
    assert opportunity.sessions[0].starts_at == datetime(2026, 12, 1, 18, tzinfo=UTC)
    assert opportunity.sessions[0].ends_at == datetime(2026, 12, 1, 19, tzinfo=UTC)
    assert [event.move for event in opportunity.events] == ["imported"]


@pytest.mark.parametrize(
    "changes, how",
    [
        ({"apply_url": ""}, "Get in touch through https://reading.example"),
        ({"apply_url": "", "partner": replace(PARTNER, website="")}, ""),
    ],
)
def test_how_to_join_without_a_place_to_apply(changes: dict[str, Any], how: str) -> None:
    take(replace(NEED, **changes))
    assert the_opportunity().how_to_join == how


def test_its_partner_is_unverified() -> None:
    take(NEED, FLEXIBLE)
    partner = db.session.scalars(select(Partner).where(Partner.source == "do-it")).one()
    assert (partner.name, partner.website, partner.cause) == ("Reading Circle", "https://reading.example", "literacy")
    assert partner.time_zone == "Europe/London"
    verdicts = select(func.count()).where(PartnerVerification.partner_id == partner.id)
    assert db.session.scalar(verdicts) == 0


def test_a_flexible_need_has_one_session_without_times() -> None:
    take(replace(FLEXIBLE, deadline=datetime(2027, 1, 31, 17, tzinfo=UTC)))
    opportunity = the_opportunity("n2")
    assert (opportunity.format, opportunity.minutes_needed) == (Format.FLEXIBLE, 120)
    assert opportunity.deadline == datetime(2027, 1, 31, 17, tzinfo=UTC)
    assert [(row.starts_at, row.minutes, row.places) for row in opportunity.sessions] == [(None, None, 5)]


def test_unknown_places_are_one() -> None:
    take(replace(FLEXIBLE, places=None))
    assert the_opportunity("n2").sessions[0].places == 1


def test_a_dry_run_tells_and_changes_nothing() -> None:
    take(NEED)
    report = take(replace(NEED, title="New at source"), FLEXIBLE, dry_run=True)
    assert counts(report) == (1, 1, 0)
    assert the_opportunity().title == "Reading partner"
    assert db.session.scalar(select(func.count()).select_from(ImportedRecord)) == 1
    assert db.session.scalar(select(func.count()).where(AuditEntry.action == "import.run")) == 1


def test_records_of_two_sources_do_not_meet() -> None:
    take(NEED)
    other = replace(NEED, source="csv", title="Another")
    report = import_needs(Staged("csv", (other,), ()), NOW)
    assert report.imported == 1
    assert db.session.scalar(select(func.count()).select_from(Partner).where(Partner.source_id == "p1")) == 2


def test_a_nameless_partner_is_called_after_its_id_until_it_is_named() -> None:
    nameless = replace(PARTNER, source_id="117D0DAA-71A0-49D9-AB07-91738C5EB156", name="", website="")
    take(replace(NEED, partner=nameless))
    assert the_opportunity().partner.name == "Unnamed organisation 117D0DAA at reading.example"
    take(replace(NEED, partner=replace(nameless, name="Reading Circle", website="https://reading.example")))
    partner = the_opportunity().partner
    assert (partner.name, partner.website) == ("Reading Circle", "https://reading.example")


def test_a_partner_edited_here_is_kept() -> None:
    take(NEED)
    the_opportunity().partner.mission = "Our own words."
    take(replace(NEED, partner=replace(PARTNER, name="Renamed", description="New")))
    assert (the_opportunity().partner.name, the_opportunity().partner.mission) == ("Reading Circle", "Our own words.")


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    statements: list[str] = []

    def remember(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", remember)
    yield statements
    event.remove(db.engine, "before_cursor_execute", remember)


def test_the_number_of_queries_does_not_grow_with_unchanged_records() -> None:
    needs = tuple(replace(NEED, source_id=f"n{number}", place=f"[{number}]") for number in range(40))
    take(*needs)

    def queries(number: int) -> int:
        db.session.flush()
        db.session.expire_all()
        with counted_queries() as statements:
            take(*needs[:number])
        return len(statements)

    assert queries(40) == queries(4)


def test_sessions_are_removed_with_nothing_left_behind() -> None:
    take(NEED)
    take(replace(NEED, sessions=(FIRST,)))
    assert db.session.scalar(select(func.count()).select_from(OpportunitySession)) == 1
