"""Gates about who the agent is, one table each: what is asked, what there is, and what would change a no."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.matching.worlds import FLEXIBLE, NOW, agent, at, gate, need, said, session
from volunteer_match.matching.facts import CredentialFacts, Requirements
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.profile_gates import is_barred

ADVANCED, INTERMEDIATE, BEGINNER = SkillLevel.ADVANCED, SkillLevel.INTERMEDIATE, SkillLevel.BEGINNER
NONE, A2, B1, B2, C1 = Proficiency.NONE, Proficiency.A2, Proficiency.B1, Proficiency.B2, Proficiency.C1


@pytest.mark.parametrize(
    "asked, held, change, shortfall",
    [
        pytest.param({}, {}, None, 0, id="nothing asked"),
        pytest.param({"maths": INTERMEDIATE}, {"maths": INTERMEDIATE}, None, 0, id="at the level"),
        pytest.param({"maths": INTERMEDIATE}, {"maths": ADVANCED}, None, 0, id="above it"),
        pytest.param({"maths": ADVANCED}, {"maths": BEGINNER}, "maths beginner, asked advanced", 2, id="below it"),
        pytest.param({"maths": INTERMEDIATE}, {}, "maths not in the profile, asked intermediate", 2, id="not held"),
        pytest.param(
            {"maths": BEGINNER, "art": BEGINNER, "law": ADVANCED},
            {"maths": BEGINNER, "law": BEGINNER},
            "art not in the profile, asked beginner; law beginner, asked advanced",
            3,
            id="all that lack are told, and only those",
        ),
    ],
)
def test_skills(asked: dict[str, Any], held: dict[str, Any], change: str | None, shortfall: int) -> None:
    found = gate("skills", agent(skills=held), need(asks={"skills": asked}))
    assert (said(found.change), found.shortfall, found.passed) == (change, shortfall, change is None)


def test_a_wanted_skill_is_not_a_held_one() -> None:
    assert not gate("skills", agent(wants=frozenset({"maths"})), need(asks={"skills": {"maths": BEGINNER}})).passed


def test_skills_that_pass_are_all_told() -> None:
    asked = {"art": BEGINNER, "maths": INTERMEDIATE}
    found = gate("skills", agent(skills={"maths": ADVANCED, "art": BEGINNER}), need(asks={"skills": asked}))
    assert (said(found.asked), said(found.has)) == ("art beginner; maths intermediate", "art beginner; maths advanced")


def test_a_skill_gate_names_what_was_asked_and_what_is_held() -> None:
    what = need(asks={"skills": {"maths": ADVANCED}})
    lacking, low = gate("skills", agent(), what), gate("skills", agent(skills={"maths": BEGINNER}), what)
    assert said(lacking.asked) == said(low.asked) == "maths advanced"
    assert (said(lacking.has), said(low.has)) == ("no maths", "maths beginner")


@pytest.mark.parametrize(
    "asked, verified_only, held, verified, change, shortfall",
    [
        pytest.param({}, (), {}, (), None, 0, id="nothing asked"),
        pytest.param({"pl": B2}, (), {"pl": B2}, (), None, 0, id="at the level"),
        pytest.param({"pl": B2}, (), {"pl": C1}, (), None, 0, id="above it"),
        pytest.param({"pl": B2}, (), {"pl": B1}, (), "pl B1, asked B2", 1, id="below it"),
        pytest.param({"pl": B2}, (), {"en": C1}, (), "pl not in the profile, asked B2", 5, id="not held"),
        pytest.param({"pl": B1, "en": B1}, (), {"pl": C1}, (), "en not in the profile, asked B1", 4, id="half a pair"),
        pytest.param({"pl": B1, "en": B1}, (), {"pl": C1, "en": B1}, (), None, 0, id="both of a pair"),
        pytest.param({"pt": B1}, (), {"pt-BR": B1}, (), None, 0, id="a region is held, none asked"),
        pytest.param({"pt-BR": B1}, (), {"pt-PT": C1}, (), "pt-BR not in the profile, asked B1", 4, id="other region"),
        pytest.param({"pt": C1}, (), {"pt-BR": A2, "pt-PT": B2}, (), "pt-PT B2, asked C1", 1, id="nearest of two"),
        pytest.param({"pl": B2}, ("pl",), {"pl": C1}, ("pl",), None, 0, id="verified"),
        pytest.param({"pl": B2}, ("pl",), {"pl": C1}, (), "pl C1 is not verified yet", 1, id="not verified"),
        pytest.param({"pl": B2}, ("pl",), {"pl": B1}, (), "pl B1, asked B2", 2, id="too low and not verified"),
        pytest.param({"pl": B2}, ("pl",), {"pl": B1}, ("pl",), "pl B1, asked B2", 1, id="verified, but too low"),
        pytest.param({"pt": B1}, ("pt",), {"pt-BR": C1, "pt-PT": B1}, ("pt-PT",), None, 0, id="one of two verified"),
        pytest.param({"pl": NONE}, (), {"pl": NONE}, (), None, 0, id="ILR 0 asked and held"),
        pytest.param({"pl": NONE}, (), {}, (), "pl not in the profile, asked no proficiency", 1, id="ILR 0"),
    ],
)
def test_languages(
    asked: dict[str, Any],
    verified_only: tuple[str, ...],
    held: dict[str, Any],
    verified: tuple[str, ...],
    change: str | None,
    shortfall: int,
) -> None:
    who = agent(languages=held, verified_languages=frozenset(verified))
    found = gate("languages", who, need(asks={"languages": asked, "verified_languages": frozenset(verified_only)}))
    assert (said(found.change), found.shortfall, found.passed) == (change, shortfall, change is None)


@pytest.mark.parametrize(
    "held, verified, has",
    [
        pytest.param({}, (), "no pl", id="absent"),
        pytest.param({"pl": B1}, (), "pl B1", id="too low"),
        pytest.param({"pl": C1}, (), "pl C1", id="not verified"),
        pytest.param({"pl": B1}, ("pl",), "pl B1, verified", id="verified, but too low"),
        pytest.param({"pl": C1}, ("pl",), "pl C1, verified", id="verified"),
    ],
)
def test_a_language_gate_names_what_was_asked_and_what_is_held(
    held: dict[str, Any], verified: tuple[str, ...], has: str
) -> None:
    who = agent(languages=held, verified_languages=frozenset(verified))
    found = gate("languages", who, need(asks={"languages": {"pl": B2}, "verified_languages": frozenset({"pl"})}))
    assert (said(found.asked), said(found.has)) == ("pl B2, verified", has)
    if held:
        unverified = gate("languages", who, need(asks={"languages": {"pl": A2}}))
        assert (said(unverified.asked), said(unverified.has)) == ("pl A2", has)


LATE = session("2026-11-26 23:30", "2026-11-27 00:30")
CHECK: dict[str, Any] = {"credentials": ("check",)}
ENDED, LATER = date(2026, 11, 25), date(2027, 3, 1)


@pytest.mark.parametrize(
    "expires, when, change",
    [
        pytest.param(date(2026, 11, 26), session("2026-11-26 18:00", "2026-11-26 19:00"), None, id="ends that day"),
        pytest.param(
            date(2026, 11, 25),
            session("2026-11-26 18:00", "2026-11-26 19:00"),
            "check ends 25 Nov 2026, needed through 26 Nov 2026",
            id="ended the day before",
        ),
        pytest.param(None, session("2026-11-26 18:00", "2026-11-26 19:00"), None, id="never ends"),
        pytest.param(date(2026, 11, 26), session("2026-11-26 23:00", "2026-11-27 00:00"), None, id="up to midnight"),
        pytest.param(
            date(2026, 11, 26),
            LATE,
            "check ends 26 Nov 2026, needed through 27 Nov 2026",
            id="the session's last moment",
        ),
        pytest.param(
            date(2026, 11, 26),
            session("2026-11-26 18:00", "2026-11-26 19:00", time_zone="Asia/Manila"),
            "check ends 26 Nov 2026, needed through 27 Nov 2026",
            id="the date is that of the session's own zone",
        ),
    ],
)
def test_credentials_hold_through_the_day_of_the_session(expires: date | None, when: Any, change: str | None) -> None:
    who = agent(credentials=(CredentialFacts("check", expires), CredentialFacts("other")))
    assert said(gate("credentials", who, need(asks=CHECK, sessions=(when,))).change) == change


@pytest.mark.parametrize(
    "held, has, change, shortfall",
    [
        pytest.param((), "no check", "check is needed and not there yet", 2, id="absent"),
        pytest.param((CredentialFacts("check"),), "check", None, 0, id="without an end"),
        pytest.param((CredentialFacts("check", LATER),), "check until 1 Mar 2027", None, 0, id="up to a date"),
        pytest.param(
            (CredentialFacts("check", ENDED),),
            "check until 25 Nov 2026",
            "check ends 25 Nov 2026, needed through 26 Nov 2026",
            1,
            id="too short",
        ),
        pytest.param(
            (CredentialFacts("check", ENDED), CredentialFacts("check")), "check", None, 0, id="one has no end"
        ),
    ],
)
def test_a_credential_gate_names_what_was_asked_and_what_is_held(
    held: tuple[CredentialFacts, ...], has: str, change: str | None, shortfall: int
) -> None:
    found = gate("credentials", agent(credentials=held), need(asks=CHECK))
    assert (said(found.has), said(found.change), found.shortfall) == (has, change, shortfall)
    assert said(found.asked) == "check, valid on 26 Nov 2026"


@pytest.mark.parametrize(
    "deadline, zone, passed",
    [
        pytest.param("2026-12-10 12:00", "UTC", True, id="the day it ends"),
        pytest.param("2026-12-11 00:00", "UTC", False, id="the next day has begun"),
        pytest.param("2026-12-10 23:00", "Asia/Manila", False, id="next day in the opportunity's zone"),
        pytest.param("2026-12-11 03:00", "America/Bogota", True, id="same day in the opportunity's zone"),
        pytest.param(None, "UTC", True, id="no deadline: today counts"),
    ],
)
def test_credentials_hold_through_the_deadline(deadline: str | None, zone: str, passed: bool) -> None:
    who = agent(credentials=(CredentialFacts("check", date(2026, 12, 10)),))
    what = replace(
        FLEXIBLE, requires=Requirements(**CHECK), time_zone=zone, deadline=at(deadline) if deadline else None
    )
    assert gate("credentials", who, what).passed is passed


def test_of_several_credentials_the_longest_counts_and_each_kind_is_needed() -> None:
    who = agent(credentials=(CredentialFacts("check", date(2026, 11, 1)), CredentialFacts("check", date(2027, 1, 1))))
    assert gate("credentials", who, need(asks=CHECK)).passed
    found = gate("credentials", who, need(asks={"credentials": ("check", "first-aid")}))
    assert said(found.has) == "no first-aid"
    assert said(found.change) == "first-aid is needed and not there yet"
    neither = gate("credentials", agent(credentials=()), need(asks={"credentials": ("check", "first-aid")}))
    assert (said(neither.has), neither.shortfall) == ("no check; no first-aid", 4)


def test_without_an_open_session_credentials_must_hold_today() -> None:
    expired, valid = (agent(credentials=(CredentialFacts("check", day),)) for day in (date(2026, 11, 22), NOW.date()))
    assert not gate("credentials", expired, need(asks=CHECK, sessions=())).passed
    assert gate("credentials", valid, need(asks=CHECK, sessions=())).passed


@pytest.mark.parametrize(
    "minimum, age, change, shortfall",
    [
        pytest.param(None, None, None, 0, id="nothing asked"),
        pytest.param(0, None, None, 0, id="0 asks nothing"),
        pytest.param(18, 18, None, 0, id="just old enough"),
        pytest.param(18, 17, "under 18, asked 18 or over", 10, id="too young"),
        pytest.param(18, None, "age not given, asked 18 or over", 1, id="a missing age never passes"),
    ],
)
def test_age(minimum: int | None, age: int | None, change: str | None, shortfall: int) -> None:
    found = gate("age", agent(age=age), need(asks={"minimum_age": minimum}))
    assert (said(found.change), found.shortfall) == (change, shortfall)


@pytest.mark.parametrize("age, has", [(52, "18 or over"), (12, "under 18"), (None, "age not given")])
def test_the_age_gate_tells_no_more_than_the_minimum(age: int | None, has: str) -> None:
    found = gate("age", agent(age=age), need(asks={"minimum_age": 18}))
    assert (said(found.asked), said(found.has)) == ("18 or over", has)


GOOD, NOT_OPEN = "account in good standing", "not open to this person at present"
RETURNED, ASK = "an earlier claim was returned for good", "a coordinator can tell more"


@pytest.mark.parametrize(
    "changes, has, change",
    [
        pytest.param({}, GOOD, None, id="nothing against it"),
        pytest.param({"active": False}, "account not active", "the account must be made active again", id="not active"),
        pytest.param({"returned_from": frozenset({"need"})}, RETURNED, ASK, id="returned"),
        pytest.param({"returned_from": frozenset({"other"})}, GOOD, None, id="returned elsewhere"),
        pytest.param({"blocked_by": frozenset({"open-desk"})}, NOT_OPEN, ASK, id="the partner"),
        pytest.param({"blocked_by": frozenset({"partner:open-desk"})}, NOT_OPEN, ASK, id="by key"),
        pytest.param({"blocked_by": frozenset({"kind:tutoring"})}, NOT_OPEN, ASK, id="this kind"),
        pytest.param({"blocked_by": frozenset({"coordinator"})}, NOT_OPEN, ASK, id="everything"),
        pytest.param({"blocked_by": frozenset({"kind:captioning", "x"})}, GOOD, None, id="other things"),
    ],
)
def test_standing(changes: dict[str, Any], has: str, change: str | None) -> None:
    who = agent(**changes)
    found = gate("standing", who, need())
    assert (said(found.asked), said(found.has), said(found.change)) == (GOOD, has, change)
    assert found.shortfall == (10 if change else 0)
    assert is_barred(who, need()) is (change == ASK)


def test_a_need_without_kind_and_partner_is_barred_by_a_coordinator_only() -> None:
    nameless = need(kind=None, partner=None)
    assert gate("standing", agent(blocked_by=frozenset({"None", "kind:None", "partner:None"})), nameless).passed
    assert not gate("standing", agent(blocked_by=frozenset({"coordinator"})), nameless).passed
