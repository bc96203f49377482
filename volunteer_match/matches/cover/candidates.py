"""Who could stand in: first those who wait for this session, then the company's best by the ranking of matching."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.asks import asked_lately
from volunteer_match.matches.cover.models import CoverAsk, CoverRequest
from volunteer_match.matches.eligibility import need_without, read_standing
from volunteer_match.matches.facts.opportunities import opportunity_facts
from volunteer_match.matches.models import Match
from volunteer_match.matches.ranking import best_besides
from volunteer_match.matching.engine import Ranked
from volunteer_match.matching.facts import OpportunityFacts
from volunteer_match.people.models import Account

FIRST_LOOK = 50
MOST_WAITING = 20
"""So many of a waitlist are looked at, longest waiting first; each is judged by itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who passes every gate for this session. `ranked` is None for who waits for it."""

    account: Account
    ranked: Ranked | None


def candidates(match: Match, now: datetime, most: int) -> list[Candidate]:
    """Up to `most` people for the place of `match`, best first: nobody twice, nobody who was asked often enough this
    week or in an open search for this match already, nobody who has to do with the session otherwise.
    """
    company = match.agent.account.company
    assert company is not None, "only employees of a company volunteer"
    asked = _asked(match)
    found = [Candidate(account, None) for account in _waiting(match, now, asked, company.asks_per_week)][:most]
    barred = asked | _involved(match)
    for ranked in _ranked(match, now, company.asks_per_week):
        if len(found) == most:
            break
        account = db.session.execute(select(Account).where(Account.public_id == ranked.agent)).scalar_one()
        if account.id not in barred:
            found.append(Candidate(account, ranked))
    return found


def need_for(match: Match, now: datetime) -> OpportunityFacts:
    """The need as it would be if only this session were open, with the place of `match` free."""
    facts = need_without(opportunity_facts([match.opportunity_id], now)[match.opportunity_id], [match])
    chosen = tuple(one for one in facts.sessions if one.id == match.session.public_id)
    return replace(facts, sessions=tuple(replace(one, places=max(one.places, 1)) for one in chosen))


def _asked(match: Match) -> set[int]:
    open_ones = select(CoverRequest.id).where(CoverRequest.match_id == match.id, CoverRequest.ended_at.is_(None))
    return set(db.session.scalars(select(CoverAsk.agent_id).where(CoverAsk.request_id.in_(open_ones))))


def _involved(match: Match) -> set[int]:
    """Whoever has a match with this session, open or ended: they decided about it, or somebody did."""
    return set(db.session.scalars(select(Match.agent_id).where(Match.session_id == match.session_id)))


def _waiting(match: Match, now: datetime, asked: set[int], cap: int) -> Iterator[Account]:
    """Of the same company, longest waiting first."""
    accounts = list(
        db.session.scalars(
            select(Account)
            .join(Match, Match.agent_id == Account.id)
            .where(
                Match.session_id == match.session_id,
                Match.company_id == match.company_id,
                Match.state == MatchState.WAITLISTED,
                Account.id.not_in(asked),
            )
            .order_by(Match.state_since, Match.id)
            .limit(MOST_WAITING)
        )
    )
    lately = asked_lately([account.id for account in accounts], now)
    for account in accounts:
        standing = read_standing(account, match.opportunity, now, besides=[match]).without_cap()
        if lately.get(account.id, 0) < cap and standing.passes(match.session):
            yield account


def _ranked(match: Match, now: datetime, cap: int) -> Iterator[Ranked]:
    """The company's best without those who were asked often enough; looks deeper only as far as somebody asks for."""
    need, company = need_for(match, now), match.agent.account.company
    assert company is not None, "only employees of a company volunteer"
    seen, top = 0, FIRST_LOOK
    while True:
        found = best_besides(need, company, match.agent_id, now, top)
        yield from (one for one in found[seen:] if one.adjustment.count < cap)
        if len(found) < top:
            return
        seen, top = top, top * 4
