"""Everybody concerned is told once of everything, and no news is lost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from tests.matches.life.rows import News, part_in, rule_of, taken_back
from volunteer_match.extensions import db
from volunteer_match.glossary import HOLDS_PLACE, MatchState, Move
from volunteer_match.matches.models import Match, MatchEvent
from volunteer_match.matches.move_rule import Audience, Who
from volunteer_match.matches.moves import MOVES, UNDOES
from volunteer_match.notifications.models import InboxNotice
from volunteer_match.opportunities.models import OpportunityEvent
from volunteer_match.organisations.models import PartnerMember

Told = Counter[tuple[str, int, str]]
"""Cause, account and kind of notices."""
DELAY = timedelta(seconds=30)
ALONE = frozenset({Move.PROMOTE, Move.HAND_OVER, Move.COVER})
"""Moves that are each told by themselves; others of one decision about one agent and need are told together."""

REOPENED = next(rule.tells for rule in MOVES if rule.move is Move.REOPEN and MatchState.APPROVED in rule.from_states)
"""What is told when somebody was approved and is so no more by an undo."""


@dataclass
class Telling:
    """Which moves were told together, by each of their events."""

    groups: dict[int, tuple[int, ...]] = field(default_factory=dict)
    stopped: set[int] = field(default_factory=set)

    def check(self, news: News, now: datetime) -> None:
        groups = self._group(news.events)
        told: Told = Counter(
            (notice.cause, notice.account_id, notice.kind)
            for notice in news.notices
            if notice.cause.startswith("match-event:")
        )
        due = Counter(self._expected(groups, now))
        assert told == due, f"not everybody concerned was told once: missing {due - told}, too much {told - due}"
        self._no_news_is_lost(news)
        _inviters_hear_who_did_not_answer(news)
        for change in news.changes:
            _change_is_spread(change, news, now)

    def _group(self, events: list[MatchEvent]) -> list[list[MatchEvent]]:
        together: dict[Any, list[MatchEvent]] = {}
        for event in events:
            match, is_alone = event.match, event.move in ALONE or _is_clash(event)
            is_alone = is_alone or (event.move in (Move.WITHDRAW, Move.RESCIND) and event.actor_id is None)
            rest = event.id if is_alone else rule_of(event).tells
            together.setdefault((match.agent_id, match.opportunity_id, event.move, event.actor_id, rest), []).append(
                event
            )
        for group in together.values():
            self.groups.update(dict.fromkeys((event.id for event in group), tuple(event.id for event in group)))
        return list(together.values())

    def _expected(self, groups: list[list[MatchEvent]], now: datetime) -> Iterator[tuple[str, int, str]]:
        for group in groups:
            first = group[0]
            tells = rule_of(first).tells
            if first.move in UNDOES and self._is_silent(group, now):
                tells = REOPENED if _loses_approval(group) else ()
            for audience, kind in tells:
                is_clash = _is_clash(first) and audience is Audience.AGENT
                for account_id in _audience(audience, first) - {first.actor_id}:
                    yield f"match-event:{first.id}", account_id, "session-clashes" if is_clash else kind.value

    def _is_silent(self, group: list[MatchEvent], now: datetime) -> bool:
        """Whether all of what is undone is undone as it was told, and nobody had heard of it, though they would."""
        undone = {before.id: before for event in group if (before := taken_back(event)) is not None}
        leaders = {self.groups[number][0] for number in undone}
        is_whole = all(number in undone for leader in leaders for number in self.groups[leader])
        is_early = all(now < event.at + DELAY for event in undone.values())
        causes = [f"match-event:{leader}" for leader in leaders]
        told = db.session.scalar(select(InboxNotice.id).where(InboxNotice.cause.in_(causes)).limit(1))
        return is_whole and is_early and told is not None

    def _no_news_is_lost(self, news: News) -> None:
        """A notice is only stopped when everything that it spoke of has moved on."""
        moved = {before.id for event in news.events if (before := taken_back(event)) is not None}
        stopped = select(InboxNotice).where(
            InboxNotice.stopped_at.is_not(None), InboxNotice.cause.like("match-event:%")
        )
        for notice in db.session.scalars(stopped):
            if notice.id not in self.stopped:
                self.stopped.add(notice.id)
                spoken_of = self.groups[int(notice.cause.removeprefix("match-event:"))]
                assert moved.issuperset(spoken_of), "a notice was stopped that told of something else too"


def _loses_approval(group: list[MatchEvent]) -> bool:
    """Whether the undo leads those who were approved before to less than that."""
    undone = [taken_back(event) for event in group]
    was_approved = any(event is not None and event.from_state is MatchState.APPROVED for event in undone)
    return was_approved and group[0].to_state is not MatchState.APPROVED


def _is_clash(event: MatchEvent) -> bool:
    """Partners here return nobody but whoever is promised elsewhere at a new time."""
    return event.move is Move.RETURN and part_in(event) is Who.PARTNER


def _audience(audience: Audience, event: MatchEvent) -> set[int]:
    match = event.match
    if audience is Audience.AGENT:
        return {match.agent_id}
    if audience is Audience.PARTNER:
        members = select(PartnerMember.account_id).where(PartnerMember.partner_id == match.opportunity.partner_id)
        return set(db.session.scalars(members))
    inviter = _inviter(match)
    return set() if inviter is None else {inviter}


def _inviter(match: Match) -> int | None:
    return db.session.scalar(
        select(MatchEvent.actor_id)
        .where(MatchEvent.match_id == match.id, MatchEvent.move == Move.INVITE)
        .order_by(MatchEvent.id.desc())
        .limit(1)
    )


def _inviters_hear_who_did_not_answer(news: News) -> None:
    unanswered = Counter(
        (_inviter(event.match), event.match.opportunity.title)
        for event in news.events
        if event.move is Move.LAPSE and event.from_state is MatchState.INVITED
    )
    told = [notice for notice in news.notices if notice.kind == "invitations-unanswered"]
    heard = {(notice.account_id, notice.params["title"]): notice.params["unanswered"] for notice in told}
    assert len(told) == len(heard), "told twice of who did not answer"
    assert heard == dict(unanswered), "inviters were not told how many did not answer"


def _change_is_spread(change: OpportunityEvent, news: News, now: datetime) -> None:
    """Who holds a place is asked (or has to give it back), or told; who is invited or waits is told of new times."""
    concerned = [
        match
        for match in db.session.scalars(select(Match).where(Match.opportunity_id == change.opportunity_id))
        if match.id in news.before
    ]
    if change.move == "session-moved":
        moved = {row["key"] for row in change.changes}
        concerned = [match for match in concerned if match.session.public_id in moved]
        others = [one for one in concerned if news.before[one.id] in (MatchState.INVITED, MatchState.WAITLISTED)]
        assert _told(news, "session-moved") == Counter({one.agent_id for one in others}), "not told of the new time"
    elif not change.changes:
        return
    held = [match for match in concerned if news.before[match.id] in HOLDS_PLACE and _is_ahead(match, now)]
    if change.move == "session-moved" or any(row["old"] is None or row["new"] > row["old"] for row in change.changes):
        answered = {event.match_id for event in news.events if event.move is Move.ASK_AGAIN or _is_clash(event)}
        assert answered == {match.id for match in held}, "whoever promised was not asked again"
    else:
        assert _told(news, "need-changed") == Counter({match.agent_id for match in held}), "not told of the change"


def _told(news: News, kind: str) -> Counter[int]:
    return Counter(notice.account_id for notice in news.notices if notice.kind == kind)


def _is_ahead(match: Match, now: datetime) -> bool:
    begins = match.starts_at or match.opportunity.deadline
    return begins is None or begins > now
