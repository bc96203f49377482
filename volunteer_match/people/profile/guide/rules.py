"""The steps of the guide, and the hours that it offers ready-made. Pure."""

from enum import StrEnum

from volunteer_match.availability.rules import WeeklyWindow


class Step(StrEnum):
    """In the order that they are asked."""

    ZONE = "zone"
    LANGUAGES = "languages"
    SKILLS = "skills"
    HOURS = "hours"
    INTERESTS = "interests"


STEPS = tuple(Step)


def step_after(step: Step) -> Step | None:
    """None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


class Preset(StrEnum):
    """Stretches of a week that many people are free in."""

    WEEKDAY_MORNINGS = "weekday-mornings"
    WEEKDAY_AFTERNOONS = "weekday-afternoons"
    WEEKDAY_EVENINGS = "weekday-evenings"
    WEEKEND_MORNINGS = "weekend-mornings"
    WEEKEND_AFTERNOONS = "weekend-afternoons"
    WEEKEND_EVENINGS = "weekend-evenings"


_WEEKDAYS, _WEEKEND = range(5), range(5, 7)
_MORNING, _AFTERNOON, _EVENING = (8, 12), (12, 17), (18, 22)
_STRETCHES = {
    Preset.WEEKDAY_MORNINGS: (_WEEKDAYS, _MORNING),
    Preset.WEEKDAY_AFTERNOONS: (_WEEKDAYS, _AFTERNOON),
    Preset.WEEKDAY_EVENINGS: (_WEEKDAYS, _EVENING),
    Preset.WEEKEND_MORNINGS: (_WEEKEND, _MORNING),
    Preset.WEEKEND_AFTERNOONS: (_WEEKEND, _AFTERNOON),
    Preset.WEEKEND_EVENINGS: (_WEEKEND, _EVENING),
}


def windows_of_preset(preset: Preset) -> list[WeeklyWindow]:
    """The weekly hours that a preset stands for."""
    days, (start, end) = _STRETCHES[preset]
    return [WeeklyWindow(day, start * 60, end * 60) for day in days]
