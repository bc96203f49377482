"""Levels by name, and which language tag meets which."""

import pytest

from volunteer_match.matching.levels import (
    Proficiency,
    SkillLevel,
    find_proficiency,
    find_skill_level,
    find_tag,
    language_meets,
)


def test_levels_are_in_order() -> None:
    assert [level.code for level in sorted(SkillLevel)] == ["beginner", "intermediate", "advanced", "expert"]
    codes = [level.code for level in sorted(Proficiency)]
    assert codes == ["ILR 0", "A1", "A2", "B1", "B2", "C1", "C2", "native"]


@pytest.mark.parametrize(
    "text, level",
    [
        ("advanced", SkillLevel.ADVANCED),
        ("Expert", SkillLevel.EXPERT),
        ("guru", None),
        ("", None),
        ("3", None),
    ],
)
def test_skill_levels_by_name(text: str, level: SkillLevel | None) -> None:
    assert find_skill_level(text) is level


@pytest.mark.parametrize(
    "text, level",
    [
        ("A1", Proficiency.A1),
        ("c2", Proficiency.C2),
        ("native", Proficiency.NATIVE),
        ("ILR 0", Proficiency.NONE),
        ("ILR 1", Proficiency.A2),
        ("ILR 2", Proficiency.B2),
        ("ILR 3", Proficiency.C1),
        ("ilr 4", Proficiency.C2),
        ("ILR 5", Proficiency.NATIVE),
        ("ILR 6", None),
        ("ILR 2+", None),
        ("none", None),
        ("B3", None),
        ("", None),
    ],
)
def test_proficiencies_by_name(text: str, level: Proficiency | None) -> None:
    assert find_proficiency(text) is level


def test_the_table_of_the_roundtable_can_be_replaced() -> None:
    assert find_proficiency("ILR 2", {2: Proficiency.B1}) is Proficiency.B1
    assert find_proficiency("ILR 3", {2: Proficiency.B1}) is None


@pytest.mark.parametrize(
    "text, tag",
    [
        ("pt", "pt"),
        ("PT-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sl-ROZAJ-biske", "sl-rozaj-biske"),
        ("de-1996", "de-1996"),
        ("en-u-ca-gregory", "en-u-ca-gregory"),
        ("en-x-plain", "en-x-plain"),
        ("zh-yue", "zh-yue"),
        ("fil", "fil"),
        ("english", "english"),
        ("pt_BR", None),
        ("p", None),
        ("pt-", None),
        ("pt-B", None),
        ("", None),
        ("العربية", None),
    ],
)
def test_tags_in_their_usual_spelling(text: str, tag: str | None) -> None:
    assert find_tag(text) == tag


@pytest.mark.parametrize(
    "held, asked, meets",
    [
        pytest.param("pt", "pt", True, id="the same"),
        pytest.param("PT-br", "pt-BR", True, id="any case"),
        pytest.param("pt-BR", "pt", True, id="no region asked"),
        pytest.param("pt-PT", "pt-BR", False, id="another region"),
        pytest.param("pt", "pt-BR", False, id="a region asked and not known"),
        pytest.param("zh-Hant-TW", "zh-Hant", True, id="a script asked, more held"),
        pytest.param("zh-Hant-TW", "zh-TW", True, id="a region asked, a script between"),
        pytest.param("zh-TW", "zh-Hant", False, id="a script asked and not known"),
        pytest.param("en", "es", False, id="another language"),
        pytest.param("es-419", "es", True, id="a region by number"),
        pytest.param("sl-rozaj-biske", "sl-biske", True, id="a variant asked"),
        pytest.param("sl-rozaj", "sl-rozaj-biske", False, id="a variant missing"),
        pytest.param("en-x-gb", "en-GB", False, id="what stands behind a single letter is no region"),
        pytest.param("en-u-ca-gregory", "en-u-ca-gregory", True, id="an extension asked"),
    ],
)
def test_a_held_language_meets_an_asked_one(held: str, asked: str, meets: bool) -> None:
    assert language_meets(held, asked) is meets
