"""Administration of sites and teams."""

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.organisations.models import Site, Team
from volunteer_match.organisations.sites import actions
from volunteer_match.organisations.sites.forms import SiteForm, TeamForm
from volunteer_match.organisations.sites.queries import find_site, find_team, list_sites
from volunteer_match.refusals import Refused
from volunteer_match.web.access import administrators
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("sites", __name__)


def _site_or_404(public_id: str) -> Site:
    return find_site(public_id, current_user.company_id) or abort(404)


def _team_or_404(public_id: str) -> Team:
    return find_team(public_id, current_user.company_id) or abort(404)


def _values(form: SiteForm) -> actions.SiteValues:
    return actions.SiteValues(form.name.data, form.country.data, form.time_zone.data)


def _site_page(form: SiteForm, site: Site | None, status: int = 200) -> ResponseReturnValue:
    return page("administration/site.html", form=form, site=site, status=status)


def _team_page(form: TeamForm, site: Site, team: Team | None, status: int = 200) -> ResponseReturnValue:
    return page("administration/team.html", form=form, site=site, team=team, status=status)


@blueprint.get("/administration/sites")
@administrators
def show_sites() -> ResponseReturnValue:
    return page("administration/sites.html", sites=list_sites(current_user.company_id))


@blueprint.get("/administration/sites/new")
@administrators
def show_new_site() -> ResponseReturnValue:
    form = SiteForm(formdata=None, data={"time_zone": current_user.time_zone})
    form.offer(current_user.time_zone)
    return _site_page(form, None)


@blueprint.post("/administration/sites")
@administrators
@once
def add_site() -> ResponseReturnValue:
    form = SiteForm()
    form.offer(current_user.time_zone)
    if not form.validate():
        return _site_page(form, None, 422)
    try:
        actions.add_site(_values(form), current_user.account, now())
    except Refused as refused:
        form.name.errors = [_(refused.refusal.sentence)]
        return _site_page(form, None, 422)
    tell(_("The site is added."))
    return see_other("sites.show_sites")


@blueprint.get("/administration/sites/<public_id>")
@administrators
def show_site(public_id: str) -> ResponseReturnValue:
    site = _site_or_404(public_id)
    form = SiteForm(formdata=None, obj=site)
    form.offer(site.time_zone)
    return _site_page(form, site)


@blueprint.post("/administration/sites/<public_id>")
@administrators
def edit_site(public_id: str) -> ResponseReturnValue:
    site = _site_or_404(public_id)
    form = SiteForm()
    form.offer(site.time_zone)
    if not form.validate():
        return _site_page(form, site, 422)
    try:
        actions.edit_site(site, _values(form), current_user.account, now())
    except Refused as refused:
        form.name.errors = [_(refused.refusal.sentence)]
        return _site_page(form, site, 422)
    tell(_("Saved."))
    return see_other("sites.show_sites")


@blueprint.get("/administration/sites/<public_id>/teams/new")
@administrators
def show_new_team(public_id: str) -> ResponseReturnValue:
    return _team_page(TeamForm(), _site_or_404(public_id), None)


@blueprint.post("/administration/sites/<public_id>/teams")
@administrators
@once
def add_team(public_id: str) -> ResponseReturnValue:
    site, form = _site_or_404(public_id), TeamForm()
    if not form.validate():
        return _team_page(form, site, None, 422)
    try:
        actions.add_team(site, form.name.data, current_user.account, now())
    except Refused as refused:
        form.name.errors = [_(refused.refusal.sentence)]
        return _team_page(form, site, None, 422)
    tell(_("The team is added."))
    return see_other("sites.show_sites")


@blueprint.get("/administration/teams/<public_id>")
@administrators
def show_team(public_id: str) -> ResponseReturnValue:
    team = _team_or_404(public_id)
    return _team_page(TeamForm(formdata=None, obj=team), team.site, team)


@blueprint.post("/administration/teams/<public_id>")
@administrators
def rename_team(public_id: str) -> ResponseReturnValue:
    team, form = _team_or_404(public_id), TeamForm()
    if not form.validate():
        return _team_page(form, team.site, team, 422)
    try:
        actions.rename_team(team, form.name.data, current_user.account, now())
    except Refused as refused:
        form.name.errors = [_(refused.refusal.sentence)]
        return _team_page(form, team.site, team, 422)
    tell(_("Saved."))
    return see_other("sites.show_sites")
