"""Fit: the example that the design works out by hand, a table for each part, and what never lowers it."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from tests.matching.worlds import FLEXIBLE, NOW, agent, at, fit, need, part, said, session, span, window
from volunteer_match.matching.facts import ExceptionFacts, OpportunityFacts, Settings, Weights, Window
from volunteer_match.matching.fit import faded, half_up
from volunteer_match.matching.levels import Proficiency, SkillLevel

BEGINNER, INTERMEDIATE, ADVANCED, EXPERT = SkillLevel
A2, B1, B2, C1, C2 = Proficiency.A2, Proficiency.B1, Proficiency.B2, Proficiency.C1, Proficiency.C2

ASKS = {"skills": {"maths": INTERMEDIATE}, "languages": {"en": B2}}
LIKES = {"skills": {"patience": BEGINNER}, "languages": {"pl": A2}}
NIGHT = session("2026-11-26 17:00", "2026-11-26 18:00", time_zone="Europe/Warsaw")
"""18:00 in Warsaw, 01:00 in Manila."""


def test_the_example_worked_by_hand() -> None:
    who = agent(
        time_zone="Asia/Manila",
        skills={"maths": ADVANCED},
        wants=frozenset({"patience"}),
        languages={"en": C2},
        availability=(Window(3, 1320, 180),),
        interests=frozenset({"cause:education"}),
        attended=5,
    )
    found = fit(who, need(asks=ASKS, likes=LIKES, sessions=(NIGHT,)))
    exact = [part.points for part in found.parts]
    assert exact == [Fraction("26.25"), Fraction(15), Fraction("22.5"), Fraction("7.5"), Fraction(130, 15)]
    assert [part.tenths for part in found.parts] == [263, 150, 225, 75, 87]
    assert found.points == sum(exact)
    assert found.tenths == 799


@pytest.mark.parametrize(
    "asked, liked, held, wanted, value",
    [
        pytest.param({}, {}, {"maths": EXPERT}, (), "0.5", id="nothing asked or preferred"),
        pytest.param({"maths": BEGINNER}, {}, {"maths": BEGINNER}, (), "0.5", id="asked: at the level"),
        pytest.param({"maths": BEGINNER}, {}, {"maths": INTERMEDIATE}, (), "0.75", id="asked: one above"),
        pytest.param({"maths": BEGINNER}, {}, {"maths": ADVANCED}, (), "1", id="asked: two above"),
        pytest.param({"maths": BEGINNER}, {}, {"maths": EXPERT}, (), "1", id="asked: three above is no more"),
        pytest.param({"maths": BEGINNER}, {}, {}, ("maths",), "0.5", id="asked: only wanted"),
        pytest.param({"maths": ADVANCED}, {}, {"maths": BEGINNER}, (), "0.5", id="asked: below"),
        pytest.param({}, {"art": INTERMEDIATE}, {"art": INTERMEDIATE}, (), "1", id="preferred: at the level"),
        pytest.param({}, {"art": INTERMEDIATE}, {"art": EXPERT}, (), "1", id="preferred: above"),
        pytest.param({}, {"art": INTERMEDIATE}, {"art": BEGINNER}, (), "0.75", id="preferred: below"),
        pytest.param({}, {"art": INTERMEDIATE}, {}, ("art",), "0.75", id="preferred: wanted"),
        pytest.param({}, {"art": INTERMEDIATE}, {"art": BEGINNER}, ("art",), "0.75", id="preferred: below and wanted"),
        pytest.param({}, {"art": INTERMEDIATE}, {"law": EXPERT}, (), "0.5", id="preferred: absent"),
        pytest.param({"maths": BEGINNER}, {"a": BEGINNER, "b": BEGINNER}, {"maths": ADVANCED}, (), "2/3", id="a mean"),
    ],
)
def test_skills(
    asked: dict[str, Any], liked: dict[str, Any], held: dict[str, Any], wanted: tuple[str, ...], value: str
) -> None:
    who = agent(skills=held, wants=frozenset(wanted))
    assert part("skills", who, need(asks={"skills": asked}, likes={"skills": liked})).value == Fraction(value)


@pytest.mark.parametrize(
    "asked, liked, held, verified, value",
    [
        pytest.param({}, {}, {"en": C2}, (), "0.5", id="nothing asked or preferred"),
        pytest.param({"en": B2}, {}, {"en": B2}, (), "0.5", id="asked: at the level"),
        pytest.param({"en": B2}, {}, {"en": C1}, (), "0.75", id="asked: one step above"),
        pytest.param({"en": B2}, {}, {"en": C2}, (), "1", id="asked: two steps above"),
        pytest.param({"en": B2}, {}, {"en": Proficiency.NATIVE}, (), "1", id="asked: three steps are no more"),
        pytest.param({"en": C2}, {}, {"en": Proficiency.NATIVE}, (), "0.75", id="asked: native is a step above C2"),
        pytest.param({"en": B2}, {}, {"en": B2}, ("en",), "0.75", id="asked: verified at the level"),
        pytest.param({"en": B2}, {}, {"en": C1}, ("en",), "1", id="asked: verified, one step above"),
        pytest.param({"en": B2}, {}, {"en": C2}, ("en",), "1", id="asked: verified adds no more"),
        pytest.param({"en": B2}, {}, {"en": B1}, ("en",), "0.5", id="asked: below"),
        pytest.param({"en": B2}, {}, {}, (), "0.5", id="asked: absent"),
        pytest.param({"en": B2}, {}, {"fr": C2}, (), "0.5", id="asked: another language"),
        pytest.param({"pt": B1}, {}, {"pt-BR": B2, "pt-PT": B1}, ("pt-BR",), "1", id="asked: the tag that gives most"),
        pytest.param({}, {"pl": B1}, {"pl": B1}, (), "1", id="preferred: at the level"),
        pytest.param({}, {"pl": B1}, {"pl": A2}, ("pl",), "0.75", id="preferred: below"),
        pytest.param({}, {"pl": B1}, {"en": C2}, (), "0.5", id="preferred: absent"),
        pytest.param({}, {"pt-BR": B1}, {"pt-PT": C2}, (), "0.5", id="preferred: another region"),
        pytest.param({}, {"pt": B1}, {"pt-PT": A2, "pt-BR": B1}, (), "1", id="preferred: the better of two"),
    ],
)
def test_languages(
    asked: dict[str, Any], liked: dict[str, Any], held: dict[str, Any], verified: tuple[str, ...], value: str
) -> None:
    who = agent(languages=held, verified_languages=frozenset(verified))
    assert part("languages", who, need(asks={"languages": asked}, likes={"languages": liked})).value == Fraction(value)


@pytest.mark.parametrize(
    "asked, liked, who, reason",
    [
        pytest.param({}, {}, {"skills": {"art": EXPERT}}, "no special skill asked", id="nothing asked"),
        pytest.param({"art": BEGINNER}, {}, {"skills": {"art": EXPERT}}, "art expert, asked beginner", id="above"),
        pytest.param({"art": ADVANCED}, {}, {}, "art not in the profile, asked advanced", id="absent"),
        pytest.param({}, {"art": BEGINNER}, {"skills": {"art": BEGINNER}}, "art beginner, nice to have", id="liked"),
        pytest.param({}, {"art": EXPERT}, {"skills": {"art": ADVANCED}}, "some art: advanced", id="liked: below"),
        pytest.param({}, {"art": EXPERT}, {"wants": frozenset({"art"})}, "wants to learn art", id="liked: wanted"),
        pytest.param({}, {"art": BEGINNER}, {}, "art would be nice to have", id="liked: absent"),
    ],
)
def test_reasons_of_skills(asked: dict[str, Any], liked: dict[str, Any], who: dict[str, Any], reason: str) -> None:
    assert said(part("skills", agent(**who), need(asks={"skills": asked}, likes={"skills": liked})).reason) == reason


PORTUGUESE: dict[str, Any] = {"languages": {"pt-BR": C1}}
VERIFIED: dict[str, Any] = PORTUGUESE | {"verified_languages": frozenset({"pt-BR"})}


@pytest.mark.parametrize(
    "asked, liked, who, reason",
    [
        pytest.param({}, {}, PORTUGUESE, "no special language asked", id="nothing asked"),
        pytest.param({"pt": B1}, {}, PORTUGUESE, "pt-BR C1, asked B1", id="above"),
        pytest.param({"pt": B1}, {}, VERIFIED, "pt-BR C1, verified, asked B1", id="verified"),
        pytest.param({"pl": B1}, {}, PORTUGUESE, "pl not in the profile, asked B1", id="absent"),
        pytest.param({"pt": B1}, {}, {"languages": {"pt-BR": C1, "pt-PT": C1}}, "pt-BR C1, asked B1", id="alike"),
        pytest.param({}, {"pt": C1}, PORTUGUESE, "pt-BR C1, nice to have", id="liked"),
        pytest.param({}, {"pt": C2}, PORTUGUESE, "some pt-BR: C1", id="liked: below"),
        pytest.param({}, {"pl": A2}, PORTUGUESE, "pl would be nice to have", id="liked: absent"),
    ],
)
def test_reasons_of_languages(asked: dict[str, Any], liked: dict[str, Any], who: dict[str, Any], reason: str) -> None:
    what = need(asks={"languages": asked}, likes={"languages": liked})
    assert said(part("languages", agent(**who), what).reason) == reason


NEXT = session("2026-12-03 18:00", "2026-12-03 19:00", "s2")
OVER_NIGHT = {"availability": (Window(3, 0, 480), Window(3, 480, 480))}
ZONE_NEW_YORK = {"time_zone": "America/New_York", "availability": (Window(3, 0, 1440),)}


@pytest.mark.parametrize(
    "who, sessions, value",
    [
        pytest.param({}, None, "1", id="free by day, with two hours around"),
        pytest.param({"availability": (window(3, 18, 19),)}, None, "0.8", id="nothing around"),
        pytest.param({"availability": (Window(3, 1050, 1170),)}, None, "0.9", id="one hour around"),
        pytest.param({"availability": (window(3, 16, 19),)}, None, "1", id="two hours before count as well"),
        pytest.param({"availability": (window(3, 8, 22),)}, ("06:00", "07:00"), "0", id="not free, nothing beside it"),
        pytest.param({"availability": (window(3, 8, 22),)}, ("07:30", "08:30"), "0.2", id="not free, but after it"),
        pytest.param({"availability": (window(3, 0, 9),)}, ("06:59", "07:30"), "0.9", id="a minute before day"),
        pytest.param({"availability": (window(3, 0, 24),)}, ("07:00", "08:00"), "1", id="from 07:00"),
        pytest.param({"availability": (window(3, 0, 24),)}, ("21:00", "22:00"), "1", id="to 22:00"),
        pytest.param({"availability": (window(3, 0, 24),)}, ("21:00", "22:01"), "0.9", id="a minute after day"),
        pytest.param(ZONE_NEW_YORK, ("11:59", "12:59"), "0.9", id="06:59 in New York"),
        pytest.param(ZONE_NEW_YORK, ("12:00", "13:00"), "1", id="07:00 in New York"),
        pytest.param(OVER_NIGHT, ("21:00", "31:00"), "0.9", id="over midnight"),
    ],
)
def test_availability_of_one_session(who: dict[str, Any], sessions: tuple[str, str] | None, value: str) -> None:
    what = need()
    if sessions is not None:
        start, end = (at("2026-11-26 00:00") + _clock(text) for text in sessions)
        what = need(sessions=(replace(what.sessions[0], start=start, end=end),))
    assert part("availability", agent(**who), what).value == Fraction(value)


def _clock(text: str) -> timedelta:
    hours, minutes = text.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def test_availability_counts_over_all_open_sessions() -> None:
    what = need(sessions=(*need().sessions, NEXT, replace(NEXT, id="full", places=0)))
    away = agent(exceptions=(ExceptionFacts(at("2026-12-03 00:00").date(), None, None, False),))
    assert part("availability", agent(), what).value == 1
    assert part("availability", away, what).value == Fraction("0.5")
    beside = agent(busy=(span("2026-12-03 18:00", "2026-12-03 18:30"),))
    assert part("availability", beside, what).value == Fraction("0.6"), "free around a session that can't be done"
    assert said(part("availability", beside, what).reason) == "can do 1 of 2 sessions"
    assert said(part("availability", agent(), what).reason) == "can do all 2 sessions"


def test_availability_says_of_one_session_whether_the_agent_is_free() -> None:
    assert said(part("availability", agent(), need()).reason) == "free at that time"
    assert said(part("availability", agent(availability=()), need()).reason) == "can do 0 of 1 session"


def test_a_session_barred_by_a_credential_is_not_doable() -> None:
    what = need(sessions=(*need().sessions, NEXT), asks={"credentials": ("background-check",)})
    ending = agent(credentials=(replace(agent().credentials[0], expires=at("2026-11-30 00:00").date()),))
    assert part("availability", ending, what).value == Fraction("0.6")


@pytest.mark.parametrize(
    "minutes, free, value, reason",
    [
        pytest.param(300, 600, "1", "10 h free or more, 5 h needed", id="twice as much"),
        pytest.param(300, 300, "0.5", "5 h free, 5 h needed", id="just enough"),
        pytest.param(300, 450, "0.75", "7 h 30 min free, 5 h needed", id="half as much again"),
        pytest.param(None, 0, "1", "no number of hours asked", id="no hours asked"),
    ],
)
def test_availability_of_a_flexible_need(minutes: int | None, free: int, value: str, reason: str) -> None:
    day = ExceptionFacts(at("2026-11-26 00:00").date(), 0, free, True)
    who = agent(availability=(), exceptions=(day,) if free else ())
    found = part("availability", who, replace(FLEXIBLE, minutes_needed=minutes))
    assert (found.value, said(found.reason)) == (Fraction(value), reason)


def test_availability_where_nothing_is_left_to_do() -> None:
    nothing = part("availability", agent(), need(sessions=()))
    assert (nothing.value, said(nothing.reason)) == (0, "no session with a free place lies ahead")
    assert part("availability", agent(), replace(FLEXIBLE, deadline=NOW)).value == 0


@pytest.mark.parametrize(
    "interests, served, value",
    [
        pytest.param((), (), "0.5", id="none shared"),
        pytest.param(("cause:education",), (), "0.75", id="the cause"),
        pytest.param(("kind:tutoring",), (), "0.75", id="the kind"),
        pytest.param((), ("partner:open-desk",), "0.75", id="the partner served well"),
        pytest.param(("cause:education",), ("cause:education",), "0.75", id="chosen and served counts once"),
        pytest.param(("cause:education", "kind:tutoring"), (), "1", id="two"),
        pytest.param(("cause:education", "kind:tutoring", "partner:open-desk"), (), "1", id="three are no more"),
        pytest.param(("cause:animals",), (), "0.5", id="another cause"),
    ],
)
def test_interest(interests: tuple[str, ...], served: tuple[str, ...], value: str) -> None:
    who = agent(interests=frozenset(interests), served=frozenset(served))
    assert part("interest", who, need()).value == Fraction(value)


def test_interest_says_what_was_chosen_and_what_was_served() -> None:
    who = agent(interests=frozenset({"cause:education"}), served=frozenset({"cause:education", "partner:open-desk"}))
    told = "interested in cause:education; has helped with partner:open-desk before"
    assert said(part("interest", who, need()).reason) == told
    assert said(part("interest", agent(), need()).reason) == "no shared interest yet"


def test_interest_in_a_need_that_names_nothing() -> None:
    who = agent(interests=frozenset({"cause:None", "kind:None"}))
    assert part("interest", who, OpportunityFacts("bare")).value == Fraction("0.5")


@pytest.mark.parametrize(
    "attended, missed, value, reason",
    [
        pytest.param(0, 0, "0.8", "nothing missed so far", id="new"),
        pytest.param(5, 0, "13/15", "kept 100% of promises, the recent ones counting most", id="always"),
        pytest.param(2, 2, "10/14", "kept 50% of promises, the recent ones counting most", id="half"),
        pytest.param(0.5, 0.25, "8.5/10.75", "kept 67% of promises, the recent ones counting most", id="faded"),
    ],
)
def test_reliability(attended: float, missed: float, value: str, reason: str) -> None:
    found = part("reliability", agent(attended=attended, missed=missed), need())
    upper, _, lower = value.partition("/")
    assert found.value == Fraction(upper) / Fraction(lower or "1")
    assert said(found.reason) == reason


def test_the_past_fades_by_half_in_90_days() -> None:
    assert faded([], NOW) == 0
    assert faded([NOW, NOW - timedelta(days=90), NOW - timedelta(days=180)], NOW) == 1.75
    assert faded([NOW + timedelta(days=1)], NOW) == 1, "what is yet to come counts as today"


@pytest.mark.parametrize(
    "value, parts, rounded",
    [("0.05", 10, 1), ("0.04999", 10, 0), ("79.95", 10, 800), ("79.9499999", 10, 799), ("0.5", 1, 1), ("0", 10, 0)],
)
def test_rounding_is_half_up(value: str, parts: int, rounded: int) -> None:
    assert half_up(Fraction(value), parts) == rounded


def test_weights_are_settings() -> None:
    alone = Settings(weights=Weights(skills=0, languages=0, availability=0, interest=0, reliability=100))
    assert fit(agent(), need(), alone).tenths == 800
    assert fit(agent(), need(), Settings(weights=Weights(*[0] * 5))).tenths == 0


def test_reasons_tell_the_strongest_first() -> None:
    who = agent(skills={"maths": INTERMEDIATE, "law": EXPERT, "art": BEGINNER})
    what = need(asks={"skills": {"maths": INTERMEDIATE, "law": BEGINNER}}, likes={"skills": {"art": ADVANCED}})
    assert said(part("skills", who, what).reason) == (
        "law expert, asked beginner; some art: beginner; maths intermediate, asked intermediate"
    )
    assert [leaf.params["skill"] for leaf in part("skills", who, what).reason.leaves] == ["law", "art", "maths"]
