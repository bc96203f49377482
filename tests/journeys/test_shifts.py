"""A shift moves over a claim: the coordinator sees it before and after, the agent is told. The editor by its names."""

import os
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import axe_faults, width_faults
from tests.journeys.conftest import PHONE, OpenAs
from tests.journeys.shift_files import moved_export
from tests.journeys.site import Site


def _picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def _sound(page: Page, name: str) -> None:
    assert axe_faults(page) == []
    _picture(page, name)
    page.set_viewport_size(PHONE)
    assert width_faults(page) == []
    _picture(page, f"{name}-320")
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("script", [True, False])
def test_a_shift_moves_over_a_claim_and_the_agent_is_told(open_as: OpenAs, site: Site, script: bool) -> None:
    with site.app.app_context():
        export, title = moved_export("agent@demo.test", datetime.now(UTC))
    page = open_as("coordinator", java_script_enabled=script)
    page.goto("/people")
    page.get_by_role("link", name="Work shifts").click()
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "agentScheduleDetail.txt", "mimeType": "text/plain", "buffer": export.encode()}
    )
    page.get_by_role("button", name="Look at what would change").click()
    expect(page.get_by_role("heading", name="Nothing is imported yet")).to_be_visible()
    clashes = page.get_by_role("region", name="Clashes with what people promised")
    expect(clashes.get_by_role("link", name=title)).to_be_visible()
    expect(page.get_by_text("column “ssn”")).to_be_visible()
    if script:
        _sound(page, "shifts-check")
    page.get_by_role("button", name="Import these shifts").click()
    expect(page.get_by_text("The shifts of 200 people are imported.")).to_be_visible()
    expect(clashes.get_by_text("New", exact=True)).to_be_visible()
    if not script:
        return

    agent = open_as("agent")
    agent.goto("/inbox")
    agent.get_by_role("button", name=re.compile("Your work shifts have changed")).first.click()
    expect(agent.get_by_role("heading", name="You work at that time now")).to_be_visible()
    _sound(agent, "shifts-match")
    agent.get_by_role("button", name="Give the place back").click()
    expect(agent.get_by_text("Withdrawn. The place is open again.")).to_be_visible()
    expect(agent.get_by_role("heading", name="You work at that time now")).to_have_count(0)


def test_the_editor_as_a_screen_reader_reads_it(open_as: OpenAs) -> None:
    """Names and roles of the accessibility tree, not of the markup: every field says its day and its side."""
    page = open_as("agent")
    page.goto("/profile/availability")
    monday = page.get_by_role("group", name="Monday")
    expect(monday).to_match_aria_snapshot(
        """
        - group "Monday":
          - textbox "Monday, from"
          - textbox "Monday, to"
          - button "Remove these hours on Monday"
          - button "Add hours on Monday"
          - button "Copy to weekdays"
        """
    )
    for day in ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
        group = page.get_by_role("group", name=day)
        expect(group.get_by_label(f"{day}, from").first).to_be_attached()
        expect(group.get_by_role("button", name=f"Add hours on {day}")).to_be_visible()
    expect(page.get_by_role("combobox", name="Time zone")).to_have_accessible_description(
        "All hours below are in this zone."
    )
    expect(page.get_by_role("button", name="Save my hours")).to_have_count(1)
    week = page.get_by_role("region", name="Your next seven days")
    expect(week).to_match_aria_snapshot(
        """
        - region "Your next seven days":
          - heading "Your next seven days" [level=2]
          - paragraph: /work shifts .* Times are in Manila/
          - navigation "Weeks"
          - group: My week in words
        """
    )


def test_the_editor_by_keyboard_and_the_weeks_to_come(open_as: OpenAs) -> None:
    page = open_as("agent")
    page.goto("/profile/availability")
    monday = page.get_by_role("group", name="Monday")
    monday.get_by_role("button", name="Add hours on Monday").focus()
    page.keyboard.press("Enter")
    fields = monday.get_by_label("Monday, from")
    expect(fields.last).to_be_focused()
    before = page.locator('svg[data-day="mon"] .free').count()
    page.keyboard.type("0130AM")
    monday.get_by_label("Monday, to").last.focus()
    page.keyboard.type("0230AM")
    expect(page.locator('svg[data-day="mon"] .free')).to_have_count(before + 1)
    page.get_by_role("link", name="Week after").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile(r"\d+ \w+ to "))).to_be_visible()
    expect(page).to_have_url(re.compile("week=1"))
    expect(fields.last).to_have_value("01:30"), "what was typed is not lost"
    expect(page.locator('svg[data-day="mon"] .free')).to_have_count(before + 1)
    page.get_by_text("My week in words").click()
    expect(page.get_by_text(re.compile(r"work \d\d:\d\d–")).first).to_be_visible()
    _sound(page, "availability")


def test_a_calendar_and_a_file_of_ones_own(open_as: OpenAs) -> None:
    page = open_as("agent")
    page.goto("/profile/availability/shifts")
    _sound(page, "own-shifts")
    page.get_by_label("Address of the calendar").fill("https://calendar.example.org/private-0123/basic.ics")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Calendar on calendar.example.org/…")).to_be_visible()
    assert "private-0123" not in page.content()
    tomorrow = f"{datetime.now(UTC) + timedelta(days=2):%Y-%m-%d}"
    table = f"date,start,end\n{tomorrow},02:00,03:00\n".encode()
    page.get_by_label("File", exact=True).set_input_files({"name": "s.csv", "mimeType": "text/csv", "buffer": table})
    page.get_by_role("button", name="Look at the shifts").click()
    expect(page.get_by_role("heading", name="1 shift would be added")).to_be_visible()
    _sound(page, "own-check")
    page.get_by_role("button", name="Import these shifts").click()
    expect(page.get_by_text("Your shifts are here.")).to_be_visible()
