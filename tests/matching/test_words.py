"""Reasons in words: every code has its sentence, and the edge brings names, formats and translations."""

import string
from dataclasses import replace
from datetime import date

import pytest

from tests.matching.worlds import at, said
from volunteer_match.matching.levels import Proficiency, SkillLevel
from volunteer_match.matching.messages import MESSAGES, PROFICIENCIES, SKILL_LEVELS, Counted
from volunteer_match.matching.phrases import Code, Phrase, all_of, phrase
from volunteer_match.matching.plain import plain_voice
from volunteer_match.matching.words import level_words, words

VOICE = plain_voice("UTC")


def test_every_code_but_the_joining_one_has_its_text() -> None:
    assert set(MESSAGES) == set(Code) - {Code.ALL_OF}
    assert set(SKILL_LEVELS) == set(SkillLevel)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_texts_are_short_plain_and_well_formed(code: Code) -> None:
    message = MESSAGES[code]
    texts = [message.one, message.many] if isinstance(message, Counted) else [message]
    for text in texts:
        assert 0 < len(text) <= 90
        assert not text.endswith((".", " "))
        assert text.isascii()
        assert not set(text.replace("%(", "").replace("%%", "")) & set("{}<>\\")
        assert text.count("%(") == text.count(")s")


@pytest.mark.parametrize(
    "told, text",
    [
        pytest.param(phrase(Code.SKILL_AT, skill="maths", level=SkillLevel.EXPERT), "maths expert", id="skill level"),
        pytest.param(phrase(Code.LANGUAGE_AT, language="pl", level=Proficiency.B2), "pl B2", id="CEFR needs no words"),
        pytest.param(phrase(Code.LANGUAGE_AT, language="pl", level=Proficiency.NATIVE), "pl native", id="native does"),
        pytest.param(
            phrase(Code.CREDENTIAL_UNTIL, credential="check", expires=date(2026, 3, 1)),
            "check until 1 Mar 2026",
            id="date",
        ),
        pytest.param(phrase(Code.WEEKLY_LIMIT, minutes=90), "at most 1 h 30 min a week", id="hours and minutes"),
        pytest.param(phrase(Code.WEEKLY_LIMIT, minutes=120), "at most 2 h a week", id="whole hours"),
        pytest.param(phrase(Code.WEEKLY_LIMIT, minutes=45), "at most 45 min a week", id="minutes"),
        pytest.param(phrase(Code.WEEKLY_LIMIT, minutes=0), "at most 0 min a week", id="nothing"),
        pytest.param(phrase(Code.PENDING, count=1), "1 claim pending", id="one"),
        pytest.param(phrase(Code.PENDING, count=2), "2 claims pending", id="many"),
        pytest.param(phrase(Code.PENDING, count=0), "0 claims pending", id="none"),
        pytest.param(phrase(Code.SESSIONS_ALL, open=4), "can do all 4 sessions", id="all"),
        pytest.param(
            phrase(Code.INTEREST_SERVED, interest="kind:tutoring"), "has helped with kind:tutoring before", id="key"
        ),
        pytest.param(
            phrase(Code.ATTENDED, percent=100), "kept 100% of promises, the recent ones counting most", id="%"
        ),
    ],
)
def test_parameters_are_filled_in(told: Phrase, text: str) -> None:
    assert said(told) == text


def test_times_are_in_the_readers_zone() -> None:
    told = phrase(Code.SESSION_AT, begins=at("2026-11-26 17:00"), end=at("2026-11-26 18:00"))
    assert said(told, "Asia/Manila") == "Fri 27 Nov 2026, 01:00 to 02:00"


def test_several_statements_are_parted_and_can_be_taken_apart() -> None:
    one, two = phrase(Code.INTEREST_NONE), phrase(Code.SKILLS_OPEN)
    both = all_of([one, two])
    assert both is not None
    assert said(both) == "no shared interest yet; no special skill asked"
    assert both.leaves == (one, two)
    assert one.leaves == (one,)
    assert (all_of([one]), all_of([])) == (one, None)


def test_translations_and_names_come_from_the_voice() -> None:
    polish = replace(
        VOICE,
        gettext=lambda message, /, **params: "po polsku: " + message % params,
        ngettext=lambda one, many, number, /, **params: f"[{number}] " + many % params,
        skill=str.title,
    )
    told = phrase(Code.SKILL_AT, skill="maths", level=SkillLevel.EXPERT)
    assert words(told, polish) == "po polsku: Maths po polsku: expert"
    assert words(phrase(Code.PENDING, count=1), polish) == "[1] 1 claims pending"
    assert level_words(Proficiency.C1, polish) == "C1"
    assert set(PROFICIENCIES) == {Proficiency.NONE, Proficiency.NATIVE}


def test_messages_name_only_parameters_that_words_can_show() -> None:
    """A parameter is a level, a date, an instant or a number by its type, or a key by one of these names."""
    shown = {name for one in MESSAGES.values() for text in _texts(one) for name in _names(text)}
    keys = {"skill", "language", "credential", "interest"}
    typed = {"level", "held", "expires", "day", "deadline", "begins", "start", "end", "free_at"}
    counted = {"age", "count", "open", "doable", "percent", "minutes", "free", "needed", "limit", "left"}
    assert shown == keys | typed | counted


def _texts(message: str | Counted) -> list[str]:
    return [message.one, message.many] if isinstance(message, Counted) else [message]


def _names(text: str) -> list[str]:
    return [piece.split(")s")[0] for piece in text.replace("%%", "").split("%(")[1:]]


def test_plain_words_use_no_letters_of_another_script() -> None:
    printable = set(string.printable)
    assert all(set(text) <= printable for one in MESSAGES.values() for text in _texts(one))
