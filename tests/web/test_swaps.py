"""After htmx swaps a part of a page: focus has a sensible place, new elements work, and silence is told."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser
FORM = """
  <div id="region"><form action="/swap" method="post" data-hx-post="/swap" data-hx-target="#region">
    <button class="button" type="submit">Send</button></form></div>
"""


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page with one form that htmx sends; each test says what comes back."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/styleguide/post-a-need")
    page.evaluate("html => { document.querySelector('.form').outerHTML = html; }", FORM)
    page.evaluate("htmx.process(document.getElementById('region'))")
    yield page
    context.close()


def _answers(page: Page, html: str, status: int = 200) -> None:
    def fulfil(route: Route) -> None:
        route.fulfill(status=status, content_type="text/html", body=html)

    page.route("**/swap", fulfil)


def test_focus_that_was_swapped_away_goes_to_the_new_heading(page: Page) -> None:
    _answers(page, "<h2>Saved</h2><p>Thank you.</p>")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Saved")).to_be_focused()


def test_content_that_asks_for_focus_gets_it(page: Page) -> None:
    _answers(page, "<h2>A</h2><h2 data-focus='always' tabindex='-1'>The next case</h2>")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="The next case")).to_be_focused()


def test_a_faulty_form_is_swapped_in_and_its_summary_focused(page: Page) -> None:
    _answers(page, "<div class='error-summary' tabindex='-1' autofocus data-focus>Look again</div>", status=422)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".error-summary")).to_be_focused()


def test_an_element_that_arrives_by_a_swap_works(page: Page) -> None:
    _answers(
        page,
        "<p>Claimed</p><hx-partial hx-target='#toasts' hx-swap='innerHTML'><toast-undo><div class='toast'>"
        "<p>Claimed.</p><button type='button' class='button quiet' data-close hidden>Close</button></div></toast-undo>"
        "</hx-partial>",
    )
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status")).to_have_text("Claimed.")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("toast-undo")).to_have_count(0)


def test_no_answer_is_told_and_forgotten_with_the_next_attempt(page: Page) -> None:
    page.route("**/swap", lambda route: route.abort())
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("No answer came back.")
    expect(page.get_by_role("button", name="Send")).to_be_focused()
    page.unroute("**/swap")
    _answers(page, "<h2>Saved</h2>")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_empty()
