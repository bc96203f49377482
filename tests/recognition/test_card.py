"""A card says what the person ticked, to whoever has its address, until it is ended; then that address is dead."""

from collections.abc import Callable

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind
from volunteer_match.recognition.badges.catalogue import Badge
from volunteer_match.recognition.badges.models import BadgeAward
from volunteer_match.recognition.card.models import Card
from volunteer_match.recognition.consents.queries import has_consented
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]


def _address(app: Application) -> str:
    with app.app_context():
        return f"/cards/{db.session.query(Card).order_by(Card.id.desc()).first().token}"


def test_a_card(app: Application, as_: As, world: World) -> None:
    with app.app_context():
        begin_write(db.session)
        common = {"company_id": world.ids["northwind"], "agent_id": world.accounts["agent"], "awarded_at": world.now}
        for badge in (Badge.FIRST_SESSION, Badge.STOOD_IN):
            db.session.add(BadgeAward(badge=badge, earned_on=world.now.date(), **common))
        db.session.commit()
    agent, anybody = as_("agent"), app.test_client()
    assert agent.send("/card", {}).status_code == 422
    assert agent.send("/card", {"name": "short", "badges": ["stood-in"]}).status_code == 303
    first = _address(app)
    assert f"{app.settings.base_url}{first}" in agent.get("/card").get_data(as_text=True)
    shown = anybody.get(first)
    text = shown.get_data(as_text=True)
    assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "no-store")
    assert "noindex" in shown.headers["X-Robots-Tag"]
    assert "Agent S." in text
    assert "An umbrella in the rain" in text
    for unsaid in ("Surname", "Northwind", "The first time", "hours, confirmed", "example.org"):
        assert unsaid not in text
    with app.app_context():
        assert has_consented(world.account("agent"), ConsentKind.CARD)

    told = {"name": "none", "names_company": "y", "shows_hours": "y", "may_be_found": "y"}
    assert agent.send("/card", told).status_code == 303
    assert _address(app) == first
    shown = anybody.get(first)
    text = shown.get_data(as_text=True)
    assert "X-Robots-Tag" not in shown.headers
    for said in ("Northwind", "hours, confirmed"):
        assert said in text
    for unsaid in ("Agent", "umbrella"):
        assert unsaid not in text

    assert agent.send("/card/address").status_code == 303
    second = _address(app)
    assert (anybody.get(first).status_code, anybody.get(second).status_code) == (410, 200)
    agent.send("/account/consents")
    assert anybody.get(second).status_code == 410
    # A later consent brings no old address back.
    agent.send("/account/consents", {"shown": ["card"]})
    assert anybody.get(second).status_code == 410
    assert agent.send("/card", {"name": "given"}).status_code == 303
    third = _address(app)
    assert anybody.get(third).status_code == 200
    assert agent.send("/card/ending").status_code == 303
    assert anybody.get(third).status_code == 410
    assert anybody.get("/cards/never-made").status_code == 404
    agent.send("/card", {"name": "given"})
    assert agent.send("/account/deletion", {"password": world.password, "is_sure": "y"}).status_code == 303
    assert anybody.get(third).status_code == 404
