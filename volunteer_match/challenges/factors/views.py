"""/administration/factors: which factors count, what a newer file would change, and putting it to use."""

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.challenges.factors import actions, queries
from volunteer_match.challenges.factors.comparing import compare
from volunteer_match.challenges.factors.faults import REFUSALS, fault_words
from volunteer_match.challenges.factors.forms import VersionForm
from volunteer_match.challenges.factors.models import FactorVersion
from volunteer_match.challenges.factors.reading import MOST_BYTES, BadFile
from volunteer_match.challenges.factors.shipped import NAMES, shipped_content
from volunteer_match.challenges.factors.showing import shown_difference
from volunteer_match.refusals import Refused
from volunteer_match.web.access import accepts_bytes, administrators
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.once import once

blueprint = Blueprint("factor_versions", __name__)
MOST_FAULTS = 20
FORM_BYTES = MOST_BYTES + 10_000
"""The file with the rest of the form around it."""


def _version_or_404(public_id: str) -> FactorVersion:
    return queries.find_version(public_id, current_user.company_id) or abort(404)


def _show(form: VersionForm, faults: list[str], status: int = 200) -> ResponseReturnValue:
    return page(
        "challenges/factors/versions.html",
        status=status,
        form=form,
        faults=faults[:MOST_FAULTS],
        more_faults=max(0, len(faults) - MOST_FAULTS),
        current=queries.current(current_user.company_id),
        versions=queries.list_versions(current_user.company_id),
        shipped=NAMES,
        zone=current_user.time_zone,
    )


@blueprint.get("/administration/factors")
@administrators
def show_versions() -> ResponseReturnValue:
    return _show(VersionForm(formdata=None), [])


@blueprint.post("/administration/factors")
@administrators
@accepts_bytes(FORM_BYTES)
@once
def add_version() -> ResponseReturnValue:
    """Reads the file and shows what it would change; nothing counts with it yet."""
    form = VersionForm()
    if not form.validate():
        return _show(form, [], 422)
    content = form.file.data.read(MOST_BYTES + 1)
    try:
        row = actions.add_version(form.name.data, content, current_user.company_id, current_user.account, now())
    except BadFile as bad:
        form.file.errors = [_("Nothing was added. See below what has to be put right.")]
        return _show(form, [fault_words(fault) for fault in bad.faults], 422)
    except Refused as refused:
        form.name.errors = [str(REFUSALS[refused.refusal])]
        return _show(form, [], 422)
    return see_other("factor_versions.show_version", public_id=row.public_id)


@blueprint.get("/administration/factors/<public_id>")
@administrators
def show_version(public_id: str) -> ResponseReturnValue:
    row = _version_or_404(public_id)
    current = queries.current(row.company_id)
    differences = compare(current, queries.set_of(row)) if row.published_at is None else []
    return page(
        "challenges/factors/version.html",
        row=row,
        current=current,
        differences=[shown_difference(each) for each in differences],
        zone=current_user.time_zone,
    )


@blueprint.post("/administration/factors/<public_id>/publication")
@administrators
def publish(public_id: str) -> ResponseReturnValue:
    row = _version_or_404(public_id)
    try:
        actions.publish(row, current_user.account, now())
    except Refused as refused:
        tell(str(REFUSALS[refused.refusal]), category="warning")
        return see_other("factor_versions.show_version", public_id=public_id)
    tell(_("Version %(name)s is in use from now on.", name=row.name))
    return see_other("factor_versions.show_versions")


@blueprint.post("/administration/factors/<public_id>/removal")
@administrators
def drop(public_id: str) -> ResponseReturnValue:
    row = _version_or_404(public_id)
    try:
        actions.drop(row, current_user.account, now())
    except Refused as refused:
        tell(str(REFUSALS[refused.refusal]), category="warning")
        return see_other("factor_versions.show_version", public_id=public_id)
    tell(_("Version %(name)s was dropped. Nothing has changed.", name=row.name))
    return see_other("factor_versions.show_versions")


@blueprint.get("/administration/factors/<public_id>/file")
@administrators
def download(public_id: str) -> ResponseReturnValue:
    """The file of a version, also of one that came with the house, to begin a newer one from."""
    if public_id in NAMES:
        return _file(public_id, shipped_content(public_id))
    row = _version_or_404(public_id)
    return _file(row.name, row.content.encode())


def _file(name: str, content: bytes) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="factors-{name}.csv"'}
    return Response(content, mimetype="text/csv", headers=headers)
