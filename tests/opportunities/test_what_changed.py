"""What a partner changes reaches everybody who has promised: with a question where it is more than words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.matches.acts import Acts, transaction
from tests.matches.browsing import OutsideClient
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.glossary import BACKGROUND_CHECK, Kind
from volunteer_match.matches import actions as matches
from volunteer_match.matches.proofs.actions import return_unproven
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.changing.terms import Change, Terms, Topic, compare, read_changes
from volunteer_match.opportunities.posting import actions
from volunteer_match.opportunities.posting.actions import LanguageWanted, SkillWanted, WhatValues, WhoValues
from volunteer_match.opportunities.sessions.actions import set_flexible
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]
DAY = datetime(2026, 12, 1, 23, 59, tzinfo=UTC)
TERMS = Terms({"maths": 2}, {"pl": (5, False)}, frozenset({"id"}), False, False, 60, DAY, "Title", "Text", "Link")


@pytest.mark.parametrize(
    "changed, asks",
    [
        ({"skills": {"maths": 3}}, True),
        ({"skills": {"maths": 1}}, False),
        ({"skills": {}}, False),
        ({"skills": {"maths": 2, "patience": 1}}, True),
        ({"languages": {"pl": (6, False)}}, True),
        ({"languages": {"pl": (4, True)}}, True),
        ({"languages": {"pl": (4, False)}}, False),
        ({"languages": {"pl": (5, False), "en": (1, False)}}, True),
        ({"credentials": frozenset({"id", BACKGROUND_CHECK})}, True),
        ({"credentials": frozenset()}, False),
        ({"adults_only": True}, True),
        ({"minutes": 90}, True),
        ({"minutes": 30}, False),
        ({"deadline": DAY - timedelta(days=1)}, True),
        ({"deadline": DAY + timedelta(days=1)}, False),
        ({"deadline": None}, False),
        ({"title": "Other"}, False),
        ({"description": "Other"}, False),
        ({"how_to_join": "Other"}, False),
        ({}, False),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,  # a set has another order each time
)
def test_more_is_asked_and_less_is_told(changed: dict[str, Any], asks: bool) -> None:
    changes = compare(TERMS, replace(TERMS, **changed))
    assert any(change.asks for change in changes) is asks
    assert bool(changes) is bool(changed)
    assert list(read_changes([change.as_row() for change in changes])) == list(changes)


def test_what_a_later_version_wrote_is_left_out() -> None:
    assert list(read_changes([{"topic": "smell", "key": "", "old": 1, "new": 2}])) == []


@given(
    skills=st.dictionaries(st.sampled_from("abc"), st.integers(1, 4)),
    more=st.dictionaries(st.sampled_from("abc"), st.integers(1, 4)),
)
def test_a_change_and_its_opposite_never_both_leave_people_in_peace_where_levels_differ(
    skills: dict[str, int], more: dict[str, int]
) -> None:
    here, there = replace(TERMS, skills=skills), replace(TERMS, skills=more)
    asked = [any(change.asks for change in compare(*pair)) for pair in ((here, there), (there, here))]
    assert any(asked) is (skills != more)


@pytest.fixture
def acts(app: Application, world: World) -> Iterator[Acts]:
    """The agent is approved for a flexible need, the colleague waits for a decision."""
    app.test_client_class = OutsideClient
    with app.app_context():
        made = Acts(world)
        made.add_need(flexible=True, places=3, starts_in=timedelta(days=10))
        claim = made.claim("agent")
        made.claim("colleague")
        with transaction():
            matches.approve_claim(made.the_claim(claim), made.account("coordinator"), world.now)
        yield made


def _who(acts: Acts, level: int = 2, credentials: tuple[str, ...] = (), later: int = 0) -> None:
    values = WhoValues(
        skills=[SkillWanted(acts.world.skill("maths-tutoring").id, level, True)],
        languages=[LanguageWanted("en", 4, True, False)],
        credentials=credentials,
        minimum_age=None,
        is_for_minors=False,
        second_adult="",
    )
    with transaction():
        actions.save_who(acts.need(), values, acts.account("partner"), acts.world.now + timedelta(seconds=later))


def _what(acts: Acts, later: int = 0, **words: str) -> None:
    need = acts.need()
    values = {"title": need.title, "description": need.description, "how_to_join": need.how_to_join, **words}
    with transaction():
        wish = WhatValues(
            kind=Kind.TUTORING,
            cause=need.cause,
            language=need.language,
            meeting=need.meeting,
            meeting_url=need.meeting_url,
            **values,
        )
        actions.save_what(need, wish, acts.account("partner"), acts.world.now + timedelta(seconds=later))


def told(acts: Acts, name: str) -> list[InboxNotice]:
    mine = (InboxNotice.account_id == acts.world.accounts[name], InboxNotice.stopped_at.is_(None))
    kinds = InboxNotice.kind.in_(("need-changed", "match-asked-again"))
    return list(db.session.scalars(select(InboxNotice).where(*mine, kinds).order_by(InboxNotice.id)))


def test_words_are_told_once_and_nobody_is_asked(acts: Acts, as_: SignIn) -> None:
    _what(acts, description="Two hours of maths.")
    _what(acts, later=5, how_to_join="https://meet.example.org/another")
    assert [notice.params["topics"] for notice in told(acts, "agent")] == [["description", "how-to-join"]]
    assert [notice.params["topics"] for notice in told(acts, "colleague")] == [["description"]]
    assert acts.match("agent").confirm_by is None
    pages = {
        name: as_(name).get(f"/matches/{acts.match(name).public_id}").get_data(as_text=True)
        for name in ("agent", "colleague")
    }
    assert all("Two hours of maths." in page for page in pages.values())
    assert "https://meet.example.org/another" in pages["agent"]
    assert "meet.example.org" not in pages["colleague"], "how to join is for those who are approved"


def test_more_that_is_asked_needs_a_new_yes_of_everybody(acts: Acts, as_: SignIn) -> None:
    _who(acts, level=1)
    assert [notice.kind for notice in told(acts, "agent")] == ["need-changed"]
    _who(acts, level=3, later=60)
    assert [told(acts, name)[-1].kind for name in ("agent", "colleague")] == ["match-asked-again"] * 2
    match = acts.match("agent")
    assert match.confirm_by is not None
    page = as_("agent").get(f"/matches/{match.public_id}").get_data(as_text=True)
    assert "Can you still come?" in page
    assert "Maths tutoring" in page
    assert "2 people have promised already" in as_("partner").get(
        f"/opportunities/{acts.world.ids['fractions']}/edit/who"
    ).get_data(as_text=True)


def test_who_lacks_a_new_proof_has_until_the_answer_to_show_it(acts: Acts, as_: SignIn) -> None:
    _who(acts, credentials=(BACKGROUND_CHECK,))
    with transaction():
        assert return_unproven(acts.world.now + timedelta(minutes=1)) == 0
    client, page = as_("agent"), f"/matches/{acts.match('agent').public_id}"
    assert "This stands against it" in client.get(page).get_data(as_text=True)
    assert client.send(f"{page}/confirmation").status_code == 409


def test_an_earlier_deadline_asks_and_a_later_one_does_not(acts: Acts) -> None:
    for days, asked in ((12, False), (5, True)):
        with transaction():
            need, partner = acts.need(), acts.account("partner")
            before = actions.terms_of(need)
            deadline = acts.world.now + timedelta(days=days)
            set_flexible(need, 60, deadline, "Europe/London", 3, partner, acts.world.now)
            actions.end_step(need, partner, acts.world.now, before)
        assert (acts.match("agent").confirm_by is not None) is asked
    change = next(read_changes(acts.need().events[-1].changes))
    assert isinstance(change, Change)
    assert change.topic is Topic.DEADLINE
