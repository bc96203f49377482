"""The language of a page: the account's, else the one chosen in the browser, else the one that the browser asks for."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import session
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tests.checked_client import CheckedClient
from tests.people.links import newest_path
from tests.world import World
from volunteer_match.audit.details import details_words
from volunteer_match.extensions import db
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.organisations.choices import country_choices, zone_choices
from volunteer_match.organisations.settings.forms import CompanyForm
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application
from volunteer_match.web.labels import decimal, named_languages
from volunteer_match.web.locale import in_language, select_locale

As = Callable[[str], CheckedClient]
GUEST = "new.person@example.org"


def shown(client: CheckedClient, path: str = "/sign-in", asks: str = "en") -> str:
    """The language of the page at `path` for a browser that asks for `asks`."""
    response = client.get(path, headers={"Accept-Language": asks})
    assert "Accept-Language" in response.headers["Vary"]
    return response.get_data(as_text=True).split('<html lang="')[1].split('"')[0]


def test_signed_out_the_browser_asks_and_the_person_chooses(client: CheckedClient) -> None:
    assert [shown(client, asks=asks) for asks in ("es-MX,es;q=0.9", "pt-BR, es;q=0.5", "fr", "*")] == [
        "es",
        "es",
        "en",
        "en",
    ]
    assert client.send("/language", {"locale": "xx"}).status_code == 404
    answer = client.send("/language", {"locale": "es", "next": "//elsewhere.example"})
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.send("/language", {"locale": "es", "next": "/help?a=1"}).location == "/help?a=1"
    assert shown(client) == "es"


def test_the_account_decides_and_stays_known_after_signing_out(app: Application, as_: As, world: World) -> None:
    client = as_("agent")
    assert shown(client, "/account", asks="es") == "en"
    data = {"given_name": "Ana", "family_name": "", "time_zone": "Europe/Madrid", "locale": "es"}
    assert client.send("/account", data).status_code == 303
    assert shown(client, "/account") == "es"
    client.send("/language", {"locale": "en", "next": "/account"})
    assert shown(client, "/account", asks="es") == "en"
    client.send("/language", {"locale": "es"})
    with app.app_context():
        assert world.account("agent").locale == "es"
    client.send("/sign-out", {})
    assert shown(client) == "es"


def test_a_guest_is_written_to_as_the_inviter_reads_and_keeps_what_they_chose(
    app: Application, as_: As, client: CheckedClient, world: World
) -> None:
    admin = as_("admin")
    admin.send("/language", {"locale": "es"})
    admin.send("/administration/invitations", {"email": GUEST, "role": "agent"})
    with app.app_context():
        assert db.session.scalar(select(OutboxMessage.locale).where(OutboxMessage.recipient == GUEST)) == "es"
    path = newest_path(app, GUEST, "invitation")
    client.send("/language", {"locale": "es"})
    answers = {"given_name": "New", "time_zone": "America/Bogota", "password": "eleven slow otters"}
    client.get(path)
    assert client.send(path, answers).status_code == 303
    with app.app_context():
        assert db.session.scalar(select(Account.locale).where(Account.email == GUEST)) == "es"


def test_a_posting_template_is_written_in_the_language_of_the_partner_and_asks_for_it(
    app: Application, as_: As, world: World
) -> None:
    partner = as_("partner")
    partner.send("/language", {"locale": "es"})
    for template in ("conversation-practice", "interpret-appointment"):
        assert partner.send("/opportunities/new", {"template": template}).status_code == 303
    with app.app_context():
        drafts = db.session.scalars(
            select(Opportunity).where(Opportunity.template != "").order_by(Opportunity.id)
        ).all()
        made = {draft.template: (draft.language, {row.tag for row in draft.languages}) for draft in drafts}
        assert made["conversation-practice"] == ("es", {"es"})
        assert made["interpret-appointment"] == ("es", {"en", "es"})
        assert next(d.title for d in drafts if d.template == "conversation-practice").startswith("Conversación")


@pytest.mark.parametrize(
    "locale, point, typed, languages, zone, country",
    [
        ("en", "82.5", "7.5", ["Arabic", "Chinese", "German"], "London", "Spain"),
        ("es", "82,5", "7,5", ["Alemán", "Árabe", "Chino"], "Londres", "España"),
    ],
)
def test_figures_names_and_their_order_are_the_readers(
    sqlite_app: Application, locale: str, point: str, typed: str, languages: list[str], zone: str, country: str
) -> None:
    with sqlite_app.test_request_context(headers={"Accept-Language": locale}):
        assert select_locale() == locale
        assert decimal(82.5) == point
        assert [name for _tag, name in named_languages(["zh", "ar", "de"])] == languages
        form = CompanyForm(formdata=MultiDict({"weekly_limit_hours": typed}))
        assert form.weekly_limit_hours.data == Decimal("7.5")
        assert CompanyForm(data={"weekly_limit_hours": Decimal("7.5")}).weekly_limit_hours._value() == f"{typed}0"
        zones = {choice.value: choice for choice in zone_choices("Europe/London")}
        assert zones["Europe/London"].label == zone
        assert zone_choices("Mars/Olympus")[0].value == "Mars/Olympus"
        assert ("ES", country) in [(choice.value, choice.label) for choice in country_choices()]
        assert "language" not in session


def test_details_of_the_log_have_words(sqlite_app: Application) -> None:
    details = {"role": "agent", "renamed": True, "pending_cap": [3, None], "reason": "timing", "of_old": "xyz"}
    with sqlite_app.test_request_context(headers={"Accept-Language": "es"}):
        assert details_words(details) == (
            "rol: Agente; nombre cambiado: Sí; Solicitudes que una persona puede tener en espera: 3 → –; "
            "motivo: El horario no va bien; of old: xyz"
        )


def test_what_somebody_wrote_keeps_its_language(sqlite_app: Application) -> None:
    with sqlite_app.test_request_context(headers={"Accept-Language": "es"}):
        assert in_language("Hola <b>", "es-MX") == "Hola <b>"
        assert in_language("", "en") == in_language(None, "en") == ""
        assert in_language("Dari <b>", "prs") == Markup('<span lang="prs">Dari &lt;b&gt;</span>')
