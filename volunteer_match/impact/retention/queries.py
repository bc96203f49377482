"""The list in use as columns of numbers, and the study of it."""

from dataclasses import dataclass

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.impact.retention.models import Employment, EmploymentList
from volunteer_match.impact.retention.participation import Known, first_days_by_key
from volunteer_match.impact.retention.study.cohort import NEVER, People, as_columns, as_day
from volunteer_match.impact.retention.study.comparison import Comparison, Refused, compare_sets, find_sets
from volunteer_match.impact.retention.study.sites import at_site, offered, sizes_of


@dataclass(frozen=True, slots=True)
class Study:
    """What can be said; `sites` are those that may be looked at alone, and `site` the one that is."""

    result: Comparison | Refused
    known: Known
    sites: tuple[str, ...] = ()
    site: str = ""


def read_people(one: EmploymentList) -> tuple[People, list[str], Known]:
    """Everybody of a list, the names of its sites by number, and how many who took part are on it."""
    participants = [(keys, as_day(day)) for keys, day in first_days_by_key(one.company_id) if day <= one.as_of]
    began = {key: (number, day) for number, (keys, day) in enumerate(participants) for key in keys}
    sites: dict[str, int] = {}
    roles: dict[str, int] = {}
    names, found, rows = [], set(), []
    columns = (Employment.person, Employment.site, Employment.role, Employment.joined_on, Employment.left_on)
    for person, site, role, joined, left in db.session.execute(select(*columns).where(Employment.list_id == one.id)):
        if site.casefold() not in sites:
            names.append(site)
        here = sites.setdefault(site.casefold(), len(sites))
        number, day = began.get(person, (None, NEVER))
        found.add(number)
        does = roles.setdefault(role.casefold(), len(roles))
        rows.append((here, does, as_day(joined), as_day(left) if left else NEVER, day))
    return as_columns(rows), names, Known(len(participants), len(found - {None}))


def study(one: EmploymentList, site: str = "") -> Study:
    """The whole company, or one of its sites that may be shown; any other name shows the company."""
    people, names, known = read_people(one)
    found = find_sets(people, as_day(one.as_of))
    if isinstance(found, Refused):
        return Study(found, known)
    shown = offered(sizes_of(found))
    whole = compare_sets(found)
    if isinstance(whole, Refused) or len(names) == 1:
        return Study(whole, known)
    chosen = next((each for each in shown if names[each] == site), None)
    result = whole if chosen is None else compare_sets(at_site(found, chosen))
    return Study(
        result, known, tuple(sorted(names[each] for each in shown)), names[chosen] if chosen is not None else ""
    )
