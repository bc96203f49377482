"""The agent's way: sign in, see what fits, claim, change one's mind."""

from tests.journeys.conftest import OpenAs
from tests.journeys.site import PASSWORD


def test_claim_takes_two_clicks_from_for_you_and_four_from_sign_in(open_as: OpenAs) -> None:
    page = open_as(None)
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("agent@demo.test")
    page.get_by_label("Password").first.fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/opportunities*")
