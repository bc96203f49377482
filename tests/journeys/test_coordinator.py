"""The coordinator's way: decide one claim after another by single keys, verify proofs and partners, find people."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.journeys.conftest import OpenAs
from tests.journeys.site import Site
from tests.journeys.steps import focused
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Claim, Match
from volunteer_match.people.models import Account

WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", (True, False), ids=("script", "no-script"))


def _case(page: Page) -> str:
    return page.locator("#case h2").inner_text()


def _open(page: Page, address: str) -> None:
    """Goes there and waits for the keys, whose file is fetched once the page stands."""
    page.goto(address)
    page.evaluate("customElements.whenDefined('shortcut-keys').then(() => true)")


def _states(public_id: str) -> set[MatchState]:
    return set(db.session.scalars(select(Match.state).where(Match.claim.has(Claim.public_id == public_id))))


def _claim_id(page: Page) -> str:
    """The claim in focus, as its approval is addressed."""
    form = page.locator("form").filter(has=page.get_by_role("button", name=re.compile("^Approve"))).first
    return str(form.get_attribute("action")).split("/")[2]


def _decide(page: Page, *keys: str) -> None:
    """Presses the keys and waits until another case is there."""
    before = _case(page)
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("#case h2")).not_to_have_text(before)
    assert focused(page) == _case(page)


def test_one_key_for_each_decision(open_as: OpenAs, site: Site) -> None:
    page = open_as("coordinator")
    _open(page, "/approvals")
    approved = _claim_id(page)
    _decide(page, "a")
    assert site.ask(lambda: _states(approved)) == {MatchState.APPROVED}
    assert f"claim={_claim_id(page)}" in page.url
    returned = _claim_id(page)
    _decide(page, "r", "2")
    assert site.ask(lambda: _states(returned)) == {MatchState.RETURNED}
    _decide(page, "s")
    expect(page.get_by_text("Put aside for four hours.").first).to_be_visible()


def test_undo_brings_the_claim_back(open_as: OpenAs, site: Site) -> None:
    page = open_as("coordinator")
    _open(page, "/approvals")
    first, case = _claim_id(page), _case(page)
    _decide(page, "a")
    page.keyboard.press("u")
    expect(page.locator("#case h2")).to_have_text(case)
    assert site.ask(lambda: _states(first)) == {MatchState.PENDING}


def test_keys_move_help_and_keep_still_while_one_types(open_as: OpenAs, site: Site) -> None:
    page = open_as("coordinator")
    _open(page, "/approvals")
    first, case = _claim_id(page), _case(page)
    _decide(page, "j")
    _decide(page, "k")
    assert _case(page) == case
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("r")
    page.get_by_label("A word to the volunteer").press_sequentially("a s u")
    assert site.ask(lambda: _states(first)) == {MatchState.PENDING}


def test_keys_can_be_turned_off(open_as: OpenAs, site: Site) -> None:
    page = open_as("coordinator")
    page.goto("/account")
    page.get_by_label(re.compile("shortcuts|keys", re.IGNORECASE)).uncheck()
    page.get_by_role("main").get_by_role("button", name="Save").first.click()
    _open(page, "/approvals")
    first = _claim_id(page)
    page.keyboard.press("a")
    expect(page.get_by_role("button", name=re.compile("^Approve"))).to_be_visible()
    assert site.ask(lambda: _states(first)) == {MatchState.PENDING}


def test_decisions_without_script(open_as: OpenAs, site: Site) -> None:
    page = open_as("coordinator", java_script_enabled=False)
    page.goto("/approvals")
    first = _claim_id(page)
    page.get_by_role("button", name=re.compile("^Approve")).click()
    assert site.ask(lambda: _states(first)) == {MatchState.APPROVED}
    page.get_by_role("button", name="Undo").click()
    assert site.ask(lambda: _states(first)) == {MatchState.PENDING}
    page.locator("summary", has_text="Return with a reason").click()
    page.get_by_label("A word to the volunteer").fill("Please tell us more about the dates.")
    page.get_by_role("group", name="Reasons").get_by_role("button").first.click()
    assert site.ask(lambda: _states(first)) == {MatchState.RETURNED}


@WITH_AND_WITHOUT_SCRIPT
def test_verifying_a_proof_and_taking_it_back(open_as: OpenAs, *, script: bool) -> None:
    page = open_as("coordinator", java_script_enabled=script)
    page.goto("/verifications")
    case = _case(page)
    if script:
        _open(page, "/verifications")
        page.keyboard.press("v")
    else:
        page.get_by_role("button", name=re.compile("^Verify")).click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#case h2")).to_have_text(case)
    expect(page.get_by_role("button", name=re.compile("^Verify"))).to_be_visible()


@WITH_AND_WITHOUT_SCRIPT
def test_found_invited_and_accepted(open_as: OpenAs, site: Site, *, script: bool) -> None:
    page = open_as("coordinator", java_script_enabled=script)
    page.goto("/opportunities")
    address = next(
        href
        for link in page.get_by_role("main").get_by_role("link").all()
        if (href := str(link.get_attribute("href"))) and re.fullmatch(r"/opportunities/[a-z0-9]{14}", href)
    )
    page.goto(f"{address}/people")
    card = page.locator("article").filter(has=page.get_by_role("button", name=re.compile("^Invite"))).first
    who = str(card.get_by_role("heading").get_by_role("link").get_attribute("href")).rsplit("/", 1)[-1]
    card.get_by_role("button", name=re.compile("^Invite")).click()
    expect(page.get_by_text("Invited, no answer yet")).to_be_visible()
    email = site.ask(lambda: db.session.execute(select(Account.email).where(Account.public_id == who)).scalar_one())
    assert email
    agent = open_as(email.split("@")[0], java_script_enabled=script)
    agent.goto("/commitments")
    agent.get_by_role("button", name=re.compile("^Accept")).first.click()
    expect(agent.get_by_role("heading", name="How to join")).to_be_visible()


@WITH_AND_WITHOUT_SCRIPT
def test_an_organisation_applies_and_is_verified(open_as: OpenAs, *, script: bool) -> None:
    page = open_as(None, java_script_enabled=script)
    page.goto("/partners/apply")
    page.get_by_label("Name of the organisation").fill("Harbour Readers")
    page.get_by_label("What you do").fill("We read with children on ships that stay in the harbour.")
    page.get_by_label("Country").select_option("PT")
    page.get_by_label("Given name").fill("Inês")
    page.get_by_label("Family name").fill("Duarte")
    page.get_by_label("E-mail").fill("ines@harbour-readers.example")
    page.get_by_role("button", name="Send the application").click()
    expect(page).to_have_url(re.compile("/partners/apply/sent$"))
    coordinator = open_as("coordinator", java_script_enabled=script)
    coordinator.goto("/partners")
    coordinator.get_by_role("link", name="Harbour Readers").click()
    coordinator.get_by_role("button", name="Verify this partner").click()
    expect(coordinator.get_by_role("button", name="Verify this partner")).to_have_count(0)
    expect(coordinator.get_by_text("Verified").first).to_be_visible()
