"""The custom elements: what they add, and that they keep their promises to hands, eyes and ears."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser
WEEK = "week-preview svg[data-day='{}'] .free"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(timezone_id="Asia/Manila", reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_a_toast_is_announced_and_stays_as_long_as_undo(page: Page, address: str) -> None:
    page.clock.install()
    page.goto(f"{address}/styleguide/for-you?toast=1")
    toast = page.locator("toast-undo:defined")
    expect(toast).to_be_visible()
    page.clock.run_for(1_000)
    expect(page.get_by_role("status")).to_have_text("Claimed. Waiting for approval.")
    page.clock.run_for(28_000)
    expect(toast).to_be_visible()
    toast.get_by_role("button", name="Undo").focus()
    page.clock.run_for(60_000)
    expect(toast).to_be_visible()
    page.locator("h1").click()
    page.clock.run_for(31_000)
    expect(toast).to_have_count(0)


def test_closing_a_toast_leaves_focus_on_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide/for-you?toast=1")
    close = page.locator("toast-undo:defined").get_by_role("button", name="Close this message")
    close.focus()
    page.keyboard.press("Escape")
    expect(close).to_have_count(0)
    expect(page.locator("#main")).to_be_focused()


def test_a_menu_closes_by_escape_and_by_a_press_elsewhere(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide/for-you")
    page.wait_for_selector("pop-menu:defined")
    menu = page.locator(".filters details").first
    summary = menu.locator("summary")
    summary.click()
    menu.get_by_label("Tutoring").focus()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    summary.click()
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


def test_keys_press_their_buttons_but_not_while_typing(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide/approvals")
    page.wait_for_selector("shortcut-keys:defined")
    page.wait_for_selector("dialog-opener:defined")
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("#2$"))
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys on this page")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    page.evaluate("document.querySelector('.case header').innerHTML += '<input id=typing aria-label=x>'")
    page.locator("#typing").press("?")
    expect(dialog).not_to_be_visible()


def test_keys_can_be_turned_off(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide/approvals")
    page.wait_for_selector("shortcut-keys:defined")
    page.evaluate("document.querySelector('shortcut-keys').dataset.shortcuts = 'off'")
    page.keyboard.press("j")
    assert "#" not in page.url


def test_errors_take_focus_when_the_page_arrives(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Choose one.").click()
    expect(page.locator("input[name=format]").first).to_be_focused()


def test_a_password_can_be_seen(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide")
    page.wait_for_selector("show-password:defined")
    field = page.locator("#fine-password")
    field.fill("correct horse battery")
    page.get_by_role("button", name="Show password").first.click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide password").click()
    expect(field).to_have_attribute("type", "password")


def test_the_zone_is_guessed_and_the_guess_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide")
    expect(page.locator("#fine-zone")).to_have_value("Asia/Manila")
    expect(page.get_by_text("Guessed from your browser")).to_be_visible()


def test_rows_are_added_and_removed_with_focus_in_place(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide")
    page.wait_for_selector("repeat-rows:defined")
    form = page.get_by_role("form", name="Skills")
    form.get_by_role("button", name="Add a skill").click()
    added = form.locator("#fine-skills-2-skill")
    expect(added).to_be_focused()
    form.get_by_role("button", name="Remove this skill").nth(2).click()
    expect(added).to_have_count(0)
    expect(form.locator("#fine-skills-1-skill")).to_be_focused()


def test_the_week_redraws_as_hours_change(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide")
    page.wait_for_selector("week-preview:defined")
    page.wait_for_selector("repeat-rows:defined")
    page.get_by_role("button", name="Add hours on Tuesday").click()
    page.get_by_label("Tuesday, from").fill("22:00")
    page.get_by_label("Tuesday, to").fill("02:00")
    late, early = page.locator(WEEK.format("tue")), page.locator(WEEK.format("wed"))
    expect(late).to_have_attribute("y", "110")
    expect(late).to_have_attribute("height", "10")
    expect(early).to_have_attribute("y", "0")
    expect(early).to_have_attribute("height", "10")


def test_the_typeahead_is_a_combobox(page: Page, address: str) -> None:
    page.goto(f"{address}/styleguide")
    page.wait_for_selector("skill-typeahead:defined")
    box = page.get_by_role("combobox", name="Skill").first
    # The sample of a message on this page is announced first, or its words would stand where the count is looked for.
    expect(page.get_by_role("status")).not_to_be_empty()
    box.press_sequentially("math")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text(re.compile("^2 suggestions"))
    box.press("ArrowDown")
    box.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(box).to_have_value("Mathematics for adults")
    expect(options).to_have_count(0)
    box.fill("li")
    page.get_by_role("option", name="Listening").click()
    expect(box).to_have_value("Listening")


def test_what_was_typed_before_the_typeahead_arrived_is_suggested_too(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/skill-typeahead.js", lambda route: held.append(route))
    with page.expect_request("**/skill-typeahead.js"):
        page.goto(f"{address}/styleguide", wait_until="commit")
    page.get_by_label("Skill", exact=True).first.press_sequentially("math")
    held[0].continue_()
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(2)
