"""The board of a challenge: it follows by itself while somebody looks, stops by itself, and works without script."""

from datetime import UTC, datetime

from playwright.sync_api import expect
from sqlalchemy import select

from tests.challenges.boards.crowd import Crowd
from tests.journeys.checks import axe_faults, width_faults
from tests.journeys.conftest import PHONE, OpenAs
from tests.journeys.site import Site
from tests.journeys.steps import tab_to
from tests.journeys.test_notices import FOCUSED, HIDE, STATUS, WATCH_STATUS
from tests.world import World
from volunteer_match.challenges.closing import close
from volunteer_match.challenges.models import Challenge, Participation
from volunteer_match.challenges.queries import find_participation
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import ConsentKind
from volunteer_match.people.models import Account
from volunteer_match.recognition.consents.actions import withdraw_consent

TITLE = "Lights out"


def begin() -> str:
    """Three teams of six; `agent` is in the second, which is behind. The address of the board."""
    begin_write(db.session)
    agent = db.session.execute(select(Account).where(Account.email == "agent@demo.test")).scalar_one()
    withdraw_consent(agent, ConsentKind.BOARDS, datetime.now(UTC))
    world = World(datetime.now(UTC).replace(microsecond=0), {"agent": agent.id}, {"northwind": agent.company_id})
    crowd = Crowd(world)
    crowd.open(goal=600_000, title=TITLE)
    site = crowd.site("Porto Novo")
    for name in ("Ahead", "Behind", "Further behind"):
        team = crowd.team(site, name, 6)
    crowd.add(site, crowd.people[6].team, name="agent")
    for number, one in enumerate(crowd.people):
        crowd.log(one, 20_000 - 500 * number)
    assert team.name == "Further behind"
    return f"/challenges/{crowd.challenge.public_id}/board"


def challenge() -> Challenge:
    return db.session.execute(select(Challenge).where(Challenge.title == TITLE)).scalar_one()


def own() -> Participation:
    agent = db.session.execute(select(Account).where(Account.email == "agent@demo.test")).scalar_one()
    found = find_participation(challenge(), agent.id)
    assert found is not None
    return found


def log_much() -> None:
    begin_write(db.session)
    Crowd(World(datetime.now(UTC))).log(own(), 200_000)


def end() -> None:
    begin_write(db.session)
    close(challenge(), None, datetime.now(UTC))


def test_a_board_follows_and_stops_by_itself(site: Site, open_as: OpenAs) -> None:
    address: list[str] = []
    site.change(lambda: address.append(begin()))
    page = open_as("agent", viewport=PHONE, color_scheme="dark")
    page.clock.install()
    page.goto(address[0])
    assert axe_faults(page) + width_faults(page) == []
    page.wait_for_selector("board-poll:defined")
    # The bell asks too, and a clock that leaps past its patience would have it complain.
    page.evaluate("document.querySelector('inbox-poll').remove()")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/board/news" in request.url else None)
    page.evaluate(WATCH_STATUS)
    page.get_by_role("link", name="In all").focus()
    focus = page.evaluate(FOCUSED)
    expect(page.get_by_text("Your team is at place 2.")).to_be_visible()
    with page.expect_response("**/board/news**") as answer:
        page.clock.run_for(2_000)
    assert answer.value.status == 204, "nothing new"
    site.change(log_much)
    with page.expect_response("**/board/news**") as answer:
        page.clock.run_for(3_000)
    assert answer.value.status == 200
    expect(page.locator("[data-own]")).to_have_text("Your team is at place 1.")
    assert page.evaluate(STATUS) == ["Your team is at place 1."], "said once, and only what is one's own"
    assert page.evaluate(FOCUSED) == focus, "a look by itself takes no focus"
    page.evaluate(HIDE, True)
    so_far = len(asked)
    page.clock.run_for(600_000)
    assert len(asked) == so_far, "nobody looks, so nothing is asked"
    site.change(end)
    page.evaluate(HIDE, False)
    with page.expect_response("**/board/news**"):
        page.clock.run_for(2_000)
    expect(page.get_by_role("heading", name="Final standing")).to_be_visible()
    so_far = len(asked)
    page.clock.run_for(600_000)
    assert len(asked) == so_far, "what is final is not asked for again"


def test_one_s_own_name_by_keyboard_and_without_script(site: Site, open_as: OpenAs) -> None:
    address: list[str] = []
    site.change(lambda: address.append(begin()))
    page = open_as("agent", viewport=PHONE)
    page.goto(address[0])
    tab_to(page, "People")
    page.keyboard.press("Enter")
    page.wait_for_url("**board=people**")
    tab_to(page, "Show my name and place")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Take my name off")).to_be_visible()
    assert axe_faults(page) + width_faults(page) == []
    plain = open_as("agent", java_script_enabled=False)
    plain.goto(address[0])
    plain.get_by_role("link", name="People").click()
    plain.get_by_role("button", name="Take my name off").click()
    expect(plain.get_by_text("nobody else sees this")).to_be_visible()
    plain.get_by_role("link", name="Sites").click()
    expect(plain.get_by_text("Your site is at place 1.")).to_be_visible()
