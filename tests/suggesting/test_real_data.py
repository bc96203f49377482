"""The figures that docs/suggesting.md names, on the public files beside the checkout."""

import numpy as np
import pytest

from benchmarks.suggesting import MELO, measure_melo, measure_needs, read_labels, reciprocal_rank
from tests.integrations.samples import REAL_DATA, needs_real_data
from volunteer_match.people.catalogue import read_catalogue


@needs_real_data
@pytest.mark.parametrize(("language", "least"), [("en", 0.62), ("es", 0.45)])
def test_short_texts_find_their_name(language: str, least: float) -> None:
    assert measure_melo(REAL_DATA / "melo" / MELO[language], language)["mrr"] >= least


@needs_real_data
@pytest.mark.parametrize("half", ["tuning", "held-out"])
def test_needs_find_what_a_person_would_ask_for(half: str) -> None:
    figures = measure_needs(REAL_DATA, half)
    assert figures["precision"] >= 0.48
    assert figures["recall"] >= 0.6


def test_labels_name_skills_of_the_catalogue() -> None:
    labels = read_labels()
    known = {skill.id for skill in read_catalogue()}
    assert len(labels) >= 60
    assert {label.half for label in labels} == {"tuning", "held-out"}
    assert all(label.skills <= known for label in labels)
    assert len({(label.source, label.record) for label in labels}) == len(labels)


def test_wrong_names_of_the_same_score_count_against() -> None:
    assert reciprocal_rank(np.array([0.5, 0.9, 0.9, 0.1]), [1]) == 0.5
    assert reciprocal_rank(np.array([0.5, 0.9, 0.8, 0.1]), [1, 2]) == 1
    assert reciprocal_rank(np.array([0.0, 0.0]), [1]) == 0
