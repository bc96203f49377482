"""The benchmark of matching, whole and small; and that it would see an answer that is wrong."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks import index_from_database
from benchmarks.databases import KINDS
from benchmarks.plot import Line, plot
from benchmarks.ranking.agreement import TOP, same_as_reference, same_as_rival
from benchmarks.rivals.answers import Row
from benchmarks.rivals.sqlite_joins import SqliteJoins
from benchmarks.workload import NOW, SETTINGS, make
from benchmarks.workload.needs import LAST_DAY
from tests.house.tree import ROOT
from volunteer_match.matching.facts import AgentFacts, OpportunityFacts
from volunteer_match.matching.index import Index
from volunteer_match.matching.indexing.placed import Scored

AGENTS, NEEDS = 1200, 150


def test_a_whole_run_finds_no_mismatch() -> None:
    size = ["--agents", "700", "--opportunities", "80", "--queries", "60", "--checked", "4"]
    command = [sys.executable, "benchmarks/matching.py", *size, "--shifts", "--json"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    figures = json.loads(done.stdout)
    assert figures["mismatches"] == 0
    assert set(figures["checks"]) == {"reference", "sqlite_joins", "postgres_gin"}
    assert figures["answers"]["empty"] < figures["answers"]["all"] == 60
    for name in ("top50", "words_ms", "top50_plain", "sqlite_joins", "postgres_gin"):
        assert figures[name]["median_ms"] <= figures[name]["p95_ms"] <= figures[name]["p99_ms"]
    assert figures["memory_mb"] > 0


@pytest.fixture(scope="module")
def people() -> dict[int, AgentFacts]:
    return make(AGENTS, NEEDS, plain=True).everybody()


@pytest.fixture(scope="module")
def asked() -> Iterator[tuple[OpportunityFacts, list[Scored], list[Row]]]:
    """The need that most people can do, who does it best by the index, and by SQL."""
    workload = make(AGENTS, NEEDS, plain=True)
    index, rival = Index(), SqliteJoins(workload.table, NOW, NOW + timedelta(days=LAST_DAY))
    index.build(workload.table)
    found = {slot: index.top_agents(need, NOW, SETTINGS, TOP) for slot, need in workload.needs()}
    most = max(found, key=lambda slot: len(found[slot]))
    need = dict(workload.needs())[most]
    statement = rival.prepared(need)
    assert statement is not None
    yield need, found[most], [Row(*row) for row in rival.ask(statement)]
    rival.db.close()


def test_right_answers_are_the_same(
    asked: tuple[OpportunityFacts, list[Scored], list[Row]], people: dict[int, AgentFacts]
) -> None:
    need, found, rows = asked
    assert len(found) > 10
    assert same_as_rival(found, rows, need, people)
    assert same_as_reference(found, need, people.values())


def _swapped(found: list[Scored]) -> list[Scored]:
    return [found[-1], *found[1:-1], found[0]]


WRONG: dict[str, Callable[[list[Scored]], list[Scored]]] = {
    "one is left out": lambda found: found[1:],
    "the best is missing": lambda found: [*found[1:], found[-1]],
    "first and last are swapped": _swapped,
    "a fit is a tenth higher": lambda found: [found[0]._replace(fit=found[0].fit + 1), *found[1:]],
    "an order is a tenth lower": lambda found: [found[0]._replace(order=found[0].order - 1), *found[1:]],
    "somebody else": lambda found: [found[0]._replace(slot=AGENTS, id=f"a{AGENTS - 1}"), *found[1:]],
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_wrong_answers_are_seen(
    asked: tuple[OpportunityFacts, list[Scored], list[Row]],
    people: dict[int, AgentFacts],
    change: Callable[[list[Scored]], list[Scored]],
) -> None:
    need, found, rows = asked
    assert not same_as_rival(change(found), rows, need, people)
    assert not same_as_reference(change(found), need, people.values())


def test_wrong_parts_are_seen_by_the_reference(
    asked: tuple[OpportunityFacts, list[Scored], list[Row]], people: dict[int, AgentFacts]
) -> None:
    need, found, _ = asked
    wrong = found[0]._replace(parts=(found[0].parts[0] + 1, *found[0].parts[1:]))
    assert not same_as_reference([wrong, *found[1:]], need, people.values())


@pytest.mark.thorough
def test_growth_is_written_and_drawn(tmp_path: Path) -> None:
    sizes = ["--sizes", "200", "--opportunities", "10", "--skip-sql"]
    command = [sys.executable, "-m", "benchmarks.growth", *sizes, "--docs", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    text = (tmp_path / "matching-growth.md").read_text()
    assert "| 200 |" in text
    assert "<polyline" in (tmp_path / "pictures/matching-growth.svg").read_text()


def test_a_picture_says_its_figures_in_words() -> None:
    drawn = plot([Line("one & two", [(1000, 0.1), (10_000, 2.5)])])
    assert "one &amp; two: 1,000 agents 0.1 ms; 10,000 agents 2.5 ms." in drawn
    assert '<title id="title">' in drawn


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.thorough
def test_the_index_from_the_database_and_both_pages_are_measured(kind: str) -> None:
    figures = index_from_database.measure(kind, 250, 50, visits=4)
    assert figures["build s"] >= 0
    assert figures["for you p50 ms"] > 0
    assert figures["find people p50 ms"] > 0
    assert figures["supply p50 ms"] > 0
