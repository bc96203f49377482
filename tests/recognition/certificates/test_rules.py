"""What is certified, and what is the same: pure."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.glossary import NameShown
from volunteer_match.recognition.certificates.codes import new_code, read_code, shown_code
from volunteer_match.recognition.certificates.rules import (
    CertificateRefusal,
    Line,
    is_same,
    judge_lines,
    judge_span,
    name_for,
)

TODAY = date(2026, 11, 26)
LINES = st.lists(
    st.builds(
        Line,
        partner=st.sampled_from(["a", "b", "c"]),
        name=st.just("A name"),
        cause=st.sampled_from(["education", "health"]),
        kind=st.just("tutoring"),
        minutes=st.integers(0, 600),
    ),
    max_size=6,
)


def _sums(lines: list[Line]) -> dict[str, int]:
    return {p: total for p in "abc" if (total := sum(line.minutes for line in lines if line.partner == p))}


@given(before=LINES, after=LINES)
def test_figures_are_the_same_where_every_organisation_has_the_same_time(before: list[Line], after: list[Line]) -> None:
    frozen = [asdict(line) for line in before]
    assert is_same(frozen, reversed(before))
    assert is_same(frozen, after) == (_sums(before) == _sums(after))


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [
        (TODAY, TODAY, None),
        (TODAY, TODAY - timedelta(days=1), CertificateRefusal.BACKWARDS),
        (TODAY, TODAY + timedelta(days=1), CertificateRefusal.NOT_OVER),
        (TODAY - timedelta(days=1830), TODAY, None),
        (TODAY - timedelta(days=1831), TODAY, CertificateRefusal.TOO_LONG),
    ],
)
def test_spans(first: date, last: date, refusal: CertificateRefusal | None) -> None:
    assert judge_span(first, last, TODAY) is refusal


def test_nothing_is_not_certified() -> None:
    assert judge_lines([]) is CertificateRefusal.NOTHING_CONFIRMED
    assert judge_lines([Line("a", "A", "health", "other", 0)]) is CertificateRefusal.NOTHING_CONFIRMED
    assert judge_lines([Line("a", "A", "health", "other", 5)]) is None


def test_codes_are_read_however_they_are_typed() -> None:
    code = new_code()
    for typed in (code, shown_code(code), f"  {shown_code(code).lower()} ", shown_code(code).replace("-", " – ")):
        assert read_code(typed) == code
    assert shown_code("k7m2pq4rx9tb") == "K7M2-PQ4R-X9TB"
    for typed in ("", "K7M2", code[:-1] + "a", code + "k", "'; drop table", "\u0661" * 12):
        assert read_code(typed) is None


@pytest.mark.parametrize(
    ("shown", "name", "seen"),
    [
        (NameShown.FULL, "Maricel Santos", "Maricel Santos"),
        (NameShown.SHORT, "Maricel de la Cruz Santos", "Maricel S."),
        (NameShown.SHORT, "Madonna", "Madonna"),
        (NameShown.NONE, "Maricel Santos", ""),
        (NameShown.FULL, "", ""),
    ],
)
def test_names_as_the_holder_wishes(shown: NameShown, name: str, seen: str) -> None:
    assert name_for(shown, name) == seen
