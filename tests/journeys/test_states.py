"""Pages in the states that a visit alone does not show: menus and dialogs open, something claimed, something wrong."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import IS_QUICK
from tests.journeys.checks import axe_faults, bring_axe, width_faults
from tests.journeys.conftest import PHONE, OpenAs
from tests.journeys.site import Site
from tests.journeys.test_every_page import addresses_of

Act = Callable[[Page], object]


def _claim(page: Page) -> None:
    page.locator(".opportunity-acts form button").first.click()
    expect(page.locator(".toast")).to_be_visible()


def _approve(page: Page) -> None:
    page.locator("[data-key=a]").click()
    expect(page.locator(".toast")).to_be_visible()


def _suggest(page: Page) -> None:
    page.locator("skill-typeahead input").press_sequentially("teach")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()


def _open_keys(page: Page) -> None:
    page.evaluate("customElements.whenDefined('dialog-opener').then(() => true)")
    page.locator("[data-dialog=keys]").click()
    expect(page.locator("dialog")).to_be_visible()


def _add_row(page: Page) -> None:
    page.evaluate("customElements.whenDefined('repeat-rows').then(() => true)")
    page.locator("[data-add]").first.click()


def _click(selector: str) -> Act:
    return lambda page: page.locator(selector).first.click()


STATES: dict[str, tuple[str | None, str, Act]] = {
    "account menu": ("agent", "/opportunities", _click("pop-menu summary, .account summary")),
    "filter menu": ("agent", "/opportunities", _click(".filters summary, form[role=search] summary, details summary")),
    "near misses": ("agent", "/opportunities", _click("details.near-list summary")),
    "claimed": ("agent", "/opportunities", _claim),
    "suggestions": ("agent", "/profile/skills", _suggest),
    "keys": ("coordinator", "/approvals", _open_keys),
    "reasons": ("coordinator", "/approvals", _click("details.return-box summary")),
    "approved": ("coordinator", "/approvals", _approve),
    "refusing": ("coordinator", "/verifications", _click(".decide details summary")),
    "password shown": (None, "/sign-in", _click("show-password button")),
    "one row more": ("partner", "", _add_row),
}


LOOKS = [
    (state, scheme)
    for place, state in enumerate(STATES)
    for scheme in (("light", "dark")[place % 2 :][:1] if IS_QUICK else ("light", "dark"))
]
"""`make test` sees each state in one look, the other with `make everything`."""


@pytest.mark.parametrize("state, scheme", LOOKS)
def test_state(open_as: OpenAs, site: Site, state: str, scheme: str) -> None:
    who, address, act = STATES[state]
    if not address:
        address = next(each for each in addresses_of(site, who) if each.endswith("/edit/who"))
    options = {"viewport": PHONE, "pseudo": True} if scheme == "dark" else {}
    page = open_as(who, color_scheme=scheme, **options)
    page.goto(address)
    act(page)
    assert axe_faults(page) + width_faults(page) == []


FILLED = "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea"
ENDS = re.compile("deletion|sessions|password-reset$")


@pytest.mark.parametrize("who", (None, "agent", "partner", "coordinator", "admin"))
def test_every_form_with_its_errors(open_as: OpenAs, site: Site, who: str | None) -> None:
    """Everything is emptied and sent: what is wrong is told first, has focus, and passes axe; or it was optional.

    `make test` sends every second form.
    """
    page = bring_axe(open_as(who, color_scheme="dark" if who in ("partner", "admin") else "light", viewport=PHONE))
    faults = []
    for address in addresses_of(site, who, only_new=True)[:: 2 if IS_QUICK else 1]:
        if ENDS.search(address) or "styleguide" in address:
            continue
        page.goto(address)
        if page.locator("main form[novalidate]").count():
            faults += [f"{address}: {fault}" for fault in _send_empty(page)]
    assert faults == []


def _send_empty(page: Page) -> list[str]:
    form = page.locator("main form[novalidate]").first
    form.evaluate("(form, filled) => form.querySelectorAll(filled).forEach(each => each.value = '')", FILLED)
    main_button = form.locator("button:not([tabindex='-1'], [formaction], [name], [type=button])").first
    with page.expect_navigation() as navigation:
        main_button.evaluate("button => button.click()")
    answer = navigation.value
    if answer is None or answer.status != 422:
        return [] if answer is None or answer.status in (200, 409) else [f"answers {answer.status}"]
    found = axe_faults(page) + width_faults(page)
    if not page.title().startswith("Error:"):
        found.append("the title does not say that something is wrong")
    if not page.evaluate("document.activeElement?.closest('.error-summary') !== null"):
        found.append("the error summary has no focus")
    return found
