"""Invitations: one by one, by a file, by a colleague; links that work once, for 14 days, until taken back."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.checked_client import CheckedClient
from tests.people.links import messages_to, newest_path
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.organisations.models import PartnerMember
from volunteer_match.people.invitations.rules import MAX_LINES
from volunteer_match.people.models import Account, AccountInvitation
from volunteer_match.people.profile.models import AgentProfile
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
NEW = "eleven slow otters"
GUEST = "new.person@example.org"
COMPANY = "/administration/invitations"
PARTNER = "/partner/members/invitations"
FILE = "/administration/invitations/file"
ANSWERS = {"given_name": "New", "family_name": "Person", "time_zone": "Africa/Cairo", "password": NEW}


def invite(app: Application, client: CheckedClient, role: str = "agent", **data: str) -> str:
    assert client.send(COMPANY, {"email": GUEST, "role": role, **data}).status_code == 303
    return newest_path(app, GUEST, "invitation")


def accept(client: CheckedClient, path: str, **data: str) -> int:
    client.get(path)
    return client.send(path, {**ANSWERS, **data}).status_code


def age(app: Application, days: int) -> None:
    with app.app_context():
        begin_write(db.session)
        for row in db.session.scalars(select(AccountInvitation)):
            row.created_at -= timedelta(days=days)
            row.expires_at -= timedelta(days=days)
        db.session.commit()


@pytest.mark.parametrize("role", ["agent", "coordinator", "administrator"])
def test_an_invited_person_makes_an_account_and_is_in(
    app: Application, as_: As, client: CheckedClient, world: World, role: str
) -> None:
    path = invite(app, as_("admin"), role)
    assert accept(client, path) == 303
    assert client.get("/account").status_code == 200
    with app.app_context():
        account = db.session.scalars(select(Account).where(Account.email == GUEST)).one()
        assert (account.role, account.company_id, account.time_zone) == (
            Role(role),
            world.ids["northwind"],
            "Africa/Cairo",
        )


def test_an_agent_belongs_to_the_team_that_was_chosen(
    app: Application, as_: As, client: CheckedClient, world: World
) -> None:
    admin = as_("admin")
    html = admin.get(COMPANY).get_data(as_text=True)
    team = html.split("Manila: Manila Blue")[0].rsplit('value="', 1)[1].split('"')[0]
    assert accept(client, invite(app, admin, team=team)) == 303
    with app.app_context():
        account = db.session.scalars(select(Account).where(Account.email == GUEST)).one()
        profile = db.session.get_one(AgentProfile, account.id)
        assert (profile.team_id, profile.site_id) == (world.ids["northwind_team"], world.ids["northwind_site"])


def test_a_new_agent_is_led_to_the_guide(app: Application, as_: As, client: CheckedClient) -> None:
    accept(client, invite(app, as_("admin")))
    assert client.get("/").location == "/guide"


def test_a_link_works_once(app: Application, as_: As, client: CheckedClient) -> None:
    path = invite(app, as_("admin"))
    assert accept(client, path) == 303
    other = app.test_client()
    assert other.get(path).status_code == 404


def test_a_link_works_for_fourteen_days(app: Application, as_: As, client: CheckedClient) -> None:
    path = invite(app, as_("admin"))
    age(app, 13)
    assert client.get(path).status_code == 200
    age(app, 2)
    assert client.get(path).status_code == 404


def _act(app: Application, admin: CheckedClient, verb: str) -> None:
    with app.app_context():
        public_id = db.session.scalars(select(AccountInvitation.public_id)).one()
    assert admin.send(f"{COMPANY}/{public_id}/{verb}").status_code == 303


def test_a_link_can_be_taken_back(app: Application, as_: As, client: CheckedClient) -> None:
    admin = as_("admin")
    path = invite(app, admin)
    _act(app, admin, "revocation")
    assert client.get(path).status_code == 404


def test_sent_again_the_new_link_replaces_the_old(app: Application, as_: As, client: CheckedClient) -> None:
    admin = as_("admin")
    old = invite(app, admin)
    age(app, 15)
    _act(app, admin, "resend")
    new = newest_path(app, GUEST, "invitation")
    assert client.get(old).status_code == 404
    assert accept(client, new) == 303


def test_the_same_form_sent_twice_sends_one_invitation(app: Application, as_: As) -> None:
    admin = as_("admin")
    for _ in range(2):
        invite(app, admin)
    assert len(messages_to(app, GUEST, "invitation")) == 1


def test_who_has_an_account_is_not_invited(as_: As, world: World) -> None:
    response = as_("admin").send(COMPANY, {"email": world.email("agent"), "role": "agent"})
    assert response.status_code == 422
    assert "There is an account with this e-mail address already." in response.get_data(as_text=True)


def test_invitations_of_another_company_are_unknown(app: Application, as_: As, world: World) -> None:
    invite(app, as_("admin"))
    with app.app_context():
        begin_write(db.session)
        db.session.execute(update(AccountInvitation).values(company_id=world.ids["elsewhere"]))
        public_id = db.session.scalars(select(AccountInvitation.public_id)).one()
        db.session.commit()
    assert as_("admin").send(f"{COMPANY}/{public_id}/revocation").status_code == 404


@pytest.mark.parametrize("fault", [{"password": "short"}, {"given_name": ""}, {"time_zone": ""}, {"password": GUEST}])
def test_what_is_faulty_is_told_and_the_link_still_works(
    app: Application, as_: As, client: CheckedClient, fault: dict[str, str]
) -> None:
    path = invite(app, as_("admin"))
    assert accept(client, path, **fault) == 422
    assert accept(client, path) == 303


def test_a_partner_member_invites_a_colleague(app: Application, as_: As, client: CheckedClient, world: World) -> None:
    assert as_("partner").send(PARTNER, {"email": GUEST}).status_code == 303
    assert accept(client, newest_path(app, GUEST, "invitation")) == 303
    with app.app_context():
        account = db.session.scalars(select(Account).where(Account.email == GUEST)).one()
        assert (account.role, account.company_id) == (Role.PARTNER_MEMBER, None)
        assert db.session.get_one(PartnerMember, account.id).partner_id == world.ids["open_desk"]


def test_a_partner_learns_nothing_of_who_has_an_account(app: Application, as_: As, world: World) -> None:
    partner = as_("partner")
    known = partner.send(PARTNER, {"email": world.email("agent")})
    unknown = partner.send(PARTNER, {"email": GUEST})
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert len(messages_to(app, world.email("agent"), "already-registered")) == 1


def test_partners_do_not_see_each_others_invitations(app: Application, as_: As) -> None:
    as_("partner").send(PARTNER, {"email": GUEST})
    with app.app_context():
        public_id = db.session.scalars(select(AccountInvitation.public_id)).one()
    other = as_("other_partner")
    assert GUEST not in other.get(PARTNER).get_data(as_text=True)
    assert other.send(f"{PARTNER}/{public_id}/revocation").status_code == 404
    assert as_("partner_colleague").send(f"{PARTNER}/{public_id}/revocation").status_code == 303


def upload(client: CheckedClient, data: bytes) -> tuple[int, str]:
    client.get(FILE)
    response = client.send(FILE, {"file": (io.BytesIO(data), "people.csv")}, content_type="multipart/form-data")
    return response.status_code, response.get_data(as_text=True)


def count(app: Application) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(AccountInvitation)) or 0


TABLE = "email,given_name,family_name,site,team\nana@example.org,Ana,Ruiz,Manila,Manila Blue\nbo@example.org,Bo,,,\n"


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.replace(",", ";").replace("\n", "\r\n").encode("utf-16"),
        TABLE.replace(",", "\t").replace("Ruiz", "Núñez").encode("cp1252"),
        TABLE.replace("email,given_name,family_name", "E-mail,First name,Surname").encode("utf-8-sig"),
    ],
)
def test_a_file_in_any_dress_invites_everybody_after_a_look(
    app: Application, as_: As, world: World, data: bytes
) -> None:
    admin = as_("admin")
    status, html = upload(admin, data)
    assert status == 200
    assert count(app) == 0
    text = html.split('name="text" value="')[1].split('">')[0].replace("&#34;", '"')
    assert admin.send(f"{FILE}/confirmation", {"text": text}).status_code == 303
    assert count(app) == 2
    with app.app_context():
        ana = db.session.scalars(select(AccountInvitation).where(AccountInvitation.email == "ana@example.org")).one()
        assert (ana.team_id, ana.role) == (world.ids["northwind_team"], Role.AGENT)


def test_each_faulty_line_is_named_and_nobody_is_invited(app: Application, as_: As, world: World) -> None:
    lines = [
        "email,given_name,family_name,site,team",
        "fine@example.org,,,,",
        "not-an-address,,,,",
        "fine@example.org,,,,",
        f"{world.email('agent')},,,,",
        "a@example.org,,,Atlantis,",
        "b@example.org,,,Manila,Nobody",
        "c@example.org,,,,Manila Blue",
        ",No,Address,,",
    ]
    admin = as_("admin")
    status, html = upload(admin, "\n".join(lines).encode())
    assert status == 422
    for sentence in (
        "This is not an e-mail address.",
        "The address stands in an earlier line too.",
        "There is an account with this address already.",
        "There is no such site.",
        "The site has no such team.",
        "A team needs its site.",
        "There is no e-mail address.",
        "7 lines need another look",
    ):
        assert sentence in html
    assert admin.send(f"{FILE}/confirmation", {"text": "\n".join(lines)}).status_code == 422
    assert count(app) == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"name,team\nAna,Blue\n",
        b"email\n",
        b"PK\x03\x04 a workbook",
        b"\x00\x01\x02",
        ("email\n" + "".join(f"n{n}@example.org\n" for n in range(MAX_LINES + 1))).encode(),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_with_a_reason(app: Application, as_: As, data: bytes) -> None:
    status, html = upload(as_("admin"), data)
    assert status == 422
    assert "error-summary" in html
    assert count(app) == 0
