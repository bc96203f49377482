"""What is only seen across the records of a file: ids and titles that repeat."""

import json
from pathlib import Path
from typing import Any

from tests.integrations.samples import codes, do_it, options
from volunteer_match.integrations.links import find_link
from volunteer_match.integrations.needs import Flag, FlagCode, Skipped, SkipReason, Staged
from volunteer_match.integrations.options import SourceFormat
from volunteer_match.integrations.readers import read_file


def read(tmp_path: Path, *records: dict[str, Any]) -> Staged:
    path = tmp_path / "activities.json"
    path.write_text(json.dumps(records))
    return read_file(path, options(SourceFormat.DO_IT))


def test_the_first_of_a_repeated_id_stays(tmp_path: Path) -> None:
    staged = read(tmp_path, do_it(), do_it(activity__title="Another"))
    assert [need.title for need in staged.needs] == ["Reading partner"]
    assert staged.skipped == (Skipped("[1]", SkipReason.DUPLICATE_ID, "[0]", "aa01"),)


def test_a_skipped_record_does_not_take_the_id(tmp_path: Path) -> None:
    staged = read(tmp_path, do_it(deleted=True), do_it())
    assert [need.place for need in staged.needs] == ["[1]"]


def test_a_repeated_title_of_one_partner_is_flagged(tmp_path: Path) -> None:
    second = do_it(_id={"$oid": "aa02"}, activity__title="reading  PARTNER")
    third = do_it(_id={"$oid": "aa03"}, organization={"$oid": "bb02"})
    staged = read(tmp_path, do_it(), second, third)
    assert [FlagCode.DUPLICATE_TITLE in codes(need) for need in staged.needs] == [False, True, False]
    assert Flag(FlagCode.DUPLICATE_TITLE, "[0]") in staged.needs[1].flags


def test_progress_is_told_record_by_record(tmp_path: Path) -> None:
    path = tmp_path / "activities.json"
    path.write_text(json.dumps([do_it(), do_it()]))
    told: list[tuple[int, int]] = []
    read_file(path, options(SourceFormat.DO_IT), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_link_is_text() -> None:
    assert find_link(None) is None
