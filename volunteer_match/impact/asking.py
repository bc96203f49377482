"""What an address asks for: a period of settled months and, for staff, a site or a team."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, request
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from wtforms import SelectField

from volunteer_match.extensions import db
from volunteer_match.impact.facts.queries import settled_months
from volunteer_match.impact.facts.shapes import Question
from volunteer_match.impact.facts.words import month_name
from volunteer_match.organisations.models import Site, Team
from volunteer_match.web.forms import Form

USUAL_MONTHS = 12


class AskForm(Form):
    """A GET form, so that every report has an address. What is empty or unknown is as good as the usual."""

    since = SelectField(_("From"), choices=[], validate_choice=False)
    until = SelectField(_("To"), choices=[], validate_choice=False)
    site = SelectField(_("Site"), choices=[], validate_choice=False)
    team = SelectField(_("Team"), choices=[], validate_choice=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """`question` None: no month is settled yet, so there is nothing to ask about."""

    form: AskForm
    question: Question | None

    @property
    def address(self) -> dict[str, str]:
        """The values of an address that asks the same."""
        return {field.name: field.data for field in self.form if field.data and field.name != "csrf_token"}


def month_code(month: date) -> str:
    return f"{month:%Y-%m}"


def read_question(company_id: int, place: tuple[str, ...] = ()) -> Asked:
    """The period in the address, about `place`."""
    months = settled_months(company_id)
    form = AskForm(request.args)
    if not months:
        return Asked(form, None)
    codes = {month_code(month): month for month in months}
    since = codes.get(form.since.data or "", months[-USUAL_MONTHS:][0])
    until = codes.get(form.until.data or "", months[-1])
    since, until = min(since, until), max(since, until)
    for field, month in ((form.since, since), (form.until, until)):
        field.choices = [(code, month_name(one)) for code, one in reversed(codes.items())]
        field.data = month_code(month)
    return Asked(form, Question(company_id, since, until, place))


def read_place(company_id: int, form: AskForm) -> tuple[str, ...]:
    """The site or team in the address; one of another company is not found."""
    site = _find(Site, form.site.data, company_id)
    team = _find(Team, form.team.data, company_id) if site else None
    sites = select(Site.public_id, Site.name).where(Site.company_id == company_id).order_by(Site.name)
    form.site.choices = [("", _("All of the company")), *map(tuple, db.session.execute(sites))]
    if site is None:
        form.team.data = ""
        return ()
    teams = select(Team.public_id, Team.name).where(Team.site_id == site.id).order_by(Team.name)
    form.team.choices = [("", _("All of the site")), *map(tuple, db.session.execute(teams))]
    if team is None or team.site_id != site.id:
        form.team.data = ""
        return (str(site.id),)
    return (str(site.id), str(team.id))


def _find(model: Any, public_id: str | None, company_id: int) -> Any:
    if not public_id:
        return None
    found = db.session.scalar(select(model).where(model.public_id == public_id, model.company_id == company_id))
    return found or abort(404)


def read_staff_question(company_id: int) -> Asked:
    """The period and the place in the address."""
    asked = read_question(company_id)
    place = read_place(company_id, asked.form)
    question = asked.question
    return Asked(asked.form, question and Question(company_id, question.since, question.until, place))
