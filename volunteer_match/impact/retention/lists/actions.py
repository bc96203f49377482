"""Keeps a list that was read, puts it in the place of the former one, or drops it."""

from datetime import datetime
from itertools import repeat

from sqlalchemy import delete, select

from volunteer_match.audit.actions import record
from volunteer_match.database.writing import insert_columns
from volunteer_match.extensions import db
from volunteer_match.impact.retention.keys import maker, person_key
from volunteer_match.impact.retention.lists.queries import find_current
from volunteer_match.impact.retention.lists.reading import ReadList
from volunteer_match.impact.retention.models import Employment, EmploymentList
from volunteer_match.people.models import Account


def keep_checked(read: ReadList, company_id: int, actor: Account | None, now: datetime) -> EmploymentList:
    """Keeps it to be looked at, people as hashes. A list that was looked at before and not taken goes."""
    former = select(EmploymentList).where(EmploymentList.company_id == company_id, EmploymentList.state == "checked")
    for one in db.session.scalars(former):
        drop(one)
    kept = EmploymentList(
        company_id=company_id,
        by_id=actor.id if actor else None,
        state="checked",
        as_of=read.wish.as_of,
        columns={part: heading for part, heading in read.wish.columns.items() if heading},
        findings=read.findings(),
        people=len(read.people),
        created_at=now,
    )
    db.session.add(kept)
    db.session.flush()
    made = maker(company_id)
    people = read.people
    columns = {
        "list_id": repeat(kept.id),
        "person": [person_key(made, one.written) for one in people],
        "site": [one.site for one in people],
        "role": [one.role for one in people],
        "joined_on": [one.joined for one in people],
        "left_on": [one.left for one in people],
    }
    insert_columns(db.session, Employment, columns)
    return kept


def take(one: EmploymentList, actor: Account | None, now: datetime) -> None:
    """From now on this is the list; the people of the former one are deleted. Nothing happens the second time."""
    if one.state != "checked":
        return
    former = find_current(one.company_id)
    if former is not None:
        _empty(former)
        former.state = "replaced"
    one.state = "current"
    record("retention.import", actor, now, subject=one, company_id=one.company_id, people=one.people)


def drop(one: EmploymentList) -> None:
    """Forgets a list that was only looked at."""
    if one.state == "checked":
        _empty(one)
        db.session.delete(one)
        db.session.flush()


def remove(one: EmploymentList, actor: Account, now: datetime) -> None:
    """Deletes the people of the list in use; there is nothing to compare until another is imported."""
    _empty(one)
    one.state = "replaced"
    record("retention.remove", actor, now, subject=one)


def _empty(one: EmploymentList) -> None:
    db.session.execute(delete(Employment).where(Employment.list_id == one.id))
