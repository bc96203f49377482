"""An agent asks to look at an absence again, and a coordinator decides. Each is safe when sent twice, never commits."""

from datetime import datetime

from volunteer_match.audit.actions import record
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.absences.models import Absence
from volunteer_match.matches.absences.noting import find_standing
from volunteer_match.matches.absences.rules import AbsenceFacts, AbsenceRefusal, refusal_of_appeal
from volunteer_match.matches.absences.telling import tell_coordinators
from volunteer_match.matches.actions import complete
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.models import Match
from volunteer_match.matches.places import lock_agents
from volunteer_match.matches.rules import MatchRefusal
from volunteer_match.matches.telling import match_params
from volunteer_match.notifications.actions import notify
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.models import Account
from volunteer_match.refusals import Refused


def facts_of(absence: Absence | None) -> AbsenceFacts | None:
    if absence is None:
        return None
    return AbsenceFacts(absence.noted_at, absence.match.is_excused, absence.appealed_at is not None)


def _standing(match: Match) -> Absence | None:
    lock_agents([match.agent_id])
    db.session.refresh(match)
    return find_standing(match.id)


def appeal(match: Match, words: str, actor: Account, now: datetime) -> None:
    """The agent says what happened; the coordinators are told. Sent twice, the first words stay."""
    if match.agent_id != actor.id:
        raise Refused(MatchRefusal.NOT_YOURS)
    absence = _standing(match)
    refusal = refusal_of_appeal(facts_of(absence), now)
    if refusal is AbsenceRefusal.SAID_ALREADY and absence is not None and absence.appeal_words in ("", words):
        absence.appeal_words = words
        return
    if refusal or absence is None:
        raise Refused(refusal or AbsenceRefusal.NOT_MISSED)
    absence.appealed_at, absence.appeal_words = now, words
    tell_coordinators(absence, now)


def _deciding(absence: Absence, actor: Account) -> Match:
    match = absence.match
    lock_agents([match.agent_id])
    db.session.refresh(match)
    db.session.refresh(absence)
    if match.agent_id == actor.id:
        raise Refused(MatchRefusal.OWN_CLAIM)
    if absence.taken_back_at is not None or match.state is not MatchState.NO_SHOW:
        raise Refused(AbsenceRefusal.NOT_MISSED)
    return match


def excuse(absence: Absence, words: str, actor: Account, now: datetime) -> None:
    """It stays noted, and counts against nobody."""
    match = _deciding(absence, actor)
    if absence.decided_at is not None and match.is_excused:
        return
    match.is_excused = True
    _decide(absence, words, actor, now, NoticeKind.ABSENCE_EXCUSED)


def keep(absence: Absence, words: str, actor: Account, now: datetime) -> None:
    """It stays as it was noted. What a coordinator decided once, another may still decide the other way."""
    match = _deciding(absence, actor)
    if absence.decided_at is not None and not match.is_excused:
        return
    match.is_excused = False
    _decide(absence, words, actor, now, NoticeKind.ABSENCE_KEPT)


def _decide(absence: Absence, words: str, actor: Account, now: datetime, kind: NoticeKind) -> None:
    match = absence.match
    absence.decided_at, absence.decided_by_id, absence.decision_words = now, actor.id, words
    note_change("agent", match.agent_id, now)
    record(f"absence.{'excuse' if match.is_excused else 'keep'}", actor, now, subject=match)
    db.session.flush()
    path, cause = f"/matches/{match.public_id}", f"absence-decision:{absence.public_id}"
    notify(match.agent.account, kind, match_params(match), path, now, cause=cause)


def were_there(absence: Absence, words: str, actor: Account, now: datetime) -> None:
    """The agent was there after all: the note is taken back, and the match is done."""
    match = _deciding(absence, actor)
    absence.decided_at, absence.decided_by_id, absence.decision_words = now, actor.id, words
    complete(match, actor, now)
