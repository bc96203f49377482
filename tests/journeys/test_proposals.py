"""The coordinator's way to many matches at once: by keyboard on a phone, and with JavaScript off."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.checks import axe_faults, covered_faults, width_faults
from tests.journeys.conftest import PHONE, ZOOMED, OpenAs
from tests.journeys.steps import tab_to

PATIENCE = 30_000
"""Milliseconds: a proposal reads everybody of the company for every need."""


def _faults(page: Page) -> list[str]:
    return [*axe_faults(page), *width_faults(page), *covered_faults(page)]


def _only_first_need(page: Page) -> None:
    boxes = page.locator("input[name=need]")
    for number in range(1, boxes.count()):
        boxes.nth(number).uncheck()


def test_a_proposal_by_keyboard_on_a_phone(open_as: OpenAs) -> None:
    page = open_as("coordinator", viewport=PHONE, color_scheme="dark")
    page.goto("/opportunities")
    tab_to(page, "Propose matches")
    page.keyboard.press("Enter")
    page.wait_for_url("**/proposals/new")
    assert _faults(page) == []
    _only_first_need(page)
    page.locator("h1").click()
    tab_to(page, "Propose matches")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/proposals/(?!new)"), timeout=PATIENCE)
    assert _faults(page) == []
    lines = page.locator("input[name=line]")
    before = lines.count()
    lines.first.focus()
    page.keyboard.press("Space")
    expect(lines.first).not_to_be_checked()
    page.get_by_role("button", name="Invite everybody who is ticked").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"invitations? (is|are) on (its|their) way")).first).to_be_visible(
        timeout=PATIENCE
    )
    expect(lines).to_have_count(1)
    assert [*axe_faults(page), *width_faults(page)] == []
    page.get_by_role("button", name="Take back what was sent last").click()
    expect(lines).to_have_count(before)


def test_a_proposal_without_javascript(open_as: OpenAs) -> None:
    page = open_as("coordinator", java_script_enabled=False)
    page.goto("/proposals/new")
    _only_first_need(page)
    page.get_by_role("button", name="Propose matches").click()
    page.wait_for_url(re.compile(r"/proposals/(?!new)"), timeout=PATIENCE)
    page.get_by_role("button", name=re.compile(r"^Invite \d+ for this need")).first.click()
    expect(page.get_by_text("All of it is decided")).to_be_visible(timeout=PATIENCE)


def test_a_proposal_mirrored_and_at_400_percent(open_as: OpenAs) -> None:
    page = open_as("coordinator", viewport=ZOOMED, color_scheme="dark", pseudo=True)
    page.goto("/proposals/new?days=7")
    assert _faults(page) == []
    page.locator("form:has(input[name=need]) button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/proposals/(?!new)"), timeout=PATIENCE)
    assert _faults(page) == []
