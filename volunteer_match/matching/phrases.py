"""What matching has to say, as codes with parameters. `words` turns them into a reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Code(StrEnum):
    """Every statement there is. `words.MESSAGES` says each in English and shows its parameters."""

    ALL_OF = "all-of"
    SKILL_AT = "skill-at"
    SKILL_ABSENT = "skill-absent"
    SKILL_TOO_LOW = "skill-too-low"
    SKILL_TO_ADD = "skill-to-add"
    SKILL_MET = "skill-met"
    SKILL_PREFERRED = "skill-preferred"
    SKILL_WANTED = "skill-wanted"
    SKILL_PREFERRED_LOW = "skill-preferred-low"
    SKILL_PREFERRED_ABSENT = "skill-preferred-absent"
    SKILLS_OPEN = "skills-open"
    LANGUAGE_AT = "language-at"
    LANGUAGE_VERIFIED = "language-verified"
    LANGUAGE_ABSENT = "language-absent"
    LANGUAGE_TOO_LOW = "language-too-low"
    LANGUAGE_UNVERIFIED = "language-unverified"
    LANGUAGE_TO_ADD = "language-to-add"
    LANGUAGE_MET = "language-met"
    LANGUAGE_MET_VERIFIED = "language-met-verified"
    LANGUAGE_PREFERRED = "language-preferred"
    LANGUAGE_PREFERRED_LOW = "language-preferred-low"
    LANGUAGE_PREFERRED_ABSENT = "language-preferred-absent"
    LANGUAGES_OPEN = "languages-open"
    CREDENTIAL_THROUGH = "credential-through"
    CREDENTIAL_HELD = "credential-held"
    CREDENTIAL_UNTIL = "credential-until"
    CREDENTIAL_ABSENT = "credential-absent"
    CREDENTIAL_TO_ADD = "credential-to-add"
    CREDENTIAL_ENDS = "credential-ends"
    AGE_AT_LEAST = "age-at-least"
    AGE_BELOW = "age-below"
    AGE_UNKNOWN = "age-unknown"
    AGE_TOO_LOW = "age-too-low"
    AGE_TO_ADD = "age-to-add"
    SESSION_AT = "session-at"
    SESSION_ANY = "session-any"
    SESSIONS_NONE = "sessions-none"
    FREE_THEN = "free-then"
    FREE_PARTLY = "free-partly"
    NOT_FREE_THEN = "not-free-then"
    NOT_FREE = "not-free"
    FREE_FROM = "free-from"
    FREE_UNTIL = "free-until"
    AVAILABILITY_TO_ADD = "availability-to-add"
    WORKS = "works"
    WORKS_AND_RESTS = "works-and-rests"
    BUSY = "busy"
    HOURS_BEFORE = "hours-before"
    HOURS_ANY_TIME = "hours-any-time"
    HOURS_FREE = "hours-free"
    HOURS_FREE_OR_MORE = "hours-free-or-more"
    HOURS_FREE_FOR = "hours-free-for"
    HOURS_FREE_FOR_OR_MORE = "hours-free-for-or-more"
    HOURS_NOT_ASKED = "hours-not-asked"
    HOURS_SHORT = "hours-short"
    DEADLINE_PASSED = "deadline-passed"
    WEEKLY_LIMIT = "weekly-limit"
    PENDING_CAP = "pending-cap"
    WEEKLY_LEFT = "weekly-left"
    PENDING = "pending"
    OWN_LIMIT_REACHED = "own-limit-reached"
    COMPANY_LIMIT_REACHED = "company-limit-reached"
    PENDING_CAP_REACHED = "pending-cap-reached"
    GOOD_STANDING = "good-standing"
    INACTIVE = "inactive"
    RETURNED = "returned"
    BLOCKED = "blocked"
    TO_REACTIVATE = "to-reactivate"
    TO_ASK_COORDINATOR = "to-ask-coordinator"
    SESSIONS_ALL = "sessions-all"
    SESSIONS_DOABLE = "sessions-doable"
    INTEREST_CHOSEN = "interest-chosen"
    INTEREST_SERVED = "interest-served"
    INTEREST_NONE = "interest-none"
    ATTENDED = "attended"
    NO_RECORD = "no-record"
    ASKED_LATELY = "asked-lately"
    CONNECTED_LATELY = "connected-lately"


_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One statement. Parameters are levels, dates, instants, minutes, counts and keys, never words.

    `ALL_OF` has one parameter, `of`: a tuple of phrases, the strongest first.
    """

    code: Code
    params: Mapping[str, object] = field(default_factory=lambda: _NOTHING)

    @property
    def leaves(self) -> tuple["Phrase", ...]:
        """The single statements in it, the strongest first."""
        of = self.params.get("of")
        return of if isinstance(of, tuple) else (self,)


def phrase(code: Code, /, **params: object) -> Phrase:
    return Phrase(code, params)


def all_of(phrases: Sequence[Phrase]) -> Phrase | None:
    """One phrase for several; None for none."""
    if len(phrases) > 1:
        return Phrase(Code.ALL_OF, {"of": tuple(phrases)})
    return phrases[0] if phrases else None
