"""What the fields of a Do-it record mean here. Pure."""

from typing import Any

from volunteer_match.integrations.concepts import find_credential, find_skill, first_cause
from volunteer_match.integrations.do_it.extended import find_instant, find_number, find_object_id
from volunteer_match.integrations.durations import LONGEST_MINUTES, parse_minutes
from volunteer_match.integrations.moments import moment_of
from volunteer_match.integrations.needs import FlagCode, ImportedPartner
from volunteer_match.integrations.options import ReadOptions
from volunteer_match.integrations.review import Review
from volunteer_match.integrations.timing import Span

CAUSES = {
    # The labels of Do-it, with the cause of the standard that means the same.
    "Young People & Children": "YouthAndChildren",
    "Health and social care": "Health",
    "Sustainability, heritage and environment": "Environment",
    "Art and culture": "ArtsAndCulture",
    "Sports, art and culture": "SportOutdoorActivities",
    "Crisis and Welfare": "DevelopmentEmergencyRelief",
    "Older people": "OlderPeople",
    "Animal welfare": "AnimalWelfare",
}
MINORS_LABEL = "Young People & Children"
AGES = {"+14": 14, "+16": 16, "+18": 18, "+21": 21}
PLACES_WITHOUT_LIMIT = 50
"""Do-it says that a need has no limit; places are numbers here."""
Fields = dict[str, Any]


def fields_of(value: Any) -> Fields:
    return value if isinstance(value, dict) else {}


def labels_of(value: Any) -> list[str]:
    options = value if isinstance(value, list) else []
    names = (fields_of(option).get("displayName") for option in options)
    return [name.strip() for name in names if isinstance(name, str) and name.strip()]


def cause_of(labels: list[str]) -> str:
    """The first label that means a cause of this catalogue, or ""."""
    return first_cause(CAUSES.get(label, label) for label in labels)


def _is(value: Any, word: str) -> bool | None:
    return value.strip().casefold() == word if isinstance(value, str) and value.strip() else None


def remote_marks(record: Fields, activity: Fields) -> tuple[bool | None, ...]:
    """Whether it is online, and whether place and attendance say "from home"; None where a mark is silent."""
    online = record.get("isOnline")
    return (
        online if isinstance(online, bool) else None,
        _is(activity.get("locationOption"), "from home"),
        _is(activity.get("attendanceType"), "home"),
    )


def spans_of(record: Fields, places: int | None, options: ReadOptions) -> tuple[list[Span], int]:
    """The interval of the record, if it has an end, and how many of its dates can't be read.

    A start alone says that something is under way, not when it happens.
    """
    raw = (record.get("startDate"), record.get("endDate") or record.get("dueDate"))
    instants = [find_instant(value) for value in raw]
    moments = [moment_of(instant, options.zone) if instant else None for instant in instants]
    unreadable = sum(value is not None and moment is None for value, moment in zip(raw, moments, strict=True))
    start, end = moments
    return ([Span(start, end, places)] if end and not unreadable else []), unreadable


def places_of(record: Fields, review: Review) -> int | None:
    number = find_number(record.get("volunteerNumber"))
    if number is not None and 1 <= number <= 10_000:
        return int(number)
    if record.get("isVolunteerNumberLimited") is False:
        return PLACES_WITHOUT_LIMIT
    review.note(FlagCode.PLACES_UNKNOWN)
    return None


def minutes_needed(activity: Fields) -> int | None:
    """`targetAmount` is in seconds where the unit is the hour; "hours a week" and steps are no total."""
    unit = fields_of(activity.get("measurementUnitSummary")).get("singularLabel")
    seconds = find_number(activity.get("targetAmount")) or 0
    if unit == "Hour" and 60 <= seconds <= LONGEST_MINUTES * 60:
        return int(seconds // 60)
    return parse_minutes(activity.get("durationInHours"), "h")


def requirements(labels: list[str], review: Review) -> tuple[int | None, tuple[str, ...]]:
    """The minimum age and the credentials; what has no place here is flagged by its label."""
    ages = [AGES[label] for label in labels if label in AGES]
    credentials: list[str] = []
    for label in labels:
        if label in AGES or label == "None":
            continue
        if credential := find_credential(label):
            credentials.append(credential)
        else:
            review.note(FlagCode.REQUIREMENT_NOT_MAPPED, review.line(label))
    return max(ages, default=None), tuple(dict.fromkeys(credentials))


def partner_of(record: Fields, activity: Fields) -> ImportedPartner | None:
    """None where it has no name. What is amiss in its texts is no matter of the need, so it isn't flagged there."""
    organisation, review = fields_of(activity.get("organizationSubDocument")), Review()
    name = review.line(organisation.get("name"))
    source_id = find_object_id(record.get("organization")) or find_object_id(organisation.get("_id")) or name
    if not name:
        return None
    return ImportedPartner(
        source_id=source_id,
        name=name,
        description=review.text(organisation.get("purpose") or organisation.get("description")),
        website=review.link(organisation.get("websiteLink")),
        cause=cause_of(labels_of(organisation.get("causeOptions"))),
    )


def wishes(activity: Fields, review: Review) -> tuple[tuple[str, ...], str]:
    """The free-text requirements: those that are skills of the catalogue, and all of them as a list to read."""
    raw = activity.get("volunteerRequirements")
    lines = [line for value in (raw if isinstance(raw, list) else []) if (line := review.line(value))]
    skills = tuple(dict.fromkeys(skill for line in lines if (skill := find_skill(line))))
    return skills, "\n".join(f"• {line}" for line in dict.fromkeys(lines))
