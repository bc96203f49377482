"""The supply meter in the browser: it follows the form, says so once, and works without script."""

import os
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import axe_faults, width_faults
from tests.journeys.conftest import PHONE, OpenAs

FIGURE = re.compile(r"^(Fewer than 5|About [\d,]+)$")


def _to_who(page: Page) -> None:
    page.goto("/opportunities/new")
    page.get_by_role("button", name=re.compile("^Use this .*(?i:conversation)")).first.click()
    page.get_by_role("button", name="Save and continue").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who do you need?")


def _picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_meter_follows_the_form_and_says_so_once(open_as: OpenAs, scheme: str) -> None:
    page = open_as("partner", color_scheme=scheme)
    _to_who(page)
    meter, status = page.locator("#supply"), page.locator("#status")
    expect(meter.locator(".figure")).to_have_text(FIGURE)
    expect(status).to_have_text(re.compile("have what you ask"))
    page.get_by_label("Level, at least").first.select_option(index=3)
    expect(meter.get_by_text(re.compile("Expert|Advanced")).first).to_be_visible()
    assert axe_faults(page) == []
    _picture(page, f"who-{scheme}")
    page.set_viewport_size(PHONE)
    assert width_faults(page) == []
    _picture(page, f"who-{scheme}-320")


def test_without_script_the_button_asks_and_keeps_what_was_typed(open_as: OpenAs) -> None:
    page = open_as("partner", java_script_enabled=False)
    _to_who(page)
    page.get_by_label("Level, at least").first.select_option(index=2)
    page.get_by_role("button", name="See how many could").click()
    expect(page.locator("#supply .figure")).to_have_text(FIGURE)
    expect(page.get_by_label("Level, at least").first).to_have_value(re.compile("3"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Who do you need?")


def test_a_coordinator_reads_what_each_requirement_costs(open_as: OpenAs) -> None:
    page = open_as("coordinator")
    page.goto("/opportunities")
    expect(page.get_by_text(re.compile(r"\d+ (person|people) could do it")).first).to_be_visible()
    _picture(page, "board")
    page.locator("#board .opportunity-title a").first.click()
    expect(page.get_by_role("heading", name="Who could do this")).to_be_visible()
    assert axe_faults(page) == []
    _picture(page, "need")
    page.set_viewport_size(PHONE)
    assert width_faults(page) == []
    _picture(page, "need-320")
