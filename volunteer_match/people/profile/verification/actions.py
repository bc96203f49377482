"""Decisions on credentials and language levels."""

from datetime import datetime, timedelta

from volunteer_match.audit.actions import record
from volunteer_match.glossary import Verdict
from volunteer_match.matches.changes import note_change
from volunteer_match.matches.proofs.actions import reopen_resting_on, return_resting_on
from volunteer_match.notifications.actions import notify, stop_notices
from volunteer_match.notifications.kinds import NoticeKind
from volunteer_match.people.models import Account
from volunteer_match.people.profile.models import Credential
from volunteer_match.people.profile.queries import local_today
from volunteer_match.people.profile.rules import Expiry, expiry_of
from volunteer_match.people.profile.verification.queries import Proof, stamp_of
from volunteer_match.people.profile.verification.rules import DecisionFacts, judge_decision
from volunteer_match.refusals import Refused
from volunteer_match.web.application import settings

NOTICES = {
    (Credential.__name__, Verdict.VERIFIED): NoticeKind.CREDENTIAL_VERIFIED,
    (Credential.__name__, Verdict.REFUSED): NoticeKind.CREDENTIAL_REFUSED,
    ("AgentLanguage", Verdict.VERIFIED): NoticeKind.LANGUAGE_VERIFIED,
    ("AgentLanguage", Verdict.REFUSED): NoticeKind.LANGUAGE_REFUSED,
}


def decide(proof: Proof, verdict: Verdict, reason: str, actor: Account, now: datetime, *, seen: str) -> int:
    """Verifies or refuses what was looked at (`seen` is its stamp). The same decision twice is one. Raises Refused.

    Returns how many matches a refusal has ended, because they rested on this.
    """
    if proof.verdict is verdict and proof.decided_by_id == actor.id:
        return 0
    account = proof.agent.account
    refusal = judge_decision(
        DecisionFacts(
            is_own=proof.agent_id == actor.id,
            is_as_seen=seen == stamp_of(proof),
            is_expired=isinstance(proof, Credential)
            and expiry_of(proof.expires_on, local_today(account, now)) is Expiry.EXPIRED,
            verdict=verdict,
            reason=reason,
        )
    )
    if refusal is not None:
        raise Refused(refusal)
    proof.verdict, proof.refusal = verdict, reason.strip() if verdict is Verdict.REFUSED else ""
    proof.decided_by_id, proof.decided_at = actor.id, now
    note_change("agent", proof.agent_id, now)
    record(f"{word_of(proof)}.{verdict.value}", actor, now, subject=proof, agent=account.public_id)
    _tell(proof, verdict, now)
    return return_resting_on(proof, actor, now) if verdict is Verdict.REFUSED else 0


def reopen(proof: Proof, actor: Account, now: datetime) -> None:
    """Undo: it waits again, and what was not yet sent about it is not sent. Raises Refused for one's own.

    Matches that a refusal ended a moment ago wait again too; those that rest on a yes are kept while it waits.
    """
    if proof.verdict is None:
        return
    facts = DecisionFacts(proof.agent_id == actor.id, True, False, Verdict.VERIFIED, "")
    if (refusal := judge_decision(facts)) is not None:
        raise Refused(refusal)
    if proof.verdict is Verdict.REFUSED:
        reopen_resting_on(proof, actor, now)
    proof.verdict, proof.refusal, proof.decided_by_id, proof.decided_at = None, "", None, None
    stop_notices(_cause(proof), now)
    note_change("agent", proof.agent_id, now)
    record(f"{word_of(proof)}.reopened", actor, now, subject=proof, agent=proof.agent.account.public_id)


def word_of(proof: Proof) -> str:
    """ "credential" or "language", for the audit log."""
    return "credential" if isinstance(proof, Credential) else "language"


def _cause(proof: Proof) -> str:
    return f"verification:{proof.public_id}"


def _tell(proof: Proof, verdict: Verdict, now: datetime) -> None:
    subject = {"credential": proof.kind} if isinstance(proof, Credential) else {"language": proof.tag}
    room = "credentials" if isinstance(proof, Credential) else "languages"
    notify(
        proof.agent.account,
        NOTICES[type(proof).__name__, verdict],
        {**subject, "reason": proof.refusal},
        f"/profile/{room}/{proof.public_id}",
        now,
        delay=timedelta(seconds=settings().notice_delay_seconds),
        cause=_cause(proof),
    )
