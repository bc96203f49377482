"""Administration of a company's settings."""

from decimal import Decimal

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.matches.facts.settings import company_settings
from volunteer_match.matching.strengths import ATTENTION, FAIRNESS
from volunteer_match.organisations.settings.actions import CompanySettings, change_settings
from volunteer_match.organisations.settings.forms import CompanyForm, factor_of, strength_value
from volunteer_match.web.access import administrators
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("company_settings", __name__)


@blueprint.get("/administration/settings")
@administrators
def show_settings() -> ResponseReturnValue:
    company = current_user.company
    limit = company.weekly_limit_minutes
    hours = None if limit is None else Decimal(limit) / 60
    settings = company_settings(company)
    held = {
        "weekly_limit_hours": hours,
        "fairness": strength_value(FAIRNESS, settings.fairness),
        "attention": strength_value(ATTENTION, settings.attention),
    }
    form = CompanyForm(formdata=None, obj=company, data=held)
    form.offer(company.time_zone, settings)
    return page("administration/settings.html", form=form, company=company)


@blueprint.post("/administration/settings")
@administrators
def save_settings() -> ResponseReturnValue:
    form = CompanyForm()
    settings = company_settings(current_user.company)
    form.offer(current_user.company.time_zone, settings)
    if not form.validate():
        return page("administration/settings.html", form=form, company=current_user.company, status=422)
    hours = form.weekly_limit_hours.data
    wish = CompanySettings(
        name=form.name.data,
        time_zone=form.time_zone.data,
        pending_cap=form.pending_cap.data,
        pending_days=form.pending_days.data,
        invitation_days=form.invitation_days.data,
        weekly_limit_minutes=None if hours is None else int(hours * 60),
        asks_per_week=form.asks_per_week.data,
        rest_gap_minutes=form.rest_gap_minutes.data,
        fairness=factor_of(FAIRNESS, form.fairness.data, settings.fairness),
        attention=factor_of(ATTENTION, form.attention.data, settings.attention),
        shows_impact=form.shows_impact.data,
    )
    change_settings(current_user.company, wish, current_user.account, now())
    tell(_("Saved."))
    return see_other("company_settings.show_settings")
