"""What holds for every text and every catalogue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.suggesting.catalogue import Entry
from volunteer_match.suggesting.suggester import Suggester, Suggestion
from volunteer_match.suggesting.words import MOST_SIGNS

DESIGN = ["graphic", "design", "designer", "listen", "listening", "active", "helpline", "calls", "write"]
PLAIN = ["writing", "articles", "data", "team", "it", "IT", "of", "the"]
WORDS = st.sampled_from([*DESIGN, *PLAIN])
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(PHRASES, max_size=12).map(". ".join)
ANYTHING = st.text(max_size=300)
CATALOGUES = st.lists(st.lists(PHRASES, min_size=1, max_size=3), min_size=1, max_size=6)


def suggester(catalogue: list[list[str]], language: str = "en") -> Suggester:
    return Suggester([Entry(str(number), tuple(names)) for number, names in enumerate(catalogue)], language)


def score(found: list[Suggestion], skill: str) -> float:
    return next((each.score for each in found if each.skill == skill), 0.0)


@given(CATALOGUES, st.integers(0, 5), PHRASES, PHRASES, TEXTS)
def test_a_synonym_more_never_lowers_the_skills_own_score(
    catalogue: list[list[str]], at: int, synonym: str, title: str, text: str
) -> None:
    at %= len(catalogue)
    more = [[*names, synonym] if number == at else names for number, names in enumerate(catalogue)]
    before, after = suggester(catalogue), suggester(more)
    skill, most = str(at), len(catalogue)
    rounding = 1e-5
    assert score(after.rank(text, most), skill) >= score(before.rank(text, most), skill) - rounding
    told = score(after.suggest(title, text, most, 0.0), skill)
    assert told >= score(before.suggest(title, text, most, 0.0), skill) - rounding


@given(CATALOGUES, TEXTS)
def test_the_same_question_has_the_same_answer(catalogue: list[list[str]], text: str) -> None:
    assert suggester(catalogue).rank(text, 9) == suggester(catalogue).rank(text, 9)


@pytest.mark.parametrize("language", ["en", "es"])
@given(st.lists(ANYTHING, min_size=1, max_size=4), ANYTHING, ANYTHING)
def test_any_text_gets_an_answer_in_order(language: str, names: list[str], title: str, text: str) -> None:
    asked = suggester([[name] for name in names], language)
    for found in (asked.rank(text, 3), asked.suggest(title, text, 3, 0.0)):
        scores = [each.score for each in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < each <= 1.001 for each in scores)


@pytest.mark.parametrize(
    "text", ["", " ", "★ ☎ 🙂", "\x00", "\u202e\u0301\u0301", "<script>alert(1)</script>", "'; DROP TABLE"]
)
def test_hostile_and_empty_texts_find_nothing_that_is_not_there(text: str) -> None:
    asked = suggester([["graphic design"], ["active listening"]])
    assert asked.suggest(text, text, 5, 0.5) == []


def test_what_stands_beyond_the_end_of_a_very_long_text_is_not_read() -> None:
    asked = suggester([["graphic design"], ["active listening"]])
    filler = "a word of no use. " * (MOST_SIGNS // 18 + 1)
    assert asked.suggest("", filler + "graphic design", 5, 0.5) == []
    assert [each.skill for each in asked.suggest("", "graphic design. " + filler * 50, 5, 0.5)] == ["0"]
