"""Signed-in people by the hundred: rows written in bulk, cookies signed with the application's own secret."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import session
from sqlalchemy import insert

from tests.world import World
from volunteer_match.availability.models import AvailabilityWindow
from volunteer_match.extensions import db
from volunteer_match.glossary import Role
from volunteer_match.people.models import Account, SignInSession
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile, AgentSkill
from volunteer_match.people.sign_in.queries import hash_token
from volunteer_match.web.application import Application
from volunteer_match.web.csrf import masked_csrf_token

ENGLISH_C1 = 5
ADVANCED = 3


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in: the cookie of their browser, and the CSRF token that their forms carry."""

    account_id: int
    cookie: str
    csrf_token: str


def add_agents(app: Application, world: World, count: int, now: datetime) -> list[Visitor]:
    """Fresh volunteers of Northwind who are always free, speak English and teach maths; all signed in."""
    company_id = world.ids["northwind"]
    start = secrets.token_hex(6)
    accounts = [
        {
            "company_id": company_id,
            "role": Role.AGENT,
            "email": f"{start}-{number}@example.org",
            "given_name": "Agent",
            "family_name": f"Number {number}",
            "time_zone": "Asia/Manila",
            "time_zone_confirmed_at": now,
            "created_at": now,
        }
        for number in range(count)
    ]
    numbers = list(db.session.scalars(insert(Account).returning(Account.id, sort_by_parameter_order=True), accounts))
    profile = {"company_id": company_id, "is_adult": True, "guide_ended_at": now, "created_at": now}
    _insert(AgentProfile, [{"account_id": number, **profile} for number in numbers])
    always = [{"day": day, "start_minute": 0, "end_minute": 1440} for day in range(7)]
    _insert(AvailabilityWindow, [{"agent_id": number, **window} for number in numbers for window in always])
    _insert(AgentLanguage, [{"agent_id": number, "tag": "en", "level": ENGLISH_C1} for number in numbers])
    skill_id = world.skill("maths-tutoring").id
    _insert(AgentSkill, [{"agent_id": number, "skill_id": skill_id, "level": ADVANCED} for number in numbers])
    return sign_in(app, numbers, now)


def _insert(table: type[Any], rows: list[dict[str, Any]]) -> None:
    db.session.execute(insert(table), rows)


def sign_in(app: Application, account_ids: Sequence[int], now: datetime) -> list[Visitor]:
    """A sign-in session for each account, and the cookie that a browser would hold."""
    tokens = [secrets.token_urlsafe(32) for _ in account_ids]
    times = {"created_at": now, "last_seen_at": now, "expires_at": now + timedelta(days=1)}
    _insert(
        SignInSession,
        [
            {"account_id": number, "token_hash": hash_token(token), **times}
            for number, token in zip(account_ids, tokens, strict=True)
        ],
    )
    # A context of its own: inside another one the token of the first browser would be handed out again.
    with app.app_context(), app.test_request_context():
        csrf_token, kept = masked_csrf_token(), dict(session)
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return [
        Visitor(number, signer.dumps({**kept, "_user_id": token, "_fresh": True}), csrf_token)
        for number, token in zip(account_ids, tokens, strict=True)
    ]
