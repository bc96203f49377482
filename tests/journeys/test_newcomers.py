"""From an invitation to the first look at what fits; and the end of an account's access."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, OpenAs
from tests.journeys.steps import focused

WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("script", (True, False), ids=("script", "no-script"))
GUESTS = (
    "email;given_name;family_name;site;team\n"
    "lourdes@new.example;Lourdes;Reyes;Manila;Manila Blue\n"
    "tomasz@new.example;Tomasz;Wójcik;;\n"
)


def _invite_by_file(page: Page) -> str:
    """Invites two people by a file; the path of the first one's link, as the outbox shows it."""
    page.goto("/administration/invitations/file")
    page.locator("input[type=file]").set_input_files(
        {"name": "g.csv", "mimeType": "text/csv", "buffer": GUESTS.encode()}
    )
    page.get_by_role("button", name="Look at the lines").click()
    expect(page.get_by_text("2 people will be invited as agents")).to_be_visible()
    page.get_by_role("button", name="Send the invitations").click()
    page.goto("/administration/outbox")
    page.get_by_role("button", name=re.compile("lourdes@new.example")).click()
    return page.get_by_label("The link").input_value()


def _accept(page: Page, link: str) -> None:
    page.goto(re.sub(r"^https?://[^/]+", "", link))
    page.get_by_label("Time zone").select_option("Asia/Manila")
    page.get_by_label("Password").first.fill("eleven patient otters")
    page.get_by_role("button", name="Make my account").click()


@WITH_AND_WITHOUT_SCRIPT
def test_invited_by_a_file_guided_and_shown_what_fits(open_as: OpenAs, *, script: bool) -> None:
    link = _invite_by_file(open_as("admin", java_script_enabled=script))
    page = open_as(None, java_script_enabled=script, viewport=PHONE, timezone_id="Asia/Manila")
    _accept(page, link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Where are you?")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("English", exact=True).select_option("5")
    page.get_by_role("button", name="Save and go on").click()
    for box in page.get_by_role("checkbox").all()[:6]:
        box.check()
    page.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Save and go on").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("That is all we need. Here is what fits you.").first).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile(r"fits? you, best first"))).to_be_visible()


def test_the_guide_can_be_left_at_any_step(open_as: OpenAs) -> None:
    page = open_as(None)
    _accept(page, _invite_by_file(open_as("admin")))
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Leave the guide").click()
    expect(page.get_by_text("What you entered is kept.").first).to_be_visible()
    page.goto("/")
    expect(page).not_to_have_url(re.compile("/guide"))


def test_deactivation_ends_every_session_at_once(open_as: OpenAs) -> None:
    agent = open_as("agent")
    agent.goto("/opportunities")
    admin = open_as("admin")
    admin.goto("/administration/accounts?q=agent@demo.test")
    admin.get_by_role("main").get_by_role("link", name=re.compile("Maricel")).first.click()
    admin.get_by_role("button", name="Deactivate").click()
    expect(admin.get_by_role("button", name="Reactivate")).to_be_visible()
    agent.get_by_role("link", name="My commitments").click()
    expect(agent.get_by_role("heading", level=1)).to_have_text("Sign in")


@WITH_AND_WITHOUT_SCRIPT
def test_a_skill_is_added_by_a_word_that_is_spelt_wrongly(open_as: OpenAs, *, script: bool) -> None:
    page = open_as("agent", java_script_enabled=script)
    page.goto("/profile/skills")
    page.get_by_role("combobox", name="Skill", exact=True).or_(
        page.get_by_role("textbox", name="Skill", exact=True)
    ).press_sequentially("speling")
    if script:
        expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert focused(page)
    page.get_by_label("Level", exact=True).select_option("2")
    page.get_by_role("button", name="Add the skill").click()
    if not script and page.get_by_role("radio").count():
        page.get_by_role("radio").first.check()
        page.get_by_role("button", name="Add the skill").click()
    expect(page.get_by_text(re.compile("is on your profile")).first).to_be_visible()


@WITH_AND_WITHOUT_SCRIPT
def test_hours_are_changed_and_shown_in_the_week(open_as: OpenAs, *, script: bool) -> None:
    page = open_as("agent", java_script_enabled=script)
    page.goto("/profile/availability")
    day = page.get_by_role("group", name=re.compile("Sunday"))
    day.locator("input[type=time]").nth(0).fill("09:00")
    day.locator("input[type=time]").nth(1).fill("10:30")
    page.get_by_role("button", name="Save my hours").last.click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"09:00.{1,3}10:30"))
