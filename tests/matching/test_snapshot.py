"""The partner's figures: right when nothing blurs them, in order among themselves, and telling nothing of one agent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.matching.test_supply import indexed, questions
from volunteer_match.glossary import Format
from volunteer_match.matching import figures as figures_module
from volunteer_match.matching.buckets import blur, rounded
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts, Requirements, SessionFacts, Settings, Window
from volunteer_match.matching.figures import Figures, figures
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.snapshot import take
from volunteer_match.matching.week_hours import Hours, hours_of, minutes_a_week

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
COMPANY = "northwind"
ALWAYS = tuple(Window(day, 0, 1440) for day in range(7))


def session(day: int, hour: int, minute: int = 0, minutes: int = 60, zone: str = "UTC") -> SessionFacts:
    """On a day of November 2026, by UTC."""
    start = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    return SessionFacts(f"{day}-{hour}-{minute}", start, start + timedelta(minutes=minutes), zone)


def asked(people: list[AgentFacts], need: OpportunityFacts, secret: bytes = b"s", now: datetime = NOW) -> Figures:
    index = indexed(dict(enumerate(people, 7)))
    return figures(take(index.agents, now, secret), need, [COMPANY], secret)


def crowd(number: int, **facts: object) -> list[AgentFacts]:
    return [AgentFacts(f"a{count}", company=COMPANY, **facts) for count in range(number)]  # type: ignore[arg-type]


@pytest.fixture
def clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is blurred, and nothing rounded."""
    monkeypatch.setattr(figures_module, "blur", lambda *_traits: 0)
    monkeypatch.setattr(figures_module, "rounded", lambda count: count)


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, 0), (4, 0), (5, 10), (14, 10), (15, 20), (24, 20), (25, 30), (39, 30), (40, 50), (74, 50), (75, 100),
     (149, 100), (150, 200), (250, 300), (400, 500), (749, 500), (750, 1000), (123_456, 100_000)],
)  # fmt: skip
def test_rounded_to_the_nearest_round_number(count: int, told: int) -> None:
    assert rounded(count) == told


def test_blur_is_two_sided_and_halves_with_every_step() -> None:
    drawn = [blur(b"secret", number) for number in range(30_000)]
    counts = [sum(one == step for one in drawn) / len(drawn) for step in range(-3, 4)]
    assert counts == pytest.approx([1 / 24, 1 / 12, 1 / 6, 1 / 3, 1 / 6, 1 / 12, 1 / 24], abs=0.01)
    assert blur(b"secret", 1, 2, 3) == blur(b"secret", 1, 2, 3)


@pytest.mark.usefixtures("clear")
def test_only_whole_half_hours_in_the_agents_own_zone_count() -> None:
    people = crowd(6, time_zone="Asia/Kathmandu", availability=(Window(3, 22 * 60 + 15, 24 * 60),))
    need = OpportunityFacts("need", sessions=(session(26, 16, 30),))  # 22:15 to 23:15 in Kathmandu, UTC+5:45
    assert asked(people, need).total == 6
    assert asked(people, replace(need, sessions=(session(26, 16, 0),))).total == 0
    assert asked(people, replace(need, sessions=(session(26, 17, 30),))).total == 0
    assert asked(people, replace(need, sessions=(session(26, 17, 0, minutes=70),))).total == 0


@pytest.mark.usefixtures("clear")
def test_a_week_has_no_seam() -> None:
    people = crowd(6, availability=(Window(6, 23 * 60, 60),))
    need = OpportunityFacts("need", sessions=(session(29, 23, 30),))
    assert asked(people, need).total == 6


def test_a_session_after_a_change_of_clocks_keeps_its_hour_on_the_wall() -> None:
    october, november = datetime(2026, 10, 20, 16, tzinfo=UTC), datetime(2026, 11, 3, 17, tzinfo=UTC)
    now = datetime(2026, 10, 19, tzinfo=UTC)
    hour = timedelta(hours=1)
    before = hours_of(SessionFacts("s", october, october + hour, "Europe/Warsaw"), now)
    after = hours_of(SessionFacts("s", november, november + hour, "Europe/Warsaw"), now)
    assert before == after == Hours(1 * 48 + 32, 2)


