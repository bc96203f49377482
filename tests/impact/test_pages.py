"""Impact on the pages: who sees what, in every filter, and the page for everybody."""

from datetime import date

from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.impact.conftest import Year
from tests.matches.browsing import OutsideClient, SignIn
from volunteer_match.extensions import db
from volunteer_match.hours.models import HourEntry
from volunteer_match.impact.partner.views import parts_of
from volunteer_match.organisations.models import Company, Site
from volunteer_match.web.application import Application


def _text(client: CheckedClient, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.get_data(as_text=True)


def test_a_partner_is_shown_no_month_that_is_still_to_come_where_they_are(year: Year) -> None:
    """On New Year's morning in Manila it is December elsewhere."""
    partner_id = db.session.scalars(select(HourEntry.partner_id)).first()
    assert partner_id is not None
    months, *_others = parts_of(partner_id, 2027, date(2027, 1, 1))
    assert [row.label for row in months.rows] == ["January 2027"]
    assert len(parts_of(partner_id, 2026, date(2026, 2, 1))[0].rows) == 3, "what is confirmed is shown, whenever it was"
    assert len(parts_of(partner_id, 2026, date(2027, 1, 1))[0].rows) == 12


def test_pages_show_what_was_published(app: Application, year: Year, as_: SignIn) -> None:
    company = db.session.get_one(Company, year.company_id)
    sites = {site.name: site.public_id for site in db.session.query(Site).filter_by(company_id=company.id)}
    foreign = db.session.query(Site).filter(Site.company_id != company.id).first()
    public = f"/impact/{company.public_id}"
    assert foreign is not None
    elsewhere = foreign.public_id
    db.session.commit()
    app.test_client_class = OutsideClient
    coordinator = as_("coordinator")
    everything = _text(coordinator, "/impact?since=2026-01&until=2026-03")
    assert "By site" in everything
    assert "Alba" in everything
    alba = _text(coordinator, f"/impact?site={sites['Alba']}&since=2026-01&until=2026-01")
    assert "Alba 0" in alba
    _text(coordinator, f"/impact?site={elsewhere}", 404)
    brno = _text(coordinator, f"/impact?site={sites['Brno']}&since=2026-03&until=2026-03")
    assert "Too few people to show" in brno
    assert "The company" in _text(as_("agent"), "/impact/team?level=company")
    assert "Your first hour is still to come" in _text(as_("agent"), "/impact/mine")
    assert "people gave time" in _text(as_("partner"), "/impact/partner?year=2026")
    visitor = app.test_client()
    assert isinstance(visitor, CheckedClient)
    _text(visitor, public, 404)
    db.session.get_one(Company, year.company_id).shows_impact = True
    db.session.commit()
    shown = visitor.get(public)
    assert shown.status_code == 200
    assert "max-age" in shown.headers["Cache-Control"]
    assert "Alba" not in shown.get_data(as_text=True)
