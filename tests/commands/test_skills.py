"""`volunteer-match skills` as people run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Run

NAMES = "a\tgraphic designer\nb\tbookkeeper\nb\taccounts clerk\nc\tgardener\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    catalogue, queries = tmp_path / "names.tsv", tmp_path / "texts.tsv"
    catalogue.write_text(NAMES, encoding="utf-8")
    queries.write_text("1\tGraphic Designers\n\n2\tAccount clerks\r\n3\t★\n", encoding="utf-8")
    return catalogue, queries


def suggest(run: Run, files: tuple[Path, Path], *more: str) -> str:
    result = run("skills", "suggest", "--catalogue", str(files[0]), "--queries", str(files[1]), *more)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_suggestions_come_as_json_best_first(run: Run, files: tuple[Path, Path]) -> None:
    answers = json.loads(suggest(run, files, "--top", "2", "--json"))
    assert [answer["query"] for answer in answers] == ["1", "2", "3"]
    assert [answer["suggestions"][0]["skill"] for answer in answers[:2]] == ["a", "b"]
    assert answers[2]["suggestions"] == []
    for answer in answers:
        scores = [each["score"] for each in answer["suggestions"]]
        assert scores == sorted(scores, reverse=True)
        assert len(scores) <= 2


def test_suggestions_come_as_a_table(run: Run, files: tuple[Path, Path]) -> None:
    text = suggest(run, files)
    assert "a  graphic designer" in text
    assert "nothing in the catalogue is like it" in text


def test_suggesting_needs_neither_settings_nor_a_database(files: tuple[Path, Path], tmp_path: Path) -> None:
    command = [str(Path(sys.executable).parent / "volunteer-match"), "skills", "suggest", "--json"]
    environment = {"PATH": os.environ["PATH"], "APP_ENV": "production"}
    done = subprocess.run(
        [*command, "--catalogue", str(files[0]), "--queries", str(files[1])],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["suggestions"][0]["skill"] == "a"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["names.tsv", "texts.tsv"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ":1: the file holds no text"),
        (b"1\tgood\nno tab here\n", ":2: has no tab"),
        (b"1\tgood\n\t no id\n", ":2: has no id"),
        (b"1\t \n", ":1: has no text"),
        (b"1\tgood\n2\t\xff\n", ":2: is not UTF-8"),
        (b"1\tgood\n1\tagain\n", ":2: has the id of line 1: 1"),
    ],
)
def test_a_faulty_line_is_named(run: Run, files: tuple[Path, Path], content: bytes, fault: str) -> None:
    files[1].write_bytes(content)
    result = run("skills", "suggest", "--catalogue", str(files[0]), "--queries", str(files[1]))
    assert result.exit_code == 2
    assert f"{files[1]}{fault}" in result.output
    assert result.output.count("\n") == 1


def test_a_missing_file_is_named(run: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    result = run("skills", "suggest", "--catalogue", str(tmp_path / "none.tsv"), "--queries", str(files[1]))
    assert result.exit_code == 2
    assert "none.tsv: cannot be read" in result.output


ESCO = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n"
    'KnowledgeSkillCompetence,http://data.example/skill/1,skill/competence,cross-sector,shear sheep,"clip sheep\nsheep'
    ' shearing","Takes the wool off."\n'
    "SkillGroup,http://data.example/skill/G1,,,animal skills,,\n"
    "KnowledgeSkillCompetence,http://data.example/skill/2,knowledge,cross-sector,Proofreading,,\n"
)


def test_a_catalogue_is_tried_imported_and_imported_again(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "skills_en.csv"
    file.write_text(ESCO, encoding="utf-8")
    assert run("migrate").exit_code == 0
    figures = []
    for more in (["--dry-run"], [], []):
        result = run("skills", "import", str(file), "--json", *more)
        assert result.exit_code == 0, result.output
        figures.append(json.loads(result.stdout))
    assert [each["added"] for each in figures] == [1, 1, 0]
    assert [each["unchanged"] for each in figures] == [0, 0, 1]
    assert figures[0]["known"] == [{"name": "Proofreading", "skill": "proofreading"}]
    assert "unchanged 1" in run("skills", "import", str(file)).stdout


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", ": the file is empty"),
        ("id\tname\n1\tone\textra\n", ":2: has 3 columns"),
        ("1\t\n", ":1: has no name"),
        ("1\tone\n1\ttwo\n", ":2: has the id of line 1"),
        ("conceptUri,preferredLabel\nhttp://x/1\n", ":2: has 1 columns where the heading has 2"),
        ('1,"one\n', ":1: is no CSV"),
    ],
)
def test_a_faulty_catalogue_changes_nothing(run: Run, tmp_path: Path, content: str, fault: str) -> None:
    file = tmp_path / "skills.csv"
    file.write_text(content, encoding="utf-8")
    result = run("skills", "import", str(file))
    assert result.exit_code == 2
    assert f"{file}{fault}" in result.output
