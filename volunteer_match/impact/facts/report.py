"""The one function that gives a report as data. Every page, and every file, is made from it."""

from collections.abc import Callable, Collection

from flask_babel import lazy_gettext as _

from volunteer_match.extensions import db
from volunteer_match.impact.facts import breakdowns, queries
from volunteer_match.impact.facts.shapes import Headline, Part, PartCode, Question, Report, Unit
from volunteer_match.impact.glossary import Metric, Speed, Tree
from volunteer_match.organisations.models import Company, Site, Team

Maker = Callable[[Question], Part]

MAKERS: dict[PartCode, Maker] = {
    PartCode.MONTHS: breakdowns.months,
    PartCode.PLACES: breakdowns.places,
    PartCode.TENURE: breakdowns.tenure,
    PartCode.KINDS: breakdowns.kinds,
    PartCode.LANGUAGES: breakdowns.languages,
    PartCode.GOALS: breakdowns.goals,
    PartCode.CAUSES: breakdowns.causes,
    PartCode.SPEED: breakdowns.speed,
    PartCode.CHALLENGES: breakdowns.challenges,
    PartCode.VALUE: breakdowns.value,
}
OF_A_SITE = (PartCode.MONTHS, PartCode.PLACES, PartCode.VALUE)
OF_A_TEAM = (PartCode.MONTHS,)


def parts_for(question: Question) -> tuple[PartCode, ...]:
    """What can be said of the company, of a site or of a team. Anything finer would make small groups of people."""
    return (tuple(MAKERS), OF_A_SITE, OF_A_TEAM)[len(question.place)]


def report_of(question: Question, wanted: Collection[PartCode] | None = None) -> Report:
    """The report on a question: `wanted` parts (None: all that there are), in their own order.

    What it reads was published before and never changes, so it gives the same whenever it is asked.
    """
    codes = [code for code in parts_for(question) if wanted is None or code in wanted]
    parts = [MAKERS[code](question) for code in codes]
    return Report(question, title_of(question), headlines_of(question), [part for part in parts if part.rows])


def title_of(question: Question) -> str:
    """The name of the company, the site, or the team with its site."""
    company = db.session.get_one(Company, question.company_id)
    site = db.session.get(Site, int(question.place[0])) if question.place else None
    team = db.session.get(Team, int(question.place[1])) if question.place[1:] else None
    names = [row.name for row in (team, site) if row is not None]
    return ", ".join(names) or company.name


def headlines_of(question: Question) -> list[Headline]:
    """The few figures on top."""
    given = queries.find_sum(question, Metric.MINUTES)
    sessions = queries.find_sum(question, Metric.SESSIONS)
    found = [
        Headline(
            "hours", given.amount if given and given.open else None, Unit.MINUTES, _("of confirmed volunteering"), None
        ),
        Headline(
            "people",
            round(given.people / given.open) if given and given.open else None,
            Unit.PEOPLE,
            _("people in a usual month"),
            _("The mean of the months. Somebody who gives every month is not counted twelve times."),
        ),
        Headline(
            "sessions",
            sessions.amount if sessions and sessions.open else None,
            Unit.COUNT,
            _("sessions attended"),
            _("Once for each person who was there."),
        ),
    ]
    return found if question.place else [*found, *_of_company(question)]


def _of_company(question: Question) -> list[Headline]:
    grams = [row.amount for row in queries.sums_of(question, Tree.CHALLENGE, Metric.GRAMS) if row.open]
    needs = {row.first: row.amount for row in queries.sums_of(question, Tree.SPEED, Metric.NEEDS) if row.open}
    in_three_days = needs.get(Speed.DAY, 0) + needs.get(Speed.THREE_DAYS, 0)
    return [
        Headline(
            "needs",
            needs.get(""),
            Unit.COUNT,
            _("needs found somebody"),
            _("The first person was approved."),
        ),
        Headline(
            "quick",
            in_three_days or None,
            Unit.COUNT,
            _("of them within 3 days"),
            _("As far as the months may be shown."),
        ),
        Headline(
            "carbon",
            sum(grams) if grams else None,
            Unit.GRAMS,
            _("less, by challenges that ended"),
            _("By the factors that each entry names; an estimate, and no permission to emit elsewhere."),
        ),
    ]
