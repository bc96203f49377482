"""Files of shifts for the people of the tests' world, and imports of them."""

from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import select

from tests.world import World
from volunteer_match.availability.models import Shift
from volunteer_match.availability.shifts.gathering import Reading
from volunteer_match.availability.shifts.imports.actions import Origin, begin, foresee, keep_checked, read_for
from volunteer_match.availability.shifts.models import ShiftActivity, ShiftImport
from volunteer_match.availability.shifts.reading import ReadWish
from volunteer_match.availability.shifts.writing import Writer
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db

HEADING = "#fields:excdate|TZ|ssn|exc|start|stop"
Line = tuple[str, int, str, str, str]
"""Who (by name), on which day from now, the activity, from, to."""


def export(now: datetime, *lines: Line) -> bytes:
    """As NICE IEX writes it, in UTC; people are known by their e-mail address."""
    rows = [
        f"{now + timedelta(days=day):%m%d%Y}|UTC|{World.email(who)}|{activity}|{start}|{end}"
        for who, day, activity, start, end in lines
    ]
    return "\n".join([HEADING, *rows, ""]).encode()


def checked(data: bytes, world: World, now: datetime, source: str = "iex") -> ShiftImport:
    """The file, read and kept, as it is before somebody says yes."""
    origin = Origin(world.ids["northwind"], source)
    read = read_for(BytesIO(data), ReadWish(Reading("UTC"), now.date()), origin)
    return keep_checked(read, origin, foresee(read, origin, now), now)


def imported(data: bytes, world: World, now: datetime, source: str = "iex") -> ShiftImport:
    """The same, written to its end, in pieces of transactions of their own."""
    begin_write(db.session)
    one = checked(data, world, now, source)
    begin(one, None, now)
    db.session.commit()
    writer = Writer(one.id)
    while writer.write_next(now):
        db.session.commit()
        begin_write(db.session)
    db.session.commit()
    return db.session.get_one(ShiftImport, one.id)


def stored(world: World, who: str) -> list[tuple[str, str, str]]:
    """The agent's shifts: day and hour of the start, of the end, and the activity with its source."""
    rows = db.session.execute(
        select(Shift.starts_at, Shift.ends_at, ShiftActivity.name, Shift.source)
        .outerjoin(ShiftActivity, Shift.activity_id == ShiftActivity.id)
        .where(Shift.agent_id == world.accounts[who])
        .order_by(Shift.starts_at)
    )
    return [(f"{start:%d %H}", f"{end:%d %H}", f"{name} {source}") for start, end, name, source in rows]
