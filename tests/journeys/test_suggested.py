"""Texts that suggest skills, in a real browser: with script at once, without it by a button."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import axe_faults, width_faults
from tests.journeys.conftest import PHONE, OpenAs

TEXT = "Edit videos of our concerts and add captions in Spanish. Advanced video editing is what we need."
SENTENCE = "I do advanced video editing, I answer calls on a helpline and I speak fluent Spanish."
SCHEMES = pytest.mark.parametrize("scheme", ("light", "dark"))


def begin(page: Page) -> None:
    page.goto("/opportunities/new")
    page.locator("main form button").first.click()
    expect(page).to_have_url(re.compile("/edit/what"))


def faults_of(page: Page) -> list[str]:
    return [*axe_faults(page), *width_faults(page)]


@SCHEMES
def test_a_partner_is_offered_what_the_text_speaks_of(open_as: OpenAs, scheme: str) -> None:
    page = open_as("partner", color_scheme=scheme, **({"viewport": PHONE} if scheme == "dark" else {}))
    begin(page)
    page.get_by_label("What people will do").fill(TEXT)
    page.keyboard.press("Tab")
    box = page.get_by_label("Video editing")
    expect(box).to_be_visible()
    expect(box).not_to_be_checked()
    assert page.evaluate("document.activeElement !== document.body")
    assert faults_of(page) == []
    box.check()
    page.get_by_role("button", name="Save and continue").last.click()
    expect(page).to_have_url(re.compile("/edit/who"))
    expect(page.locator("input[value='Video editing']")).to_be_visible()
    page.locator("button[name=take]").first.click()
    expect(page.locator("input[value='Captioning videos']")).to_be_visible()
    assert page.evaluate("document.activeElement !== document.body")
    page.locator("button[name=dismiss]").first.click()
    expect(page.locator("input[name=dismissed]")).to_have_count(1)
    assert faults_of(page) == []


@SCHEMES
def test_an_agent_ticks_what_a_sentence_tells(open_as: OpenAs, scheme: str) -> None:
    page = open_as("agent", color_scheme=scheme, **({"viewport": PHONE} if scheme == "dark" else {}))
    page.goto("/profile/skills")
    page.get_by_label("What do you do").fill(SENTENCE)
    page.get_by_role("button", name="Find skills in it").click()
    box = page.get_by_label("Video editing: Advanced")
    expect(box).not_to_be_checked()
    assert page.evaluate("document.activeElement !== document.body")
    assert faults_of(page) == []
    box.check()
    page.get_by_role("button", name="Add what is ticked").click()
    expect(page.get_by_role("group", name="Video editing")).to_be_visible()


def test_it_works_without_script(open_as: OpenAs) -> None:
    page = open_as("partner", java_script_enabled=False)
    begin(page)
    page.get_by_label("What people will do").fill(TEXT)
    page.get_by_role("button", name="Suggest from this text").click()
    expect(page.get_by_label("What people will do")).to_have_value(TEXT)
    page.get_by_label("Video editing").check()
    page.get_by_role("button", name="Save and continue").last.click()
    expect(page.locator("input[value='Video editing']")).to_be_visible()
    page.locator("button[name=take]").first.click()
    expect(page.locator("input[value='Captioning videos']")).to_be_visible()
