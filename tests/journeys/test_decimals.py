"""Numbers with a comma, as a browser keeps them."""

from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs


def test_a_limit_with_a_comma_is_kept_when_nothing_was_touched(open_as: OpenAs) -> None:
    page = open_as("agent")
    page.goto("/profile/limits")
    hours = page.locator("[name=hours]")
    hours.fill("2.5")
    page.locator("main form button[type=submit], main form .button").first.click()
    page.get_by_role("button", name="Español").click()
    page.goto("/profile/limits")
    expect(hours).to_have_value("2,5")
    page.locator("main form button[type=submit], main form .button").first.click()
    page.wait_for_load_state()
    page.goto("/profile/limits")
    expect(hours).to_have_value("2,5")
