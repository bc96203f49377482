"""The pages of proposals: chosen needs, the comparison, invitations by need or by line, and the way back."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.checked_client import CheckedClient
from tests.matches.acts import Acts, transaction
from tests.matches.browsing import HTMX, SignIn
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches import actions as matches
from volunteer_match.matches.proposing.figures import Figures, Side
from volunteer_match.matches.proposing.models import Proposal

LINE = re.compile(r'name="line" value="([^"]+)"')
UNDO = re.compile(r'action="(/proposals/[^"]+/rescission)"')


def _propose(acts: Acts, signed: SignIn, *needs: str) -> tuple[CheckedClient, str]:
    client = signed("second_coordinator")
    response = client.send("/proposals", {"need": [acts.world.ids[need] for need in needs]})
    assert response.status_code == 303
    return client, response.location


def test_from_the_board_to_an_invitation_and_back(acts: Acts, signed: SignIn) -> None:
    acts.add_need(places=2)
    client = signed("second_coordinator")
    assert 'href="/proposals/new"' in client.get("/opportunities").get_data(as_text=True)
    html = client.get("/proposals/new").get_data(as_text=True)
    assert "1 need with free places" in html
    assert "2 places free" in html
    made = client.send("/proposals", {"need": re.findall(r'name="need" value="([^"]+)"', html)})
    html = client.get(made.location).get_data(as_text=True)
    for words in ("fills 2 free places", "in 1 need.", "It is the best possible", "would give the same", "Fit "):
        assert words in html
    lines = LINE.findall(html)
    assert len(lines) == 2
    for _ in range(2):
        assert client.send(f"{made.location}/invitations", {"line": lines[:1]}).status_code == 303
    html = client.get(made.location).get_data(as_text=True)
    assert "1 invitation to send" in html
    assert "1 proposal" not in html
    assert UNDO.search(html)
    assert client.send(f"{made.location}/rescission").status_code == 303
    assert len(LINE.findall(client.get(made.location).get_data(as_text=True))) == 2


def test_all_of_one_need_at_once(acts: Acts, signed: SignIn) -> None:
    acts.add_need("first", places=1)
    acts.add_need("second", places=1)
    client, path = _propose(acts, signed, "first", "second")
    assert client.send(f"{path}/invitations", {"only": acts.world.ids["first"]}).status_code == 303
    html = client.get(path).get_data(as_text=True)
    assert "1 invitation to send" in html
    assert "See the match" in html


def test_a_need_with_a_claim_that_waits_is_left_out_until_asked_for(acts: Acts, signed: SignIn) -> None:
    acts.add_need(places=3)
    acts.claim()
    client = signed("second_coordinator")
    assert "No need wants people now" in client.get("/proposals/new").get_data(as_text=True)
    html = client.get("/proposals/new?waiting=yes", headers=HTMX).get_data(as_text=True)
    assert "Fractions" in html
    assert "<html" not in html
    ids = [acts.world.ids["fractions"]]
    assert client.send("/proposals", {"need": ids}).status_code == 422
    assert client.send("/proposals", {"need": ids, "waiting": "yes"}).status_code == 303


def test_needs_are_narrowed_by_kind_partner_and_date(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client = signed("second_coordinator")
    for query, is_shown in (
        ("kind=tutoring", True),
        ("kind=captioning", False),
        ("partner=zz", False),
        ("days=7", True),
    ):
        html = client.get(f"/proposals/new?{query}").get_data(as_text=True)
        assert ('name="need"' in html) is is_shown, query


def test_ticking_nothing_is_told(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client, path = _propose(acts, signed, "fractions")
    for address, words in (
        ("/proposals", "Tick at least one need."),
        (f"{path}/invitations", "Tick at least one person."),
    ):
        response = client.send(address)
        assert response.status_code == 422
        assert words in response.get_data(as_text=True)


def test_put_away_and_taken_out_again(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client, path = _propose(acts, signed, "fractions")
    assert "1 invitation to send" in client.get("/proposals/new").get_data(as_text=True)
    client.send(f"{path}/dismissal")
    assert "invitation to send" not in client.get("/proposals/new").get_data(as_text=True)
    html = client.get(path).get_data(as_text=True)
    assert "This proposal was put away" in html
    assert not LINE.findall(html)
    response = client.send(f"{path}/invitations", {"only": acts.world.ids["fractions"]})
    assert (response.status_code, "is over" in response.get_data(as_text=True)) == (409, True)
    client.send(f"{path}/restoration")
    assert len(LINE.findall(client.get(path).get_data(as_text=True))) == 1


def test_what_could_not_go_out_stands_with_its_reason(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client, path = _propose(acts, signed, "fractions")
    acts.add_volunteer("quick")
    acts.claim("quick")
    client.send(f"{path}/invitations", {"only": acts.world.ids["fractions"]})
    html = client.get(path).get_data(as_text=True)
    assert "The last place was just taken." in html
    assert "1 could not go out any more" in html
    assert acts.state("quick") is MatchState.PENDING


def test_a_need_with_nobody_leads_to_people(acts: Acts, signed: SignIn) -> None:
    acts.add_need(skill_level=4)
    client, path = _propose(acts, signed, "fractions")
    html = client.get(path).get_data(as_text=True)
    assert "Nobody could be proposed." in html
    assert f"/opportunities/{acts.world.ids['fractions']}/people" in html


FIGURES = Figures(4, 9, Side(8, 4, 640.0, 2), Side(6, 3, 480.0, 2), 0.0, 3)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "fill 2 places fewer, and add up to 25 % less fit"),
        ({"first_come": Side(9, 4, 600.0, 2)}, "fill 1 place more, and add up to 6.2 % less fit"),
        ({"first_come": Side(8, 4, 600.0, 2)}, "fill as many places, and add up to 6.2 % less fit"),
        ({"gap": 0.0123}, "within 1.23 % of the best possible"),
        ({"first_come": Side(0, 0, 0.0, 0)}, "add up to 100 % less fit"),
    ],
)
def test_the_comparison_says_what_the_figures_say(
    acts: Acts, signed: SignIn, change: dict[str, object], words: str
) -> None:
    acts.add_need()
    client, path = _propose(acts, signed, "fractions")
    with transaction():
        db.session.execute(update(Proposal).values(figures=replace(FIGURES, **change).as_values()))  # type: ignore[arg-type]
    assert words in client.get(path).get_data(as_text=True)


def test_asks_of_last_week_stand_beside_the_fit_and_flexible_time_in_words(acts: Acts, signed: SignIn) -> None:
    for name in ("colleague", "coordinator"):
        acts.busy(name)
    acts.add_need("earlier", starts_in=timedelta(days=9))
    with transaction():
        actor = acts.account("coordinator")
        matches.invite(
            acts.account("agent"), acts.need("earlier"), acts.session_ids("earlier")[0], "", actor, acts.world.now
        )
    acts.add_need("in own time", flexible=True)
    client, path = _propose(acts, signed, "in own time")
    html = client.get(path).get_data(as_text=True)
    assert "Asked 1 time in the last 7 days: order" in html
    assert "In your own time, until" in html


def test_taking_back_where_nothing_waits_is_told(acts: Acts, signed: SignIn) -> None:
    acts.add_need()
    client, path = _propose(acts, signed, "fractions")
    client.send(f"{path}/rescission")
    assert "nothing to take back" in client.get(path).get_data(as_text=True)


def test_an_agent_finds_it_in_their_data_and_nobody_else_sees_it(acts: Acts, signed: SignIn) -> None:
    acts.add_need(places=3)
    _client, path = _propose(acts, signed, "fractions")
    for name, status in (("foreign_coordinator", 404), ("agent", 404), ("partner", 404), ("coordinator", 200)):
        assert signed(name).get(path).status_code == status
    assert '"proposal_lines": [\n      {' in signed("agent").get("/account/data/download").get_data(as_text=True)
