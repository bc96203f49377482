"""The way into a session: from when, for whom, and that nobody can guess it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from tests.conftest import make_config
from tests.matches.acts import Acts, transaction
from tests.matches.browsing import SignIn
from tests.matches.conftest import acts, signed  # noqa: F401 - fixtures
from volunteer_match.config import ConfigFault
from volunteer_match.extensions import db
from volunteer_match.glossary import Meeting
from volunteer_match.matches import actions
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.meeting.rules import Door, opening
from volunteer_match.opportunities.models import Opportunity, OpportunitySession

START = datetime(2026, 11, 24, 18, tzinfo=UTC)
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.mark.parametrize(
    "minutes, door, look_again",
    [
        (-1440, Door.CLOSED, 1801),
        (-46, Door.CLOSED, 1801),
        (-45, Door.CLOSED, 1801),
        (-16, Door.CLOSED, 61),
        (-15, Door.OPEN, None),
        (0, Door.OPEN, None),
        (119, Door.OPEN, None),
        (120, Door.OVER, None),
    ],
)
def test_the_door_opens_a_quarter_of_an_hour_before(minutes: int, door: Door, look_again: int | None) -> None:
    found = opening(START, START + timedelta(hours=1), START + timedelta(minutes=minutes))
    assert (found.door, found.look_again) == (door, look_again)
    assert found.opens_at == START - timedelta(minutes=15)


def approved(acts: Acts, **columns: Any) -> str:  # noqa: F811
    acts.add_need(places=2, **columns)
    acts.claim()
    with transaction():
        claim = acts.match().claim
        assert claim is not None
        actions.approve_claim(claim, acts.account("coordinator"), acts.world.now)
    return f"/matches/{acts.match().public_id}"


def bring_forward(acts: Acts, minutes: float) -> None:  # noqa: F811
    """The session begins so many minutes from now."""
    start = datetime.now(UTC) + timedelta(minutes=minutes)
    times = {"starts_at": start, "ends_at": start + timedelta(hours=1)}
    with transaction():
        db.session.execute(update(OpportunitySession).values(**times))
        db.session.execute(update(Match).values(**times))


def test_the_partners_link_shows_when_it_is_needed(acts: Acts, signed: SignIn) -> None:  # noqa: F811
    link = "https://rooms.open-desk.example/fractions"
    path = approved(acts, meeting=Meeting.OWN, meeting_url=link)
    people = f"/opportunities/{acts.need().public_id}/people-coming"
    agent, partner, coordinator = (signed(name) for name in ("agent", "partner", "coordinator"))
    for client in (agent, partner):
        page = client.get(path).get_data(as_text=True)
        assert "The link to the meeting appears here on" in page
        assert link not in page
        assert "load delay:1801s" in page
    assert link not in partner.get(people).get_data(as_text=True)
    bring_forward(acts, 14)
    for client in (agent, partner):
        fragment = client.get(path, headers=PARTIAL).get_data(as_text=True)
        assert f'href="{link}"' in fragment
        assert "load delay" not in fragment
        assert link in client.get(path).get_data(as_text=True)
    assert link in partner.get(people).get_data(as_text=True)
    for address in (path, people):
        assert link not in coordinator.get(address).get_data(as_text=True)
    bring_forward(acts, -121)
    assert link not in agent.get(path).get_data(as_text=True)


def test_a_room_is_made_for_each_session(acts: Acts, signed: SignIn) -> None:  # noqa: F811
    approved(acts, meeting=Meeting.MADE, sessions=2)
    matches = db.session.query(Match).order_by(Match.id).all()
    with transaction():
        for number, match in enumerate(matches):
            start = datetime.now(UTC) + timedelta(minutes=5 - 60 * number)
            for row in (match, match.session):
                row.starts_at, row.ends_at = start, start + timedelta(minutes=50)
    agent = signed("agent")
    rooms = []
    for match in matches:
        page = agent.get(f"/matches/{match.public_id}").get_data(as_text=True)
        found = re.search(r'href="https://meet\.jit\.si/volunteer-match-([a-z2-7]{26})"', page)
        assert found is not None
        rooms.append(found.group(1))
    assert len(set(rooms)) == 2
    with transaction():
        actions.miss(matches[1], acts.account("partner"), datetime.now(UTC))
    assert rooms[1] not in agent.get(f"/matches/{matches[1].public_id}").get_data(as_text=True)


def test_a_partner_chooses_and_may_then_leave_out_how_to_join(acts: Acts, signed: SignIn) -> None:  # noqa: F811
    acts.add_need()
    partner, address = signed("partner"), f"/opportunities/{acts.need().public_id}/edit/what"
    words = {
        "title": "Fractions",
        "description": "An hour of maths.",
        "kind": "tutoring",
        "language": "en",
        "cause": "",
    }
    bad = partner.send(address, {**words, "how_to_join": "", "meeting": "own", "meeting_url": "javascript:alert(1)"})
    assert bad.status_code == 422
    assert "Enter the whole link" in bad.get_data(as_text=True)
    assert partner.send(address, {**words, "how_to_join": "", "meeting": "described"}).status_code == 422
    assert partner.send(address, {**words, "how_to_join": "", "meeting": "made"}).status_code == 303
    db.session.expire_all()
    assert acts.need().meeting is Meeting.MADE
    assert "checked" in partner.get(address).get_data(as_text=True)
    link = "https://meet.example.org/a"
    assert partner.send(address, {**words, "meeting": "own", "meeting_url": link}).status_code == 303
    found = db.session.query(Opportunity.meeting, Opportunity.meeting_url).one()
    assert found == (Meeting.OWN, link)


@pytest.mark.parametrize("pattern", ["https://meet.example.org/", "https://{room}.example.org/", "meet/{room}"])
def test_a_pattern_without_a_room_is_refused(pattern: str) -> None:
    with pytest.raises(ConfigFault, match="MEETING_PATTERN"):
        make_config("sqlite:///x", MEETING_PATTERN=pattern)
