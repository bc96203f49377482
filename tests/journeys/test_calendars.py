"""Sessions in one's own calendar, and the way into a meeting that a page left open shows by itself."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import expect
from sqlalchemy import select, update

from tests.journeys.checks import axe_faults, width_faults
from tests.journeys.conftest import PHONE, OpenAs
from tests.journeys.site import Site
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState, Meeting
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.people.models import Account


def test_a_private_address_is_made_copied_and_turned_off(open_as: OpenAs) -> None:
    page = open_as("agent", viewport=PHONE, color_scheme="dark", permissions=["clipboard-read", "clipboard-write"])
    page.goto("/commitments")
    page.get_by_role("link", name="In your own calendar").press("Enter")
    page.get_by_role("button", name="Make my private address").press("Enter")
    field = page.get_by_label("Address", exact=True)
    address = field.input_value()
    page.get_by_role("button", name="Copy").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == address
    for program in ("Google Calendar", "Outlook", "Apple Calendar"):
        page.locator("summary", has_text=program).press("Enter")
    expect(page.get_by_text("Choose “Subscribe from web”")).to_be_visible()
    assert [*axe_faults(page), *width_faults(page)] == []
    path = urlsplit(address).path
    feed = page.request.get(path)
    assert feed.headers["content-type"].startswith("text/calendar")
    assert "STATUS:CONFIRMED" in feed.text()
    page.get_by_role("button", name="Turn the address off").press("Enter")
    expect(page.get_by_role("button", name="Make my private address")).to_be_visible()
    assert page.request.get(path).status == 404


def _begins_soon(seconds: int) -> str:
    """A session of the agent's with a link opens in so many seconds; gives the path of its match."""
    match = db.session.scalars(
        select(Match)
        .join(Opportunity, Match.opportunity_id == Opportunity.id)
        .join(Account, Account.id == Match.agent_id)
        .where(
            Account.email == "agent@demo.test",
            Match.state == MatchState.APPROVED,
            Opportunity.meeting != Meeting.DESCRIBED,
            Match.starts_at > datetime.now(UTC),
        )
    ).first()
    assert match is not None
    start = datetime.now(UTC) + timedelta(minutes=15, seconds=seconds)
    times = {"starts_at": start, "ends_at": start + timedelta(minutes=45)}
    db.session.execute(update(OpportunitySession).where(OpportunitySession.id == match.session_id).values(**times))
    db.session.execute(update(Match).where(Match.session_id == match.session_id).values(**times))
    return f"/matches/{match.public_id}"


def test_a_page_left_open_shows_the_link_by_itself(open_as: OpenAs, site: Site) -> None:
    path = site.change(lambda: _begins_soon(4))
    page = open_as("agent", viewport=PHONE)
    page.goto(path)
    expect(page.get_by_text("The link to the meeting appears here on")).to_be_visible()
    assert [*axe_faults(page), *width_faults(page)] == []
    link = page.get_by_role("link", name="Open the meeting")
    expect(link).to_be_visible(timeout=20_000)
    assert (link.get_attribute("href") or "").startswith("https://")
    expect(page.locator("[data-hx-trigger^='load delay']")).to_have_count(0)
    assert [*axe_faults(page), *width_faults(page)] == []
