"""Administration of what a site gives as volunteer time off."""

from decimal import Decimal

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.hours.time_off.queries import find_terms
from volunteer_match.hours.time_off.terms.actions import TermsWish, set_terms
from volunteer_match.hours.time_off.terms.forms import TermsForm, minutes_of
from volunteer_match.organisations.models import Site
from volunteer_match.organisations.sites.queries import find_site
from volunteer_match.web.access import administrators
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell

blueprint = Blueprint("time_off_terms", __name__)


def _site_or_404(public_id: str) -> Site:
    return find_site(public_id, current_user.company_id) or abort(404)


def _show(site: Site, form: TermsForm, status: int = 200) -> ResponseReturnValue:
    form.offer()
    return page("hours/time_off/terms.html", status=status, site=site, form=form, has_terms=bool(find_terms(site.id)))


def _hours(minutes: int) -> Decimal:
    return Decimal(minutes) / 60


@blueprint.get("/administration/sites/<public_id>/volunteer-time-off")
@administrators
def show_terms(public_id: str) -> ResponseReturnValue:
    site = _site_or_404(public_id)
    known = find_terms(site.id)
    held = known.in_year(max(known.by_year)) if known else None
    data = {
        "yearly_hours": _hours(held.yearly if held else 0),
        "first_month": known.first_month if known else 1,
        "carried_hours": _hours(held.carried if held else 0),
        "automatic_hours": _hours(held.automatic if held else 0),
    }
    return _show(site, TermsForm(formdata=None, data=data))


@blueprint.post("/administration/sites/<public_id>/volunteer-time-off")
@administrators
def save_terms(public_id: str) -> ResponseReturnValue:
    site, form = _site_or_404(public_id), TermsForm()
    form.offer()
    if not form.validate():
        return _show(site, form, 422)
    wish = TermsWish(
        first_month=form.first_month.data,
        yearly_minutes=minutes_of(form.yearly_hours.data),
        carried_minutes=minutes_of(form.carried_hours.data),
        automatic_minutes=minutes_of(form.automatic_hours.data),
    )
    set_terms(site, wish, current_user.account, now())
    tell(_("Saved. It holds for the year that is on and those that follow."))
    return see_other("sites.show_sites")
