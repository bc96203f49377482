"""Others see what somebody ticked, from that moment until the tick is gone."""

from collections.abc import Callable

from sqlalchemy import func, select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind
from volunteer_match.people.models import Account
from volunteer_match.recognition.consents.models import Consent
from volunteer_match.recognition.consents.queries import has_consented, is_consented_by
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]


def _shown(app: Application, world: World, name: str) -> set[ConsentKind]:
    """What of this person stands, asked of the person and of a list of people alike."""
    with app.app_context():
        account = world.account(name)
        one = {kind for kind in ConsentKind if has_consented(account, kind)}
        listed = {
            kind
            for kind in ConsentKind
            if db.session.scalar(select(Account.id).where(is_consented_by(Account.id, kind), Account.id == account.id))
        }
        assert one == listed
        return one


def test_a_consent_holds_from_its_tick_until_it_is_taken_away(app: Application, as_: As, world: World) -> None:
    agent, partner = as_("agent"), as_("partner")
    assert _shown(app, world, "agent") == set()
    page = agent.get("/account/consents").get_data(as_text=True)
    assert page.count('type="checkbox"') == 5
    assert "checked" not in page
    assert "What you allowed" not in page

    for ticked in (["boards", "wall"], ["boards", "wall"], ["wall", "card"], []):
        assert agent.send("/account/consents", data={"shown": ticked}).status_code == 303
        assert _shown(app, world, "agent") == {ConsentKind(each) for each in ticked}
        assert _shown(app, world, "colleague") == set()
    assert "What you allowed" in agent.get("/account/consents").get_data(as_text=True)

    assert agent.send("/account/consents", data={"shown": ["everything"]}).status_code == 422
    assert partner.send("/account/consents", data={"shown": ["wall"]}).status_code == 422
    assert partner.send("/account/consents", data={"shown": ["name"]}).status_code == 303
    assert _shown(app, world, "partner") == {ConsentKind.NAME}

    with app.app_context():
        mine = select(Consent.kind, Consent.withdrawn_at).where(Consent.account_id == world.accounts["agent"])
        spells = db.session.execute(mine.order_by(Consent.id)).all()
        assert [kind for kind, _until in spells] == [ConsentKind.BOARDS, ConsentKind.WALL, ConsentKind.CARD]
        assert all(until is not None for _kind, until in spells)

    data = agent.get("/account/data/download").get_json()["tables"]["consents"]
    assert [row["kind"] for row in data] == ["boards", "wall", "card"]
    gone = {"password": world.password, "is_sure": "y"}
    assert partner.send("/account/deletion", data=gone).status_code == 303
    with app.app_context():
        left = select(func.count()).select_from(Consent).where(Consent.account_id == world.accounts["partner"])
        assert db.session.scalar(left) == 0
        assert not has_consented(world.account("partner"), ConsentKind.NAME)