@pytest.mark.usefixtures("clear")
def test_flexible_needs_are_counted_by_what_they_take_a_week() -> None:
    people = [*crowd(6, availability=(Window(0, 600, 720),)), *crowd(5)]
    need = OpportunityFacts(
        "need", format=Format.FLEXIBLE, minutes_needed=240, deadline=NOW + timedelta(weeks=2), time_zone="UTC"
    )
    assert minutes_a_week(need, NOW) == 120
    assert asked(people, need).total == 6
    assert asked(people, replace(need, minutes_needed=260)).total == 0
    assert asked(people, replace(need, minutes_needed=520)).total == 0
    assert asked(people, replace(need, minutes_needed=None, deadline=None)).total == 6
    assert asked(people, replace(need, minutes_needed=1_000_000)).total == 0


@pytest.mark.usefixtures("clear")
def test_without_a_date_everybody_who_has_what_is_asked_counts() -> None:
    assert asked(crowd(6), OpportunityFacts("need")).total == 6


@pytest.mark.usefixtures("clear")
def test_work_shifts_and_promises_are_not_seen() -> None:
    from volunteer_match.matching.intervals import Interval

    at = session(26, 18)
    people = crowd(6, availability=ALWAYS)
    need = OpportunityFacts("need", sessions=(at,))
    works = [replace(one, shifts=(Interval(at.start, at.end),), busy=(Interval(at.start, at.end),)) for one in people]
    assert asked(people, need) == asked(works, need)


@pytest.mark.usefixtures("clear")
def test_only_the_companies_named_count() -> None:
    people = [
        *crowd(6, availability=ALWAYS),
        AgentFacts("b", company="elsewhere", availability=ALWAYS),
        AgentFacts("c"),
    ]
    assert asked(people, OpportunityFacts("need", sessions=(session(26, 18),))).total == 6


@pytest.mark.usefixtures("clear")
def test_two_hours_later_is_suggested_where_three_times_as_many_could() -> None:
    evening = crowd(30, availability=(Window(3, 20 * 60, 23 * 60),))
    people = [*crowd(10, availability=ALWAYS), *evening]
    need = OpportunityFacts("need", sessions=(session(26, 18),))
    told = asked(people, need)
    assert told.total == 10
    assert told.shift is not None
    assert (told.shift.hours, told.shift.times) == (2, 4)
    assert asked(people, replace(need, sessions=(session(26, 20),))).shift is None


@given(questions(), st.binary(min_size=1, max_size=8))
def test_figures_keep_their_order(
    question: tuple[dict[int, AgentFacts], OpportunityFacts, datetime, Settings], secret: bytes
) -> None:
    people, need, now, _settings = question
    told = asked([replace(one, company=COMPANY) for one in people.values()], need, secret, now)
    assert told.total <= told.suited
    assert all(number <= told.total for _session, number in told.sessions)
    assert all(cost.lower is None or cost.lower <= cost.without for cost in told.costs)


@given(questions())
def test_each_figure_is_a_count_of_those_with_what_is_asked(
    question: tuple[dict[int, AgentFacts], OpportunityFacts, datetime, Settings],
) -> None:
    """By a plain loop over skills, languages and age, for those who are always free."""
    people, need, now, _settings = question
    everybody = [
        replace(one, company=COMPANY, availability=ALWAYS, credentials=(), active=True) for one in people.values()
    ]
    need = replace(need, requires=replace(need.requires, credentials=(), languages={}, verified_languages=frozenset()))

    def count(requires: Requirements) -> int:
        return sum(
            all(one.skills.get(code, 0) >= level for code, level in requires.skills.items())
            and (not requires.minimum_age or (one.age is not None and one.age >= requires.minimum_age))
            for one in everybody
        )

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(figures_module, "blur", lambda *_traits: 0)
        patched.setattr(figures_module, "rounded", lambda number: number)
        told = asked(everybody, need, b"s", now)
    assert told.suited == count(need.requires)
    assert told.total in (told.suited, 0)
    for cost in told.costs:
        more = count(cost.asked.without) - count(need.requires)
        assert cost.without == (more if told.total == told.suited else 0)


