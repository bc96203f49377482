"""My needs for partners and the board for coordinators."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import Kind, OpportunityState
from volunteer_match.opportunities.queries import (
    find_editable_by_staff,
    find_of_partner,
    find_opportunity,
    find_seen_by_staff,
    find_visible,
    visible_ids,
)
from volunteer_match.organisations.actions import refuse_partner
from volunteer_match.organisations.models import Partner
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]


@pytest.fixture
def needs(app: Application, world: World) -> World:
    """Open, draft, past, cancelled, flexible, and one of a partner that nobody verified."""
    with app.app_context():
        begin_write(db.session)
        world.add_opportunity("fractions", places=3)
        world.add_opportunity("álgebra_básica", kind=Kind.MENTORING, starts_in=timedelta(days=30))
        world.add_opportunity("letters", flexible=True)
        world.add_opportunity("unfinished", state=OpportunityState.DRAFT, published_at=None)
        world.add_opportunity("long_ago", starts_in=timedelta(days=-3))
        world.add_opportunity("called_off", state=OpportunityState.CANCELLED)
        world.add_opportunity("far_away", partner="far_shore")
        db.session.commit()
    return world


def text_of(client: CheckedClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.get_data(as_text=True)


@pytest.mark.parametrize(
    ("tab", "shown", "hidden"),
    [
        ("open", ["Fractions", "Álgebra básica", "Letters"], ["Unfinished", "Long ago", "Called off", "Far away"]),
        ("drafts", ["Unfinished"], ["Fractions", "Long ago"]),
        ("past", ["Long ago", "Called off"], ["Fractions", "Unfinished"]),
    ],
)
def test_partner_sees_their_own_needs_by_tab(
    needs: World, as_: SignIn, tab: str, shown: list[str], hidden: list[str]
) -> None:
    text = text_of(as_("partner"), f"/opportunities?show={tab}")
    assert [title for title in shown if title not in text] == []
    assert [title for title in hidden if title in text] == []


def test_search_forgives_case_and_accents(needs: World, as_: SignIn) -> None:
    for name in ("partner", "coordinator"):
        text = text_of(as_(name), "/opportunities?q=ALGEBRA+basica")
        assert "Álgebra básica" in text
        assert "Fractions" not in text


def test_first_need_is_invited(world: World, as_: SignIn) -> None:
    assert "Post your first need" in text_of(as_("partner"), "/opportunities")


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("", ["Fractions", "Far away", "Needs that nobody fills"], ["Unfinished", "Long ago", "Called off"]),
        ("?kind=mentoring", ["Álgebra básica"], ["Fractions"]),
        ("?state=past", ["Long ago"], ["Fractions"]),
        ("?state=cancelled", ["Called off"], ["Fractions"]),
        ("?soon=yes", ["Fractions", "Letters"], ["Álgebra básica"]),
        ("?unfilled=yes&q=fractions", ["Fractions"], ["Letters"]),
        ("?kind=nonsense&state=nonsense&partner=nonsense", ["No needs here"], ["Fractions"]),
    ],
)
def test_board_is_filtered(needs: World, as_: SignIn, query: str, shown: list[str], hidden: list[str]) -> None:
    text = text_of(as_("coordinator"), f"/opportunities{query}")
    assert [title for title in shown if title not in text] == []
    assert [title for title in hidden if title in text] == []


def test_board_answers_htmx_with_the_results_alone(needs: World, as_: SignIn) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    text = as_("coordinator").get("/opportunities?kind=mentoring", headers=headers).get_data(as_text=True)
    assert "Álgebra básica" in text
    assert "<html" not in text


def test_page_of_a_need_for_each_role(needs: World, as_: SignIn) -> None:
    address = f"/opportunities/{needs.ids['fractions']}"
    assert "Who is coming" in text_of(as_("partner"), address)
    staff = text_of(as_("coordinator"), address)
    assert "Find people" in staff
    assert "Dates and places" in staff
    # A company that did not verify the partner may look, and change nothing.
    foreign = as_("foreign_coordinator")
    assert "Dates and places" not in text_of(foreign, address)
    assert foreign.get(f"{address}/edit/what").status_code == 404
    assert as_("other_partner").get(address).status_code == 404


def test_looks_are_scoped(app: Application, needs: World) -> None:
    ids, now = needs.ids, needs.now
    with app.app_context():
        begin_write(db.session)
        titles = {find.title for name in ("fractions",) if (find := find_opportunity(ids[name]))}
        assert titles == {"Fractions"}
        assert find_of_partner(ids["fractions"], ids["far_shore"]) is None
        assert find_seen_by_staff(ids["unfinished"]) is None
        assert find_editable_by_staff(ids["far_away"], ids["northwind"]) is None
        assert find_visible(ids["far_away"], ids["northwind"], now) is None
        assert find_visible(ids["fractions"], ids["northwind"], now) is not None
        assert len(visible_ids(ids["northwind"], now)) == 3
        partner = db.session.get(Partner, ids["open_desk"])
        assert partner is not None
        refuse_partner(partner, needs.account("coordinator"), now, "No answer for months.")
        assert visible_ids(ids["northwind"], now) == []
        db.session.rollback()
