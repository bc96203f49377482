"""The ground: both databases, health, headers, errors."""

from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.people.models import Account
from volunteer_match.web.application import Application


def test_lives_and_is_ready(client: CheckedClient) -> None:
    assert client.get("/livez").status_code == 200
    assert client.get("/readyz").get_data(as_text=True) == "ready\n"


def test_world_stands(app: Application, world: World) -> None:
    with app.app_context():
        assert len(db.session.scalars(select(Account)).all()) == 10


def test_unknown_address_is_404_with_a_page(client: CheckedClient) -> None:
    response = client.get("/nothing-here")
    assert response.status_code == 404
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