def _questions_about_one(random: Random) -> list[OpportunityFacts]:
    """200 different questions that all turn on whether somebody offers Thursday 18:00 to 19:00 UTC."""
    found = []
    for number in range(200):
        skills = {f"skill-{number % 20}": SkillLevel.BEGINNER}
        other = session(random.randint(24, 29), random.randint(0, 16))
        sessions = (session(26, 18), other) if number % 2 else (session(26, 18),)
        requires = Requirements(skills=skills, languages={"en": Proficiency(1 + number // 20 % 7)})
        found.append(OpportunityFacts(f"q{number}", requires=requires, sessions=sessions))
    return found


def _guess(told: list[Figures], absent: list[Figures], present: list[Figures]) -> bool:
    """What an attacker who knows everybody else wholly takes for true: which of both worlds is nearer."""

    def off(world: list[Figures]) -> int:
        pairs = zip(told, world, strict=True)
        return sum(abs(one.total - other.total) + abs(one.suited - other.suited) for one, other in pairs)

    return off(present) < off(absent)


def _worlds(random: Random, size: int) -> tuple[list[AgentFacts], AgentFacts, AgentFacts]:
    """Everybody else; and one agent who is not free on Thursday at 18:00, or is."""
    everybody = [
        AgentFacts(
            f"a{number}",
            company=COMPANY,
            skills={f"skill-{one}": SkillLevel.EXPERT for one in range(20) if random.random() < 0.4},
            languages={"en": Proficiency(random.randint(1, 7))},
            availability=tuple(Window(day, 8 * 60, 17 * 60) for day in range(7) if random.random() < 0.5)
            + ((Window(3, 18 * 60, 19 * 60),) if random.random() < 0.3 else ()),
        )
        for number in range(size)
    ]
    skills = {f"skill-{one}": SkillLevel.EXPERT for one in range(20)}
    away = AgentFacts("target", company=COMPANY, skills=skills, languages={"en": Proficiency.NATIVE})
    return everybody, away, replace(away, availability=(Window(3, 18 * 60, 19 * 60),))


def _plain_figures(people: list[AgentFacts], asked_about: list[OpportunityFacts]) -> list[Figures]:
    """As they are before they are blurred: what the attacker can work out of everybody else."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(figures_module, "blur", lambda *_traits: 0)
        snapshot = take(indexed(dict(enumerate(people))).agents, NOW, b"")
        return [figures(snapshot, need, [COMPANY], b"") for need in asked_about]


def test_who_asks_200_times_about_one_agent_guesses_little_better_than_by_chance() -> None:
    """The attacker knows all facts of all others and that the answer turns on one agent; not the secret."""
    random, right, rounds = Random(7), 0, 0
    for _world in range(3):
        everybody, away, free = _worlds(random, 60)
        asked_about = _questions_about_one(random)
        absent, present = (
            _plain_figures([*everybody, away], asked_about),
            _plain_figures([*everybody, free], asked_about),
        )
        for is_free in (False, True):
            index = indexed(dict(enumerate([*everybody, free if is_free else away])))
            for number in range(10):
                secret = f"secret {number}".encode()
                snapshot = take(index.agents, NOW, secret)
                told = [figures(snapshot, need, [COMPANY], secret) for need in asked_about]
                right += _guess(told, absent, present) == is_free
                rounds += 1
    print(f"{right} of {rounds} guesses were right")
    assert right / rounds <= 0.85
