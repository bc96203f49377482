"""Partners apply, say who they are, and are verified or refused."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.glossary import Role, Verdict
from volunteer_match.notifications.mail import write_letter
from volunteer_match.notifications.models import InboxNotice, OutboxMessage
from volunteer_match.organisations.models import Partner, PartnerVerification
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]
APPLICATION = {
    "name": "Clear Voices",
    "mission": "We help deaf people to read the news.",
    "website": "https://voices.example.org",
    "city": "Cebu",
    "country": "PH",
    "time_zone": "Asia/Manila",
    "cause": "sight-and-hearing",
    "given_name": "Lea",
    "family_name": "Santos",
    "email": "Lea@Voices.example.org",
}


def partner_id(app: Application, name: str) -> str:
    with app.app_context():
        return db.session.scalars(select(Partner.public_id).where(Partner.name == name)).one()


def test_application_makes_an_account_that_sets_its_password(
    app: Application, world: World, client: CheckedClient
) -> None:
    client.get("/partners/apply")
    answer = client.send("/partners/apply", APPLICATION)
    assert answer.headers["Location"] == "/partners/apply/sent"
    assert client.get("/partners/apply/sent").status_code == 200
    with app.app_context():
        account = db.session.scalars(select(Account).where(Account.email == "lea@voices.example.org")).one()
        assert (account.role, account.company_id, account.password_hash) == (Role.PARTNER_MEMBER, None, None)
        assert account.membership is not None
        assert account.membership.partner.name == "Clear Voices"
        letter = write_letter(db.session.scalars(select(OutboxMessage)).one())
        assert "Clear Voices" in letter.text
        address = next(word for word in letter.text.split() if "/password-reset/" in word)
        told = set(db.session.scalars(select(InboxNotice.kind)))
        assert told == {"partner-applied"}
    assert client.get("/password-reset/" + address.rsplit("/", 1)[1]).status_code == 200


def test_second_application_tells_only_the_owner(app: Application, world: World, client: CheckedClient) -> None:
    client.get("/partners/apply")
    answer = client.send("/partners/apply", {**APPLICATION, "email": world.email("partner")})
    assert answer.headers["Location"] == "/partners/apply/sent"
    with app.app_context():
        assert list(db.session.scalars(select(OutboxMessage.template))) == ["already-registered"]
        assert db.session.scalar(select(Partner).where(Partner.name == "Clear Voices")) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "no address"), ("website", "javascript:alert(1)"), ("name", " "), ("time_zone", "Mars/Base")],
)
def test_faulty_application_keeps_what_was_typed(client: CheckedClient, field: str, value: str) -> None:
    client.get("/partners/apply")
    answer = client.send("/partners/apply", {**APPLICATION, field: value})
    assert answer.status_code == 422
    assert "We help deaf people to read the news." in answer.get_data(as_text=True)


def test_applications_from_one_address_are_limited(world: World, client: CheckedClient) -> None:
    client.get("/partners/apply")
    answers = [
        client.send("/partners/apply", {**APPLICATION, "email": f"p{number}@example.org"}).status_code
        for number in range(6)
    ]
    assert answers == [303] * 5 + [429]


def test_profile_is_the_partners_own(app: Application, world: World, as_: SignIn) -> None:
    client = as_("other_partner")
    assert "Not yet verified" in client.get("/partner").get_data(as_text=True)
    assert client.send("/partner", {**APPLICATION, "name": "Far Shore Trust"}).status_code == 303
    assert client.send("/partner", {**APPLICATION, "website": "ftp://x.example"}).status_code == 422
    text = client.get("/partner").get_data(as_text=True)
    assert "Far Shore Trust" in text
    assert "Open Desk" not in text
    assert "other.partner@example.org" in client.get("/partner/members").get_data(as_text=True)
    assert as_("agent").get("/partner").status_code == 404
    assert as_("coordinator").get("/partner/members").status_code == 404


def test_coordinator_verifies_and_withdraws(app: Application, world: World, as_: SignIn) -> None:
    client, address = as_("coordinator"), f"/partners/{partner_id(app, 'Far Shore')}"
    assert "Far Shore" in client.get("/partners").get_data(as_text=True)
    assert "Far Shore" not in client.get("/partners?show=verified").get_data(as_text=True)
    for _ in range(2):
        assert client.send(f"{address}/verification").status_code == 303
    assert "Verified" in client.get(address).get_data(as_text=True)
    assert client.send(f"{address}/refusal", {"reason": ""}).status_code == 422
    for _ in range(2):
        assert client.send(f"{address}/refusal", {"reason": "Nobody answers."}).status_code == 303
    assert "Nobody answers." in client.get(address).get_data(as_text=True)
    with app.app_context():
        decisions = select(PartnerVerification).where(PartnerVerification.partner_id == world.ids["far_shore"])
        verdicts = [row.verdict for row in db.session.scalars(decisions.order_by(PartnerVerification.id))]
        assert verdicts == [Verdict.VERIFIED, Verdict.REFUSED]
        kinds = list(db.session.scalars(select(InboxNotice.kind).order_by(InboxNotice.id)))
        assert kinds == ["partner-verified", "partner-refused"]
        audited = set(db.session.scalars(select(AuditEntry.action)))
        assert {"partner.verified", "partner.refused"} <= audited


def test_each_company_decides_for_itself(app: Application, world: World, as_: SignIn) -> None:
    address = f"/partners/{partner_id(app, 'Open Desk')}"
    foreign = as_("foreign_coordinator")
    assert "Verify this partner" in foreign.get(address).get_data(as_text=True)
    foreign.send(f"{address}/refusal", {"reason": "Not for us."})
    assert "Withdraw the verification" in as_("coordinator").get(address).get_data(as_text=True)


def test_partner_pages_are_for_staff(app: Application, world: World, as_: SignIn) -> None:
    address = f"/partners/{partner_id(app, 'Open Desk')}"
    for name in ("agent", "partner"):
        assert as_(name).get("/partners").status_code == 404
        assert as_(name).send(f"{address}/verification").status_code == 404
    assert as_("coordinator").get("/partners/nobody").status_code == 404
    assert "Open Desk" in as_("coordinator").get("/partners?show=verified&q=OPEN").get_data(as_text=True)
