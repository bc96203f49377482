"""No shift ever leaves the company: not to a partner's page, not in a file that others can fetch.

A world with marked shifts (an activity, a source and a file name that stand nowhere else, at an odd minute) is walked
by everybody who is not of the company; and the code that partners' pages are made of imports nothing of shifts.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.house.endpoints import Asker, rows_of
from tests.house.tree import PACKAGE, python_files, relative, template_files
from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.models import ShiftActivity, ShiftClash, ShiftImport
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches.models import Match
from volunteer_match.web.application import Application

MARK = "Zwölfuhrschicht"
OUTSIDERS = ("nobody", "partner", "other_partner", "stranger", "foreign_coordinator")
SHIFTS = "volunteer_match.availability"
KNOW_SHIFTS = {
    # Who may read shifts: matching's facts and index, the pages of the person and of the company's staff, and what
    # deletes them. A new one is looked at by a person before it is added here.
    "challenges/boards/streaks/queries.py",
    "commands/shifts.py",
    "demo/exporting.py",
    "demo/rows/people.py",
    "demo/rows/time_off.py",
    "every_model.py",
    "hours/time_off/queries.py",
    "jobs/registry.py",
    "jobs/sweeps.py",
    "matches/commitments/queries.py",
    "matches/exposure/queries.py",
    "matches/facts/agents.py",
    "matches/keeping/hours.py",
    "retention.py",
    "site_map.py",
}
PARTNER_TEMPLATES = ("opportunities", "organisations", "matches/claims", "email")


def _apart(moment: datetime, step: int) -> datetime:
    """Moved by `step` minutes until no page that tells the time can show its minute while this runs."""
    while (moment.minute - datetime.now(UTC).minute) % 60 < 20:
        moment += timedelta(minutes=step)
    return moment


@pytest.fixture(scope="module")
def marked(asker: Asker) -> Iterator[Asker]:
    """The house with a marked shift over the claim of `agent`, which the partner can see."""
    with asker.app.app_context():
        begin_write(db.session)
        match = db.session.query(Match).order_by(Match.id).first()
        assert match is not None
        assert match.starts_at is not None
        activity = ShiftActivity(company_id=match.company_id, name=MARK, is_work=True, first_met_at=match.created_at)
        one = ShiftImport(
            company_id=match.company_id, source=MARK, file_name=f"{MARK}.txt", state="done", created_at=match.created_at
        )
        db.session.add_all([activity, one])
        db.session.flush()
        times = {
            "starts_at": _apart(match.starts_at - timedelta(minutes=13), -20),
            "ends_at": _apart(match.starts_at + timedelta(minutes=29), 20),
        }
        common = {"agent_id": match.agent_id, **times}
        db.session.add(Shift(company_id=match.company_id, activity_id=activity.id, source=MARK, **common))
        db.session.add(
            ShiftClash(import_id=one.id, match_id=match.id, is_new=True, found_at=match.created_at, **common)
        )
        db.session.commit()
    yield asker
    asker.restore()


def _clocks(app: Application) -> set[str]:
    """The odd minutes at which the marked shift begins and ends, as any page of any whole-hour zone writes them."""
    with app.app_context():
        shift = db.session.query(Shift).filter_by(source=MARK).one()
        moments: Iterator[datetime] = (
            moment + timedelta(hours=hours) for moment in (shift.starts_at, shift.ends_at) for hours in range(24)
        )
        return {f"{moment:%H:%M}" for moment in moments}


def test_no_page_shows_a_shift_to_anybody_outside(marked: Asker) -> None:
    clocks = _clocks(marked.app)
    seen = 0
    for row in rows_of(marked.app):
        if row.method != "GET":
            continue
        for person in OUTSIDERS:
            with marked.client(person).get(marked.address(row)) as answer:
                if answer.status_code != 200:
                    continue
                text = answer.get_data().decode(errors="replace")
            seen += 1
            assert MARK not in text, (row.name, person)
            if person.startswith(("partner", "other")) and not row.endpoint.startswith("styleguide"):
                assert not {clock for clock in clocks if f">{clock}" in text or f" {clock}" in text}, (row.name, person)
    assert seen > 100


def test_the_agent_and_their_coordinator_do_see_it(marked: Asker) -> None:
    """So that the walk above would find it where it was shown."""
    match = marked.address(marked.row("GET matches.show_match"))
    clocks = _clocks(marked.app)
    for person in ("agent", "coordinator"):
        text = marked.client(person).get(match).get_data(as_text=True)
        assert any(clock in text for clock in clocks), person


def _imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    found = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    return names | found


def test_only_those_who_must_know_of_shifts_read_them() -> None:
    knowing = set()
    for path in python_files("volunteer_match"):
        inside = str(path.relative_to(PACKAGE))
        names = _imported(path)
        reads = f"{SHIFTS}.models.Shift" in names or any(name.startswith(f"{SHIFTS}.shifts") for name in names)
        if reads and not inside.startswith("availability/"):
            knowing.add(inside)
    assert knowing == KNOW_SHIFTS


def test_no_template_of_partners_or_mails_speaks_of_shifts() -> None:
    named = [
        relative(path)
        for path in template_files()
        if any(part in str(path) for part in PARTNER_TEMPLATES) and "shift" in path.read_text().lower()
    ]
    assert named == []
