"""How well skills are read out of texts, and how quickly: `python -m benchmarks.suggesting [--json] [--data DIR]`.

Two measures on data that others wrote. MELO: short texts against a large catalogue, as the mean reciprocal rank of the
first right name, with every wrong name of the same score counted as standing before it. And the needs of two public
files against the shipped catalogue, as precision and recall of what is suggested beside what a person would ask for
(tests/suggesting/labels.tsv, half of it never used for tuning).
"""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import click
import numpy as np

from benchmarks.figures import print_figures
from volunteer_match.integrations.needs import ImportedNeed
from volunteer_match.integrations.options import ReadOptions, SourceFormat
from volunteer_match.integrations.readers import read_file
from volunteer_match.people.catalogue.reader import read_catalogue, read_cues
from volunteer_match.people.catalogue.suggestions import LIKELY, MOST
from volunteer_match.suggesting.catalogue import Catalogue, Entry
from volunteer_match.suggesting.suggester import Suggester

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests" / "suggesting" / "labels.tsv"
MELO = {"en": "usa_q_en_c_en", "es": "esp_q_es_c_es"}
LARGE = 14_000
SOURCES = {"do-it-activities.json": SourceFormat.DO_IT, "teamkinetic-activities.jsonld": SourceFormat.VOLUNTEERING_DATA}


def _pairs(path: Path) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line)
    return [(row[0], row[1]) for row in rows]


def reciprocal_rank(found: np.ndarray, right: list[int]) -> float:
    """1 ÷ the rank of the best right name, wrong ones with the same score before it; 0 where it scores nothing."""
    best = found[right].max()
    if best <= 0:
        return 0.0
    is_wrong = np.ones(len(found), bool)
    is_wrong[right] = False
    return 1 / (1 + int(((found >= best) & is_wrong).sum()))


def measure_melo(folder: Path, language: str) -> dict[str, float]:
    names, queries = _pairs(folder / "corpus_elements.tsv"), _pairs(folder / "queries.tsv")
    place = {name[0]: number for number, name in enumerate(names)}
    right: defaultdict[str, list[int]] = defaultdict(list)
    for line in (folder / "annotations.tsv").read_text(encoding="utf-8").split("\n"):
        if line:
            query, _, name, _ = line.split("\t")
            right[query].append(place[name])
    catalogue = Catalogue([Entry(name, (text,)) for name, text in names], language)
    ranks = [
        reciprocal_rank(catalogue.best_of_entries(catalogue.likeness(text)), right[query]) for query, text in queries
    ]
    return {"queries": len(queries), "names": len(names), "mrr": round(float(np.mean(ranks)), 4)}


def measure_speed(folder: Path) -> dict[str, float]:
    """A catalogue of 14,000 names: seconds to arrange it, milliseconds a query."""
    names, queries = _pairs(folder / "corpus_elements.tsv")[:LARGE], _pairs(folder / "queries.tsv")
    start = time.perf_counter()
    suggester = Suggester([Entry(name, (text,)) for name, text in names], "en")
    built = time.perf_counter() - start
    taken = []
    for _, text in queries:
        start = time.perf_counter()
        suggester.rank(text, 10)
        taken.append(1_000 * (time.perf_counter() - start))
    return {
        "names": len(names),
        "index_s": round(built, 2),
        "median_ms": round(median(taken), 2),
        "p95_ms": round(float(np.percentile(taken, 95)), 2),
    }


@dataclass(frozen=True, slots=True)
class Label:
    source: str
    record: str
    half: str
    skills: frozenset[str]


def read_labels() -> list[Label]:
    lines = [line for line in LABELS.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    rows = (line.split("\t") for line in lines)
    return [Label(source, record, half, frozenset(skills.split())) for source, record, half, skills in rows]


def read_needs(data: Path) -> dict[tuple[str, str], ImportedNeed]:
    """Every need of both files, those in person and those that are over too, as an import has them."""
    found = {}
    for name, source in SOURCES.items():
        options = ReadOptions(
            now=datetime(2020, 1, 1, tzinfo=UTC),
            max_bytes=50_000_000,
            format=source,
            time_zone="Europe/London",
            include_in_person=True,
            include_past=True,
            partner="",
        )
        for need in read_file(data / name, options).needs:
            found[name, need.source_id] = need
    return found


def shipped(language: str) -> Suggester:
    """The shipped catalogue, as a fresh installation has it."""
    cues = read_cues(language)
    entries = [
        Entry(skill.id, (skill.name_in(language), *words, *cues.get(skill.id, ())))
        for skill in read_catalogue()
        for words in [skill.synonyms_es if language == "es" else skill.synonyms_en]
    ]
    return Suggester(entries, language)


def measure_needs(data: Path, half: str) -> dict[str, float]:
    needs, suggester = read_needs(data), shipped("en")
    right = said = wanted = records = missing = 0
    for label in read_labels():
        if label.half != half:
            continue
        need = needs.get((label.source, label.record))
        if need is None:
            missing += 1
            continue
        found = {each.skill for each in suggester.suggest(need.title, need.description, MOST, LIKELY)}
        right, said, wanted = right + len(found & label.skills), said + len(found), wanted + len(label.skills)
        records += 1
    return {
        "records": records,
        "not_read": missing,
        "suggested": said,
        "precision": round(right / max(said, 1), 3),
        "recall": round(right / max(wanted, 1), 3),
    }


def _measures(data: Path) -> dict[str, Callable[[], dict[str, float]]]:
    melo = data / "melo"
    return {
        "melo_en": lambda: measure_melo(melo / MELO["en"], "en"),
        "melo_es": lambda: measure_melo(melo / MELO["es"], "es"),
        "speed": lambda: measure_speed(melo / MELO["en"]),
        "needs_tuning": lambda: measure_needs(data, "tuning"),
        "needs_held_out": lambda: measure_needs(data, "held-out"),
    }


@click.command()
@click.option("--data", type=click.Path(path_type=Path), default=ROOT.parent / "shared" / "data", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(data: Path, as_json: bool) -> None:
    """Measure suggestions on the public files beside the checkout."""
    if not (data / "melo").is_dir():
        print_figures({"skipped": f"there are no files in {data}"}, as_json=as_json)
        return
    print_figures({name: measure() for name, measure in _measures(data).items()}, as_json=as_json)


if __name__ == "__main__":
    main()
