"""The board on its pages: wired into joining, logging and closing; asked for again; one's own name on it."""

import re

from sqlalchemy import select

from tests.challenges.deeds import ChallengeDeeds, kwh
from tests.matches.acts import transaction
from tests.matches.browsing import SignIn
from volunteer_match.challenges.boards.models import Standing
from volunteer_match.challenges.closing import close
from volunteer_match.extensions import db
from volunteer_match.glossary import BoardKind, ChallengeForm

FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
PEOPLE = ("agent", "colleague", "one", "two", "three", "four")


def in_a_team(deeds: ChallengeDeeds) -> str:
    """Six people of one team take part in a contest, and all but one have logged; the address of its board."""
    for name in PEOPLE[2:]:
        deeds.add_volunteer(name)
    made = deeds.opened(form=ChallengeForm.CONTEST, goal=100_000)
    for number, name in enumerate(PEOPLE):
        with transaction():
            profile = deeds.account(name).profile
            assert profile is not None
            profile.site_id, profile.team_id = deeds.world.ids["northwind_site"], deeds.world.ids["northwind_team"]
        deeds.join(name)
        if number:
            deeds.log(kwh(number + 1), name=name)
    return f"/challenges/{made.public_id}/board"


def test_a_board_is_live_named_only_on_wish_and_final_at_the_end(deeds: ChallengeDeeds, signed: SignIn) -> None:
    board = in_a_team(deeds)
    agent, stranger = signed("agent"), signed("stranger")
    shown = agent.get(board.removesuffix("/board")).get_data(as_text=True)
    assert "Your team is at place 1." in shown
    assert "3.33" in shown, "20 kWh of six people"
    assert stranger.get(board).status_code == stranger.get(f"{board}/news", headers=FRAGMENT).status_code == 404
    seen = re.search(r'name="seen" value="(\d+)"', shown)
    assert seen
    news = f"{board}/news?seen={seen[1]}&board=teams&by=total"
    assert agent.get(news, headers=FRAGMENT).status_code == 204
    deeds.log(kwh(4), name="agent")
    answer = agent.get(news, headers=FRAGMENT)
    assert (answer.status_code, "24.00" in answer.get_data(as_text=True)) == (200, True)
    people = f"{board}?board=people"
    assert "You would be at place 1; nobody else sees this." in agent.get(people).get_data(as_text=True)
    assert agent.send(f"{board}/name", {}).status_code == 303
    assert signed("colleague").send(f"{board}/name", {}).status_code == 303
    told = agent.get(people).get_data(as_text=True)
    assert "You are at place 1, with 4 kWh." in told
    assert "Colleague S." in told
    assert signed("colleague").send("/account/consents", {"shown": []}).status_code == 303
    assert "Colleague S." not in agent.get(people).get_data(as_text=True), "withdrawn there, it holds here at once"
    with transaction():
        close(deeds.challenge, deeds.account("coordinator"), deeds.world.now)
    final = agent.get(news, headers=FRAGMENT).get_data(as_text=True)
    assert "Final standing" in final
    assert "data-asks" not in final, "the page asks no more"
    assert "You are at place 1, with 4 kWh." in agent.get(people).get_data(as_text=True)
    rows = db.session.execute(select(Standing.board, Standing.place, Standing.total).order_by(Standing.id)).all()
    assert (BoardKind.TEAMS, 1, 24_000) in rows
    assert (BoardKind.PEOPLE, 1, 4_000) in rows
    agent.send(f"{board}/name/removal", {})
    assert "Agent S." not in re.sub(
        r"<header.*?</header>", "", agent.get(people).get_data(as_text=True), flags=re.DOTALL
    )
