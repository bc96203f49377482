"""Who may decide on a proof, and when. Pure."""

from dataclasses import dataclass

from volunteer_match.glossary import Verdict
from volunteer_match.refusals import Refusal


class VerificationRefusal(Refusal):
    """Why a decision was refused."""

    OWN = "Nobody verifies their own proofs. Another coordinator has to."
    CHANGED = "This has changed since you looked. Look again, then decide."
    NO_REASON = "Say why, so that they can put it right."
    EXPIRED = "This has already ended, so it can't be verified."


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """One decision that is asked for. `is_as_seen`: the proof is what the coordinator looked at."""

    is_own: bool
    is_as_seen: bool
    is_expired: bool
    verdict: Verdict
    reason: str


def judge_decision(facts: DecisionFacts) -> VerificationRefusal | None:
    """None if the decision may be made."""
    if facts.is_own:
        return VerificationRefusal.OWN
    if not facts.is_as_seen:
        return VerificationRefusal.CHANGED
    if facts.verdict is Verdict.VERIFIED:
        return VerificationRefusal.EXPIRED if facts.is_expired else None
    return None if facts.reason.strip() else VerificationRefusal.NO_REASON
