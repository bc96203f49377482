"""Reads of availability."""

from datetime import date

from babel.dates import get_day_names
from sqlalchemy import select

from volunteer_match.availability.models import AvailabilityException, AvailabilityWindow
from volunteer_match.availability.rules import WeeklyWindow
from volunteer_match.extensions import db
from volunteer_match.web.folding import capitalised
from volunteer_match.web.locale import shown_locale


def windows_of(agent_id: int) -> list[WeeklyWindow]:
    """The weekly hours of an agent, in the order of the week."""
    rows = db.session.scalars(select(AvailabilityWindow).where(AvailabilityWindow.agent_id == agent_id))
    return sorted(WeeklyWindow(row.day, row.start_minute, row.end_minute) for row in rows)


def exceptions_of(agent_id: int, from_day: date) -> list[AvailabilityException]:
    """Dated changes from `from_day` on, in order."""
    return list(
        db.session.scalars(
            select(AvailabilityException)
            .where(AvailabilityException.agent_id == agent_id, AvailabilityException.day >= from_day)
            .order_by(AvailabilityException.day, AvailabilityException.start_minute, AvailabilityException.id)
        )
    )


def find_exception(public_id: str, agent_id: int) -> AvailabilityException | None:
    """An agent's own dated change."""
    return db.session.scalar(
        select(AvailabilityException).where(
            AvailabilityException.public_id == public_id, AvailabilityException.agent_id == agent_id
        )
    )


def clock_of(minute: int) -> str:
    """ "18:00"; midnight at the end of a day is "24:00"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def hours_in_words(agent_id: int) -> list[tuple[str, str]]:
    """Each day that has hours: its name and "18:00–22:00, 23:00–02:00"."""
    names = get_day_names("wide", locale=shown_locale())
    windows = windows_of(agent_id)
    days = [(day, [window for window in windows if window.day == day]) for day in range(7)]
    return [
        (capitalised(names[day]), ", ".join(f"{clock_of(window.start)}–{clock_of(window.end)}" for window in held))
        for day, held in days
        if held
    ]
