"""What others may see of me: one page, off until I tick it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from volunteer_match.glossary import Role
from volunteer_match.people.models import Account
from volunteer_match.recognition.consents.actions import choose_consents
from volunteer_match.recognition.consents.forms import ConsentForm
from volunteer_match.recognition.consents.queries import history_of, kinds_consented
from volunteer_match.recognition.consents.words import consent_words
from volunteer_match.web.access import signed_in
from volunteer_match.web.clock import now
from volunteer_match.web.fragments import page, see_other
from volunteer_match.web.messages import tell
from volunteer_match.web.times import format_date

blueprint = Blueprint("consents", __name__)


@blueprint.get("/account/consents")
@signed_in
def show_consents() -> ResponseReturnValue:
    account = current_user.account
    return _page(account, ConsentForm(account.role, kinds_consented(account)))


@blueprint.post("/account/consents")
@signed_in
def save_consents() -> ResponseReturnValue:
    account = current_user.account
    form = ConsentForm(account.role, kinds_consented(account))
    if not form.validate():
        return _page(account, form, 422)
    choose_consents(account, form.chosen, now())
    tell(_("Saved. It holds from now on."))
    return see_other("consents.show_consents")


def _page(account: Account, form: ConsentForm, status: int = 200) -> ResponseReturnValue:
    return page("recognition/consents.html", form=form, history=_history(account), status=status)


def _history(account: Account) -> list[tuple[str, str, str]]:
    """Every yes: to what, from which day and until which day, in the person's own zone."""
    zone, is_partner = ZoneInfo(account.time_zone), account.role is Role.PARTNER_MEMBER

    def day(moment: datetime | None) -> str:
        return format_date(moment.astimezone(zone), with_year=True) if moment else _("still on")

    return [
        (str(consent_words(each.kind, is_partner=is_partner).name), day(each.given_at), day(each.withdrawn_at))
        for each in history_of(account.id)
    ]
