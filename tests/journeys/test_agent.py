"""The agent's way: sign in, see what fits and why, claim, change one's mind; with script and without."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from tests.journeys.conftest import PHONE, OpenAs
from tests.journeys.site import PASSWORD, Site
from tests.journeys.steps import Counted, focused, tab_to
from volunteer_match.extensions import db
from volunteer_match.opportunities.models import Opportunity, OpportunitySession

CLAIM = re.compile("^Claim ")
CLAIM_ANY = re.compile("^Claim")
WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", (True, False), ids=("script", "no-script"))


def _sign_in(person: Counted, email: str) -> None:
    person.page.goto("/sign-in")
    person.page.get_by_label("E-mail").fill(email)
    person.page.get_by_label("Password").first.fill(PASSWORD)
    person.click(person.page.get_by_role("main").get_by_role("button", name="Sign in"))


def _first_claimable(page: Page) -> str:
    """The address of the first need that can be claimed from its card."""
    page.goto("/opportunities")
    card = page.locator("article").filter(has=page.get_by_role("button", name=CLAIM)).first
    address = card.get_by_role("heading").get_by_role("link").get_attribute("href")
    assert address
    return address


@WITH_AND_WITHOUT_SCRIPT
def test_claim_takes_two_clicks_from_for_you_and_four_from_sign_in(open_as: OpenAs, *, script: bool) -> None:
    person = Counted(open_as(None, java_script_enabled=script, viewport=PHONE))
    _sign_in(person, "agent@demo.test")
    before = person.clicks
    person.click(person.page.get_by_role("button", name=CLAIM).first)
    expect(person.page.get_by_text("Claimed. A coordinator looks at it next.").first).to_be_visible()
    assert person.clicks - before <= 2
    assert person.clicks <= 4


@WITH_AND_WITHOUT_SCRIPT
def test_a_claim_is_undone_and_taken_up_again(open_as: OpenAs, *, script: bool) -> None:
    page = open_as("agent", java_script_enabled=script)
    page.goto("/opportunities")
    page.get_by_role("button", name=CLAIM).first.click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Withdrawn. The place is open again.").first).to_be_visible()
    page.get_by_role("button", name="Undo the withdrawal").click()
    expect(page.get_by_text("It is yours again.").first).to_be_visible()
    expect(page.get_by_role("button", name="Withdraw")).to_be_visible()


@WITH_AND_WITHOUT_SCRIPT
def test_withdrawing_from_the_list_of_commitments(open_as: OpenAs, *, script: bool) -> None:
    page = open_as("agent", java_script_enabled=script)
    address = _first_claimable(page)
    page.goto(address)
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_label("A note for the coordinator").fill("I taught this for two years.")
    page.get_by_role("button", name=CLAIM_ANY).first.click()
    page.get_by_role("link", name="My commitments").click()
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Withdrawn. The place is open again.").first).to_be_visible()


def test_claiming_from_the_card_keeps_focus_and_says_so_once(open_as: OpenAs) -> None:
    page = open_as("agent")
    page.goto("/opportunities")
    page.get_by_role("button", name=CLAIM).first.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Claimed.")
    assert focused(page) == "Waiting for approval"
    assert page.url.endswith("/opportunities")


@WITH_AND_WITHOUT_SCRIPT
def test_a_full_need_offers_the_waitlist(open_as: OpenAs, site: Site, *, script: bool) -> None:
    page = open_as("agent", java_script_enabled=script)
    address = _first_claimable(page)
    site.change(lambda: _fill(address.rsplit("/", 1)[-1]))
    page.goto(address)
    page.get_by_role("button", name="Join the waitlist").click()
    expect(page.get_by_text("You are on the waitlist.").first).to_be_visible()
    expect(page.get_by_text(re.compile(r"Number 1 of 1"))).to_be_visible()


def _fill(public_id: str) -> None:
    need = select(Opportunity.id).where(Opportunity.public_id == public_id).scalar_subquery()
    of_need = OpportunitySession.opportunity_id == need
    db.session.execute(update(OpportunitySession).where(of_need).values(taken=OpportunitySession.places))


def test_whoever_comes_too_late_is_told_and_shown_what_else_fits(open_as: OpenAs, site: Site) -> None:
    page = open_as("agent", java_script_enabled=False)
    address = _first_claimable(page)
    page.goto(address)
    site.change(lambda: _fill(address.rsplit("/", 1)[-1]))
    with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
        page.get_by_role("button", name=CLAIM_ANY).first.click()
    assert answer.value.status == 409
    page.get_by_role("main").get_by_role("link", name=re.compile("fits", re.IGNORECASE)).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@WITH_AND_WITHOUT_SCRIPT
def test_why_not_me(open_as: OpenAs, *, script: bool) -> None:
    page = open_as("agent", java_script_enabled=script)
    page.goto("/opportunities")
    near = page.locator("details.near-list")
    near.locator("summary").click()
    near.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Why not you, yet")).to_be_visible()
    expect(page.get_by_role("button", name=CLAIM_ANY)).to_have_count(0)


def test_filters_change_the_list_the_address_and_the_way_back(open_as: OpenAs) -> None:
    page = open_as("agent")
    page.goto("/opportunities")
    heading = page.locator("#list h2").first
    everything = heading.inner_text()
    page.get_by_text("Kind", exact=True).first.click()
    page.get_by_role("checkbox", name="Tutoring").check()
    expect(heading).not_to_have_text(everything)
    expect(page).to_have_url(re.compile("kind=tutoring"))
    assert focused(page)
    page.go_back()
    expect(page.locator("#list h2").first).to_have_text(everything)


def test_sign_in_and_claim_with_the_keyboard_only(open_as: OpenAs) -> None:
    page = open_as(None)
    page.goto("/sign-in")
    for label, text in (("E-mail", "agent@demo.test"), ("Password", PASSWORD)):
        tab_to(page, label)
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url("**/opportunities")
    tab_to(page, "Skip to the page")
    page.keyboard.press("Enter")
    tab_to(page, "Claim")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Claimed.")
    assert focused(page)
    page.keyboard.press("Tab")
    assert focused(page).startswith("See what comes next")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Withdraw")).to_be_visible()
