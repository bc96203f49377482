"""Every form that creates something has one effect when it is sent twice."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.at_once import all_at_once
from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.availability.models import AvailabilityException
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.matches import actions
from volunteer_match.matches.models import Claim, Concern, Match, MatchEvent, Message
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.models import Opportunity, OpportunitySession
from volunteer_match.organisations.models import Partner, PartnerVerification, Site, Team
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.models import AccountInvitation
from volunteer_match.people.profile.models import AgentLanguage, AgentSkill, Block, Credential
from volunteer_match.web.access import signed_in
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
WHEN = {
    "day": "2030-05-06",
    "start": "18:00",
    "weeks": "2",
    "minutes": "60",
    "places": "1",
    "time_zone": "Europe/London",
}
GUEST = {"email": "new@example.org", "given_name": "Nu", "family_name": "", "role": "agent", "team": ""}
CASES: dict[str, tuple[str, str, dict[str, str], type[Any]]] = {
    "message": ("partner", "/matches/{match}/messages", {"body": "Thank you!"}, Message),
    "concern": ("agent", "/concerns/new", {"match": "{match}", "category": "other", "body": "So and so."}, Concern),
    "draft": ("partner", "/opportunities/new", {"template": "maths-with-a-child"}, Opportunity),
    "copy": ("partner", "/opportunities/{need}/copies", {}, Opportunity),
    "sessions": ("partner", "/opportunities/{need}/edit/when", WHEN, OpportunitySession),
    "claim": ("colleague", "/opportunities/{need}/claims", {"session": "{session}"}, Claim),
    "place on the waitlist": ("colleague", "/opportunities/{full}/waitlist", {"session": "{taken}"}, Claim),
    "invitation": (
        "coordinator",
        "/opportunities/{need}/invitations",
        {"agent": "{colleague}", "session": "{session}"},
        Match,
    ),
    "block": ("coordinator", "/people/{agent}/blocks", {"kind": "captioning", "reason": "A talk is due."}, Block),
    "verdict": ("coordinator", "/partners/{partner}/refusal", {"reason": "Not registered."}, PartnerVerification),
    "credential": ("agent", "/profile/credentials", {"kind": "background-check", "reference": "NBI 1"}, Credential),
    "language": ("agent", "/profile/languages", {"tag": "pl", "level": "4"}, AgentLanguage),
    "skill": ("agent", "/profile/skills", {"skill": "Patience", "level": "2"}, AgentSkill),
    "day off": (
        "agent",
        "/profile/availability/exceptions",
        {"day": "2030-05-06", "change": "off"},
        AvailabilityException,
    ),
    "guest": ("admin", "/administration/invitations", GUEST, AccountInvitation),
    "colleague": ("partner", "/partner/members/invitations", {"email": "new@example.org"}, AccountInvitation),
    "site": ("admin", "/administration/sites", {"name": "Cairo", "country": "EG", "time_zone": "Africa/Cairo"}, Site),
    "team": ("admin", "/administration/sites/{site}/teams", {"name": "Manila Red"}, Team),
    "catalogue": ("admin", "/administration/skills", {"name_en": "Juggling", "group": "tutoring-sciences"}, Skill),
}


@pytest.fixture
def places(app: Application, world: World) -> dict[str, str]:
    """What the addresses name: a need with a free place, and one whose only place the agent has claimed."""
    with app.app_context():
        begin_write(db.session)
        need, full = world.add_opportunity("fractions", places=2), world.add_opportunity("full")
        session = full.sessions[0]
        actions.claim(world.account("agent"), full, [session.public_id], "", world.now)
        found = {
            "need": need.public_id,
            "session": need.sessions[0].public_id,
            "full": full.public_id,
            "taken": session.public_id,
            "match": db.session.scalars(select(Match.public_id)).one(),
            "partner": db.session.get_one(Partner, world.ids["open_desk"]).public_id,
            "site": str(db.session.get_one(Site, world.ids["northwind_site"]).public_id),
            **{name: world.account(name).public_id for name in ("agent", "colleague")},
        }
        db.session.commit()
    return found


def _count(app: Application, table: type[Any]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize(("name", "path", "form", "table"), CASES.values(), ids=CASES)
def test_sent_twice_it_is_there_once(
    app: Application,
    as_: As,
    places: dict[str, str],
    name: str,
    path: str,
    form: dict[str, str],
    table: type[Any],
) -> None:
    client, before = as_(name), _count(app, table)
    client.get("/account")
    token = client.token
    sent = {field: value.format(**places) for field, value in form.items()} | {"csrf_token": token}
    answers = [client.post(path.format(**places), data=sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    events = _count(app, MatchEvent), _count(app, InboxNotice)
    assert _count(app, table) == before + (2 if table is OpportunitySession else 1)
    assert client.post(path.format(**places), data=sent).status_code == 303
    assert events == (_count(app, MatchEvent), _count(app, InboxNotice))


def _thanks(client: CheckedClient, match: str) -> int:
    return client.send(f"/matches/{match}/messages", {"body": "Thank you!"}).status_code


def test_the_same_words_on_a_page_that_was_fetched_anew_are_new(
    app: Application, as_: As, places: dict[str, str]
) -> None:
    client = as_("partner")
    for _ in range(2):
        client.get(f"/matches/{places['match']}")
        assert _thanks(client, places["match"]) == 303
    assert _count(app, Message) == 2


def test_who_sent_it_twice_is_told(as_: As, places: dict[str, str]) -> None:
    client = as_("partner")
    for _ in range(2):
        _thanks(client, places["match"])
    assert "kept once" in client.get(f"/matches/{places['match']}").text


def _press_at_once(app: Application, client: CheckedClient, match: str) -> list[int]:
    """A double click: two windows of one browser with one form."""
    cookie = client.get_cookie("volunteer_match")
    assert cookie is not None
    form = {"body": "Thank you!", "csrf_token": client.token}

    def press() -> int:
        again = app.test_client()
        again.set_cookie("volunteer_match", cookie.value)
        return again.post(f"/matches/{match}/messages", data=form).status_code

    return all_at_once([press] * 4)


def test_sent_at_the_same_moment_it_is_there_once(app: Application, as_: As, places: dict[str, str]) -> None:
    assert _press_at_once(app, as_("partner"), places["match"]) == [303] * 4
    assert _count(app, Message) == 1


def test_negative_control_without_keys_it_is_there_more_than_once(
    app: Application, as_: As, places: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = app.view_functions["matches.send_message"].__wrapped__  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "matches.send_message", signed_in(bare))
    _press_at_once(app, as_("partner"), places["match"])
    assert _count(app, Message) == 4
