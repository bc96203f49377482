"""A partner's own pages: application, profile, members."""

from typing import Any

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.organisations.actions import ProfileValues, save_profile
from volunteer_match.organisations.applying import Applicant, apply
from volunteer_match.organisations.forms import ApplicationForm, ProfileForm
from volunteer_match.organisations.models import Partner
from volunteer_match.organisations.queries import is_verified_by_anybody, members_of
from volunteer_match.web.access import partner_members, public
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.locale import select_locale
from volunteer_match.web.messages import tell

blueprint = Blueprint("partners", __name__)


def _values(form: ProfileForm) -> ProfileValues:
    return ProfileValues(
        name=form.name.data,
        mission=form.mission.data or "",
        website=form.website.data or "",
        city=form.city.data or "",
        country=form.country.data or "",
        time_zone=form.time_zone.data,
        cause=form.cause.data or "",
    )


@blueprint.get("/partners/apply")
@public
def show_application() -> ResponseReturnValue:
    form = ApplicationForm(formdata=None, data={"time_zone": "UTC"})
    form.offer("UTC")
    return page("organisations/apply.html", form=form)


@blueprint.post("/partners/apply")
@public
def send_application() -> ResponseReturnValue:
    form = ApplicationForm()
    form.offer("UTC")
    if not form.validate():
        return page("organisations/apply.html", form=form, status=422)
    applicant = Applicant(form.given_name.data, form.family_name.data or "", form.email.data, select_locale())
    if not apply(applicant, _values(form), request.remote_addr or "", now()):
        abort(429)
    return see_other("partners.show_applied")


@blueprint.get("/partners/apply/sent")
@public
def show_applied() -> ResponseReturnValue:
    return page("organisations/applied.html")


def _own_partner_or_404() -> Partner:
    membership: Any = current_user.membership
    if membership is None:
        abort(404)
    partner: Partner = membership.partner
    return partner


@blueprint.get("/partner")
@partner_members
def show_profile() -> ResponseReturnValue:
    partner = _own_partner_or_404()
    form = ProfileForm(formdata=None, obj=partner)
    form.offer(partner.time_zone)
    return _profile_page(partner, form)


def _profile_page(partner: Partner, form: ProfileForm, status: int = 200) -> ResponseReturnValue:
    is_verified = is_verified_by_anybody(partner.id)
    return page("organisations/profile.html", status=status, partner=partner, form=form, is_verified=is_verified)


@blueprint.post("/partner")
@partner_members
def save() -> ResponseReturnValue:
    partner = _own_partner_or_404()
    form = ProfileForm()
    form.offer(partner.time_zone)
    if not form.validate():
        return _profile_page(partner, form, 422)
    save_profile(partner, _values(form), current_user.account, now())
    tell(_("Your organisation's page is saved."))
    return see_other("partners.show_profile")


@blueprint.get("/partner/members")
@partner_members
def show_members() -> ResponseReturnValue:
    partner = _own_partner_or_404()
    return page("organisations/members.html", partner=partner, members=members_of(partner.id))
