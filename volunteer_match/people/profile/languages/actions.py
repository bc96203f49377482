"""Writes of the languages of one profile."""

from datetime import datetime

from volunteer_match.extensions import db
from volunteer_match.glossary import Verdict
from volunteer_match.matches.changes import note_change
from volunteer_match.people.profile.models import AgentLanguage, AgentProfile


def set_language(profile: AgentProfile, tag: str, level: int, evidence: str | None, now: datetime) -> AgentLanguage:
    """The language at that level (1 to 7); `evidence` None leaves what is there.

    What a coordinator decided holds for the level they saw, so another level has to be verified anew. A refused one
    waits again as soon as there is other evidence.
    """
    entry = next((known for known in profile.languages if known.tag == tag), None)
    if entry is None:
        entry = AgentLanguage(agent_id=profile.account_id, tag=tag, level=level, evidence="")
        profile.languages.append(entry)
    is_other_evidence = evidence is not None and evidence != entry.evidence
    if level != entry.level or (entry.verdict is Verdict.REFUSED and is_other_evidence):
        entry.verdict, entry.refusal, entry.decided_by_id, entry.decided_at = None, "", None, None
    entry.level = level
    if evidence is not None:
        entry.evidence = evidence
    db.session.flush()
    note_change("agent", profile.account_id, now)
    return entry


def remove_language(profile: AgentProfile, entry: AgentLanguage, now: datetime) -> None:
    """Takes the language away, and its verification with it."""
    profile.languages.remove(entry)
    note_change("agent", profile.account_id, now)
