"""Impact with the keyboard and without script: a filter answers where one stands, and every answer has an address."""

from playwright.sync_api import expect
from sqlalchemy import select

from tests.journeys.conftest import OpenAs
from tests.journeys.site import Site
from tests.journeys.steps import focused
from tests.journeys.test_weight import MOST_BYTES, _weigh
from volunteer_match.extensions import db
from volunteer_match.organisations.models import Company


def test_a_filter_keeps_its_place_and_says_what_it_found(open_as: OpenAs) -> None:
    page = open_as("coordinator")
    page.goto("/impact")
    page.get_by_label("Site", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Team", exact=True)).to_be_visible()
    expect(page.locator("#status")).to_contain_text(" h")
    assert "site=" in page.url
    expect(page.get_by_label("Site", exact=True)).to_be_focused()
    focused(page)  # fails where that can't be seen
    # The same address, opened by somebody without script, shows the same.
    shown = page.locator("h2.results").inner_text()
    plain = open_as("coordinator", java_script_enabled=False)
    plain.goto(page.url)
    expect(plain.locator("h2.results")).to_have_text(shown)
    plain.get_by_label("Site", exact=True).select_option("")
    plain.get_by_role("button", name="Show", exact=True).click()
    expect(plain.get_by_role("heading", name="By site")).to_be_visible()


def test_the_page_for_everybody_is_light(open_as: OpenAs, site: Site) -> None:
    company = site.ask(lambda: db.session.scalar(select(Company.public_id)))
    whole, _ = _weigh(open_as, None, f"/impact/{company}")
    assert whole <= MOST_BYTES
