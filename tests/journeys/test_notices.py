"""Being told: the bell that counts by itself, the inbox, and the page of one's choices."""

from datetime import UTC, datetime

from playwright.sync_api import expect
from sqlalchemy import select

from tests.journeys.checks import axe_faults, width_faults
from tests.journeys.conftest import PHONE, OpenAs
from tests.journeys.site import Site
from tests.journeys.steps import tab_to
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.notifications.preferences.queries import wish_of
from volunteer_match.people.models import Account
from volunteer_match.people.sign_in.actions import end_all_sessions

PARAMS = {"title": "Ułamki bez strachu", "title_language": "pl", "partner": "Open Desk", "person": "Ana B."}
STATUS = "() => window.said"
WATCH_STATUS = """() => { window.said = [];
  new MutationObserver(() => window.said.push(document.getElementById("status").textContent))
    .observe(document.getElementById("status"), {childList: true, subtree: true}); }"""
FOCUSED = "() => document.activeElement.outerHTML.slice(0, 80)"
HIDE = """hidden => { Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
  document.dispatchEvent(new Event("visibilitychange")); }"""


def agent() -> Account:
    return db.session.execute(select(Account).where(Account.email == "agent@demo.test")).scalar_one()


def tell(kind: NoticeKind, path: str = "/commitments") -> None:
    begin_write(db.session)
    notify(agent(), kind, PARAMS, path, datetime.now(UTC))


def test_the_bell_counts_by_itself_and_says_so_once(site: Site, open_as: OpenAs) -> None:
    page = open_as("agent")
    page.clock.install()
    page.goto("/profile")
    page.wait_for_selector("inbox-poll:defined")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/inbox/count") else None)
    bell = page.locator("#inbox-count")
    before = int(bell.get_attribute("data-count") or 0)
    page.evaluate(WATCH_STATUS)
    page.locator("h1").click()
    focus = page.evaluate(FOCUSED)
    site.change(lambda: tell(NoticeKind.MATCH_APPROVED))
    page.clock.run_for(61_000)
    expect(bell).to_have_attribute("data-count", str(before + 1))
    with page.expect_response("**/inbox/count"):
        page.clock.run_for(60_000)
    assert len(page.evaluate(STATUS)) == 1, "said once, not at every look"
    assert page.evaluate(FOCUSED) == focus, "a look by itself takes no focus"
    page.evaluate(HIDE, True)
    page.clock.run_for(600_000)
    assert len(asked) == 2, "nobody looks, so nothing is asked"
    site.change(lambda: end_all_sessions(agent(), datetime.now(UTC)))
    with page.expect_response("**/inbox/count") as answer:
        page.evaluate(HIDE, False)
        page.clock.run_for(1_000)
    assert answer.value.status == 204
    page.clock.run_for(600_000)
    assert len(asked) == 3, "signed out: the page stays as it is and asks no more"
    assert page.url.endswith("/profile")


def test_inbox_and_choices_by_keyboard_on_a_small_screen(site: Site, open_as: OpenAs) -> None:
    site.change(lambda: tell(NoticeKind.MESSAGE_POSTED))
    page = open_as("agent", viewport=PHONE, color_scheme="dark")
    page.goto("/inbox")
    assert axe_faults(page) + width_faults(page) == []
    tab_to(page, "Choose what comes by e-mail")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/notices")
    assert axe_faults(page) + width_faults(page) == []
    page.get_by_label("Messages").uncheck()
    page.get_by_label("Until", exact=True).fill("21:00")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="The end has to be another time")).to_be_visible()
    assert axe_faults(page) + width_faults(page) == []
    expect(page.get_by_label("Messages")).not_to_be_checked()
    page.get_by_label("Until", exact=True).fill("07:30")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/account/notices")
    assert site.ask(lambda: [group.value for group in wish_of(agent().id).muted]) == ["messages"]
