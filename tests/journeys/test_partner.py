"""The partner's way: post a need from a template, publish it, see who is coming, cancel; with script and without."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.journeys.conftest import OpenAs
from tests.journeys.site import Site
from tests.journeys.steps import Counted, focused, tab_to
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import Opportunity
from volunteer_match.people.models import Account

WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", (True, False), ids=("script", "no-script"))
MOST_FIELDS = 12


def _post(person: Counted) -> None:
    """From a template to a published need, filling only what a partner must decide."""
    page = person.page
    page.goto("/opportunities/new")
    person.click(page.get_by_role("button", name=re.compile("^Use this .*(?i:maths)")).first)
    person.fill("Title", "Fractions on Thursday evenings")
    person.fill("How people join", "A link comes the day before; ask for Ruth.")
    person.click(page.get_by_role("button", name="Save and continue").last)
    second_adult = page.get_by_role("textbox", name="Second adult")
    if second_adult.count():
        person.fields += 1
        second_adult.fill("Ruth Thomas")
    person.click(page.get_by_role("button", name="Save and continue").last)
    person.fill("Date", (datetime.now(UTC).date() + timedelta(days=21)).isoformat())
    person.fill("Start", "18:00")
    person.click(page.get_by_role("button", name="Save and continue").last)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and publish")
    person.click(page.get_by_role("button", name="Publish"))


@WITH_AND_WITHOUT_SCRIPT
def test_a_need_from_a_template_asks_for_at_most_twelve_fields(open_as: OpenAs, *, script: bool) -> None:
    person = Counted(open_as("partner", java_script_enabled=script))
    _post(person)
    page = person.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Fractions on Thursday evenings")
    expect(page.get_by_text("Published", exact=True).first).to_be_visible()
    assert person.fields <= MOST_FIELDS
    page.get_by_role("link", name="My needs").first.click()
    expect(page.get_by_role("link", name="Fractions on Thursday evenings").first).to_be_visible()


@WITH_AND_WITHOUT_SCRIPT
def test_a_forgotten_answer_is_told_at_its_field_and_nothing_typed_is_lost(open_as: OpenAs, *, script: bool) -> None:
    page = open_as("partner", java_script_enabled=script)
    page.goto("/opportunities/new")
    page.get_by_role("button", name=re.compile("^Use this")).first.click()
    page.get_by_label("Title").fill("")
    page.get_by_label("How people join").fill("Ask for Ruth.")
    page.get_by_role("button", name="Save and continue").last.click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("How people join")).to_have_value("Ask for Ruth.")
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Title")).to_be_focused()


def _need_with_people() -> tuple[str, str]:
    """The address of a need of partner@demo.test that somebody is coming to, and a first name."""
    account = db.session.scalar(select(Account).where(Account.email == "partner@demo.test"))
    assert account is not None
    assert account.membership is not None
    match = db.session.scalars(
        select(Match).where(
            Match.opportunity.has(Opportunity.partner_id == account.membership.partner_id),
            Match.state == MatchState.APPROVED,
            Match.opportunity.has(Opportunity.state == "published"),
        )
    ).first()
    assert match is not None
    return f"/opportunities/{match.opportunity.public_id}", match.agent.account.given_name


def test_who_is_coming_is_seen_printed_and_shows_no_private_contact(open_as: OpenAs, site: Site) -> None:
    address, name = site.ask(_need_with_people)
    page = open_as("partner")
    page.goto(address)
    page.get_by_role("link", name="Who is coming").first.click()
    expect(page.get_by_role("main")).to_contain_text(name)
    page.get_by_role("link", name="A page to print").click()
    expect(page.get_by_role("main")).to_contain_text(name)
    assert "@" not in page.get_by_role("main").inner_text()


@WITH_AND_WITHOUT_SCRIPT
def test_cancelling_asks_for_a_reason_and_tells_those_who_come(open_as: OpenAs, site: Site, *, script: bool) -> None:
    address, _ = site.ask(_need_with_people)
    page = open_as("partner", java_script_enabled=script)
    page.goto(f"{address}/cancellation")
    page.get_by_role("button", name="Cancel the need").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label("Reason").fill("The school is closed that week.")
    page.get_by_role("button", name="Cancel the need").click()
    expect(page.get_by_text("Cancelled", exact=True).first).to_be_visible()
    left = site.ask(lambda: _open_matches(address))
    assert left == 0


def _open_matches(address: str) -> int:
    """Those whose session has not begun: what is on goes on."""
    public_id = address.rsplit("/", 1)[-1]
    is_open = Match.state.in_((MatchState.APPROVED, MatchState.PENDING, MatchState.INVITED, MatchState.WAITLISTED))
    is_ahead = Match.starts_at.is_(None) | (Match.starts_at > datetime.now(UTC))
    matches = select(Match).where(Match.opportunity.has(Opportunity.public_id == public_id), is_open, is_ahead)
    return len(db.session.scalars(matches).all())


def test_posting_with_the_keyboard_only(open_as: OpenAs) -> None:
    page = open_as("partner")
    page.goto("/opportunities/new")
    tab_to(page, "Use this")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What do you need?")
    for label, text in (("Title", "Reading aloud"), ("How people join", "Ask for Ruth.")):
        _type(page, label, text)
    tab_to(page, "Save and continue")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who do you need?")
    page.wait_for_load_state("networkidle")
    tab_to(page, "Add a skill")
    page.keyboard.press("Enter")
    expect(page.locator("[data-row]:last-child").get_by_label("Skill", exact=True).first).to_be_focused()
    focused(page)
    page.keyboard.insert_text("lisening")  # asked for once: no later answer takes the place of the one that is read
    expect(page.get_by_role("option", name="Active listening")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_value(re.compile("listening", re.IGNORECASE))


def _type(page: Page, label: str, text: str) -> None:
    tab_to(page, label)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
