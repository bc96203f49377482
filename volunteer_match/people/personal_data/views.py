"""My data as a file, and leaving for good."""

import json

from flask import Blueprint, Response, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, logout_user

from volunteer_match.challenges.evidence.queries import has_photos
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.people.account.limits import is_own_password
from volunteer_match.people.models import Account
from volunteer_match.people.personal_data.actions import delete_account as erase
from volunteer_match.people.personal_data.forms import DeletionForm
from volunteer_match.people.personal_data.queries import read_everything
from volunteer_match.refusals import Refused
from volunteer_match.web.access import begins_reading, public, signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.files import to_save
from volunteer_match.web.fragments import page, see_other

blueprint = Blueprint("personal_data", __name__)


@blueprint.get("/account/data")
@signed_in
def show_data() -> ResponseReturnValue:
    return page("people/personal_data/data.html", has_photos=has_photos(current_user.account))


@blueprint.get("/account/data/download")
@signed_in
def download() -> ResponseReturnValue:
    text = json.dumps(
        {"made_at": now().isoformat(), **read_everything(current_user.account)}, ensure_ascii=False, indent=2
    )
    return to_save(Response(text, mimetype="application/json"), "my-data.json")


@blueprint.get("/account/deletion")
@signed_in
def show_deletion() -> ResponseReturnValue:
    return page("people/personal_data/deletion.html", form=DeletionForm())


@blueprint.post("/account/deletion")
@signed_in
@begins_reading
def delete_account() -> ResponseReturnValue:
    form = DeletionForm()
    if not form.validate() or not is_own_password(form, form.password):
        return page("people/personal_data/deletion.html", form=form, status=422)
    account_id = current_user.id
    begin_write(db.session)
    try:
        erase(db.session.get_one(Account, account_id), now())
    except Refused as refused:
        form.form_errors.append(gettext(refused.refusal.sentence))
        return page("people/personal_data/deletion.html", form=form, status=422)
    logout_user()
    session.clear()
    return see_other("personal_data.show_goodbye")


@blueprint.get("/goodbye")
@public
def show_goodbye() -> ResponseReturnValue:
    return page("people/personal_data/goodbye.html")
