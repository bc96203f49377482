"""Which skill a short text means."""

import pytest

from volunteer_match.suggesting.catalogue import Entry
from volunteer_match.suggesting.suggester import Suggester

NAMES = {
    "ict-manager": ("ICT project manager",),
    "project-manager": ("project manager",),
    "managers": ("Project managers",),
    "counsellor": ("school counsellor",),
    "naval": ("naval engineer",),
    "engineer": ("engineer",),
    "nurse": ("nurse", "ward sister"),
    "wine": ("wine expert",),
}
SUGGESTER = Suggester([Entry(identity, names) for identity, names in NAMES.items()])


def best(text: str) -> str:
    return SUGGESTER.rank(text, 1)[0].skill


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Project Managers", "project-manager"),
        ("IT project managers", "ict-manager"),
        ("School Counselors", "counsellor"),
        ("Engineers, Except Naval Engineers", "engineer"),
        ("ward sisters", "nurse"),
        ("Nrse", "nurse"),
        ("Wine specialists", "wine"),
    ],
)
def test_endings_spellings_abbreviations_and_exceptions_are_understood(text: str, skill: str) -> None:
    assert best(text) == skill


def test_of_two_forms_of_one_name_the_plain_one_comes_first() -> None:
    first, second = SUGGESTER.rank("project manager", 2)
    assert (first.skill, second.skill) == ("project-manager", "managers")
    assert first.score > second.score


def test_the_same_name_twice_is_a_tie_in_the_order_of_the_catalogue() -> None:
    twins = Suggester([Entry("b", ("gardener",)), Entry("a", ("gardener",))])
    first, second = twins.rank("gardeners", 2)
    assert (first.skill, second.skill) == ("b", "a")
    assert first.score == second.score


@pytest.mark.parametrize("entries", [[], [Entry("sign", ("★★",))]])
def test_a_catalogue_without_words_suggests_nothing(entries: list[Entry]) -> None:
    assert Suggester(entries).rank("anything at all", 5) == []
    assert Suggester(entries).suggest("A title", "And a text below it.", 5, 0.0) == []


def test_spanish_is_read_as_spanish() -> None:
    entries = [Entry("tutor", ("Clases de matemáticas",)), Entry("nurse", ("Enfermería",))]
    assert Suggester(entries, "es").rank("dar una clase de matematica", 1)[0].skill == "tutor"
