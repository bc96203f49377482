"""`volunteer-match import`, as people and programs use it."""

import json
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.integrations.running import Import, answer, titles
from tests.integrations.samples import REAL_DATA, activity, do_it, needs_real_data


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "activities.json"
    path.write_text(json.dumps([do_it(), do_it(_id={"$oid": "aa02"}, deleted=True)]))
    return path


def test_people_read_lines(run: Import, file: Path, database: Path) -> None:
    result = run(file, "--format", "do-it")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "skipped  [1]  deleted at source",
        "look at  [0]  has neither dates nor a deadline",
        "1 skipped: deleted at source",
        "1 imported, 0 updated, 0 unchanged, 1 skipped.",
        "1 draft waits for a coordinator.",
    ]
    assert titles(database) == ["Reading partner"]


def test_programs_read_json(run: Import, file: Path) -> None:
    assert answer(run(file, "--format", "do-it", "--json")) == {
        "imported": 1,
        "updated": 0,
        "unchanged": 0,
        "skipped": [{"place": "[1]", "reason": "deleted at source"}],
        "kept": [],
        "flagged": [{"place": "[0]", "title": "Reading partner", "flags": ["has neither dates nor a deadline"]}],
    }


def test_a_second_import_changes_nothing(run: Import, file: Path) -> None:
    first = answer(run(file, "--format", "do-it", "--json"))
    second = answer(run(file, "--format", "do-it", "--json"))
    assert (first["imported"], second["imported"]) == (1, 0)
    assert (second["updated"], second["unchanged"]) == (0, 1)


def test_a_dry_run_leaves_the_database_alone(run: Import, file: Path, database: Path) -> None:
    result = run(file, "--format", "do-it", "--dry-run")
    assert result.stdout.splitlines()[-1] == (
        "Nothing was changed. It would be: 1 imported, 0 updated, 0 unchanged, 1 skipped."
    )
    assert titles(database) == []


@pytest.mark.parametrize(
    "content, arguments, line",
    [
        (b"", ["--format", "do-it"], "the file is empty."),
        (b"[]", ["--format", "do-it"], "the file holds no records."),
        (b'[{"a": 1', ["--format", "do-it"], "the file is cut off (it ends too early, line 1, column 9)."),
        (b"{}", ["--format", "volunteering-data"], "this is not a file of the Volunteering Data Standard."),
        (b"x" * 2000, ["--format", "csv"], "the file is larger than IMPORT_MAX_BYTES (1000 bytes)."),
        (b"a,b\n1,2\n", ["--format", "csv"], "no column holds a title; name it in a mapping file (--mapping)."),
        (
            b"[]",
            ["--format", "do-it", "--time-zone", "Mars/Base"],
            "“Mars/Base” is no IANA time zone, such as Europe/London.",
        ),
    ],
)
def test_a_faulty_file_ends_with_one_line_and_changes_nothing(
    run: Import, tmp_path: Path, database: Path, content: bytes, arguments: list[str], line: str
) -> None:
    path = tmp_path / "faulty"
    path.write_bytes(content)
    result = run(path, *arguments, IMPORT_MAX_BYTES="1000")
    assert result.exit_code == 2
    assert result.stdout == ""
    (told,) = result.stderr.splitlines()
    assert told.startswith(f"{path}: {line}")
    assert titles(database) == []


def test_a_file_that_is_absent(run: Import, tmp_path: Path) -> None:
    result = run(tmp_path / "absent", "--format", "do-it")
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path / 'absent'}: there is no such file.\n")


def test_the_zone_of_times_without_one_can_be_given(run: Import, tmp_path: Path, database: Path) -> None:
    path = tmp_path / "standard.jsonld"
    path.write_text(json.dumps({"@graph": [activity(session=[{"time": [{"begining": "2199-07-01T09:00:00"}]}])]}))
    answer(run(path, "--format", "volunteering-data", "--time-zone", "Asia/Manila", "--json"))
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        (start,) = connection.execute(text("SELECT starts_at FROM opportunity_sessions")).scalars()
    engine.dispose()
    assert str(start).startswith("2199-07-01 01:00")


def test_what_was_kept_and_what_is_gone_is_told(run: Import, tmp_path: Path, database: Path) -> None:
    path = tmp_path / "activities.json"
    other = do_it(_id={"$oid": "aa02"}, activity__title="Pen friend")
    path.write_text(json.dumps([do_it(), other]))
    run(path, "--format", "do-it")
    engine = create_engine(f"sqlite:///{database}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE opportunities SET title = 'Our words' WHERE title = 'Reading partner'"))
    engine.dispose()
    path.write_text(json.dumps([do_it(activity__description="Read by video."), {**other, "deleted": True}]))
    told = run(path, "--format", "do-it").stdout.splitlines()
    assert "kept     [0]  edited here and kept: title" in told
    assert "look at  [1]  deleted at source, still here" in told
    assert "0 imported, 1 updated, 0 unchanged, 1 skipped." in told
    kept = answer(run(path, "--format", "do-it", "--json"))["kept"]
    assert [(item["place"], item["fields"]) for item in kept] == [("[0]", ["title"])]


def test_long_work_tells_where_it_is(run: Import, tmp_path: Path) -> None:
    path = tmp_path / "needs.csv"
    path.write_text("Title\n" + "".join(f"Need {number}\n" for number in range(1_001)))
    result = run(path, "--format", "csv", "--partner", "Open Desk", "--json")
    assert answer(result)["imported"] == 1_001
    shown = [line for line in result.stderr.splitlines() if line.startswith(("Reading", "Storing"))]
    assert shown == ["Reading: 1000 / 1001", "Reading: 1001 / 1001", "Storing: 1000 / 1001", "Storing: 1001 / 1001"]


def test_a_database_out_of_reach_is_one_line(run: Import, file: Path, tmp_path: Path) -> None:
    result = run(file, "--format", "do-it", DATABASE_URL=f"sqlite:///{tmp_path / 'absent' / 'x.sqlite3'}")
    assert result.exit_code == 1
    assert result.stderr.startswith("DATABASE_URL: the database did not answer")


@needs_real_data
@pytest.mark.parametrize(
    "name, arguments, records",
    [
        ("do-it-activities.json", ["--format", "do-it"], 100),
        ("teamkinetic-activities.jsonld", ["--format", "volunteering-data", "--time-zone", "Europe/London"], 250),
        ("teamkinetic-organisations.jsonld", ["--format", "volunteering-data"], 250),
    ],
)
def test_the_public_sample_files(run: Import, database: Path, name: str, arguments: list[str], records: int) -> None:
    everything = [*arguments, "--include-in-person", "--include-past", "--json"]
    first = answer(run(REAL_DATA / name, *everything))
    assert first["imported"] + len(first["skipped"]) == records
    assert len(titles(database)) == first["imported"]
    second = answer(run(REAL_DATA / name, *everything))
    assert (second["imported"], second["updated"], second["kept"]) == (0, 0, [])
    assert second["unchanged"] == first["imported"]
    fewer = answer(run(REAL_DATA / name, *arguments, "--json"))
    assert (fewer["imported"], fewer["updated"], fewer["kept"]) == (0, 0, [])
