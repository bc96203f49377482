"""The words of the field as types: one spelling for code, database, addresses and pages. Pure."""

from volunteer_match.glossary.challenges import (
    BoardKind,
    ChallengeForm,
    ChallengeState,
    EntryAct,
    EntryState,
    Measure,
)
from volunteer_match.glossary.hours import (
    HoursAct,
    HoursState,
    TimeOffAct,
    TimeOffState,
)
from volunteer_match.glossary.matches import (
    EXCUSED_REASONS,
    FINAL_RETURN_REASONS,
    HOLDS_PLACE,
    KEEPS_PLACE,
    AbsenceReason,
    CoverAnswer,
    CoverEnding,
    MatchState,
    Move,
    ReturnReason,
)
from volunteer_match.glossary.needs import (
    Format,
    Kind,
    Meeting,
    OpportunityState,
)
from volunteer_match.glossary.people import (
    BACKGROUND_CHECK,
    ConcernCategory,
    Role,
    Verdict,
)
from volunteer_match.glossary.recognition import (
    CardName,
    ConsentKind,
    KudosReason,
    KudosState,
    NameShown,
    SignedThing,
)

__all__ = [
    "BACKGROUND_CHECK",
    "EXCUSED_REASONS",
    "FINAL_RETURN_REASONS",
    "HOLDS_PLACE",
    "KEEPS_PLACE",
    "AbsenceReason",
    "BoardKind",
    "CardName",
    "ChallengeForm",
    "ChallengeState",
    "ConcernCategory",
    "ConsentKind",
    "CoverAnswer",
    "CoverEnding",
    "EntryAct",
    "EntryState",
    "Format",
    "HoursAct",
    "HoursState",
    "Kind",
    "KudosReason",
    "KudosState",
    "MatchState",
    "Measure",
    "Meeting",
    "Move",
    "NameShown",
    "OpportunityState",
    "ReturnReason",
    "Role",
    "SignedThing",
    "TimeOffAct",
    "TimeOffState",
    "Verdict",
]
