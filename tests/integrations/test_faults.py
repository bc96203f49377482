"""A file that can't be read ends with one clear fault, and nothing of it is taken."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.integrations.samples import activity, do_it, options
from volunteer_match.integrations.csv_needs.reader import read_sheet
from volunteer_match.integrations.do_it.reader import read_records as read_do_it
from volunteer_match.integrations.faults import FaultCode, ImportFault
from volunteer_match.integrations.files import read_bytes
from volunteer_match.integrations.needs import Staged
from volunteer_match.integrations.options import SourceFormat
from volunteer_match.integrations.readers import read_file, read_map
from volunteer_match.integrations.volunteering_data.reader import read_records as read_standard

DO_IT, STANDARD, CSV = SourceFormat.DO_IT, SourceFormat.VOLUNTEERING_DATA, SourceFormat.CSV
GOOD_CSV = b"title,partner\nHelp,Open Desk\n"


def fault_of(tmp_path: Path, content: bytes, format_: SourceFormat) -> FaultCode:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(ImportFault) as caught:
        read_file(path, options(format_))
    return caught.value.code


@pytest.mark.parametrize(
    "format_, content, code",
    [
        (DO_IT, b"", FaultCode.EMPTY),
        (DO_IT, b"\xef\xbb\xbf \n", FaultCode.EMPTY),
        (DO_IT, b"[]", FaultCode.NO_RECORDS),
        (DO_IT, b"[{}]", FaultCode.NOT_DO_IT),
        (DO_IT, b"3", FaultCode.NOT_DO_IT),
        (DO_IT, json.dumps({"@graph": [activity()]}).encode(), FaultCode.NOT_DO_IT),
        (DO_IT, json.dumps([do_it()]).encode()[:-40], FaultCode.CUT_OFF),
        (DO_IT, b'[{"a": ', FaultCode.CUT_OFF),
        (DO_IT, b'[{"a": "no end', FaultCode.CUT_OFF),
        (DO_IT, b"title,partner\nHelp,Open Desk\n", FaultCode.BAD_JSON),
        (DO_IT, b'[{"a": NaN}]', FaultCode.BAD_JSON),
        (DO_IT, b"[" + b"9" * 6000 + b"]", FaultCode.BAD_JSON),
        (DO_IT, b"[" * 200_000, FaultCode.TOO_DEEP),
        (DO_IT, b'["caf\xe9"]', FaultCode.BAD_ENCODING),
        (DO_IT, b'{"a": 1}\n{"b": }\n', FaultCode.BAD_JSON),
        (STANDARD, json.dumps([do_it()]).encode(), FaultCode.NOT_VOLUNTEERING_DATA),
        (STANDARD, b'{"@context": {}, "@graph": []}', FaultCode.NO_RECORDS),
        (STANDARD, b"3", FaultCode.NOT_VOLUNTEERING_DATA),
        (STANDARD, b'{"a": 1}', FaultCode.NOT_VOLUNTEERING_DATA),
        (STANDARD, b'{"@graph": [1, {"type": "Recipe"}]}', FaultCode.NOT_VOLUNTEERING_DATA),
        (STANDARD, GOOD_CSV, FaultCode.BAD_JSON),
        (CSV, b"\n \n", FaultCode.EMPTY),
        (CSV, b"PK\x03\x04 a workbook", FaultCode.WORKBOOK),
        (CSV, b"title,partner\nHelp\0,Open Desk\n", FaultCode.BINARY),
        (CSV, b"\xff\xfet\x00i\x00t", FaultCode.BAD_ENCODING),
        (CSV, b'title,partner\n"Help,Open Desk\n', FaultCode.CUT_OFF),
        (CSV, b"title,partner\n", FaultCode.NO_RECORDS),
        (CSV, b"colour,shape\nred,round\n", FaultCode.NO_TITLE_COLUMN),
        (CSV, b"title\nHelp\n", FaultCode.NO_PARTNER_COLUMN),
        (CSV, b"," * 400 + b"\n", FaultCode.TOO_MANY_COLUMNS),
        (CSV, b"sep=;\n", FaultCode.EMPTY),
        (CSV, b'title,partner\n"a"b,' + b"x" * 140_000 + b"\n", FaultCode.NOT_CSV),
        (CSV, json.dumps([do_it()], indent=1).encode(), FaultCode.NO_TITLE_COLUMN),
    ],
)
def test_a_faulty_file_is_named_as_what_it_is(
    tmp_path: Path, format_: SourceFormat, content: bytes, code: FaultCode
) -> None:
    assert fault_of(tmp_path, content, format_) is code


def test_the_place_of_bad_json_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b'{"a": 1}\n{"b": 2}\n{"c" 3}\n')
    with pytest.raises(ImportFault) as caught:
        read_file(path, options(DO_IT))
    assert caught.value.params["line"] == 3


def test_a_file_over_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b" " * 101)
    with pytest.raises(ImportFault) as caught:
        read_bytes(path, 100)
    assert (caught.value.code, caught.value.params) == (FaultCode.TOO_LARGE, {"limit": 100})
    path.write_bytes(b"[" + b" " * 98 + b"]")
    assert len(read_bytes(path, 100)) == 100


@pytest.mark.parametrize(
    "name, code",
    [("absent", FaultCode.MISSING), (".", FaultCode.NOT_A_FILE), ("x" * 300, FaultCode.UNREADABLE)],
)
def test_what_is_no_file_is_a_fault(tmp_path: Path, name: str, code: FaultCode) -> None:
    with pytest.raises(ImportFault) as caught:
        read_bytes(tmp_path / name, 100)
    assert caught.value.code is code


def test_a_device_is_not_read() -> None:
    with pytest.raises(ImportFault) as caught:
        read_bytes(Path("/dev/zero"), 100)
    assert caught.value.code is FaultCode.NOT_A_FILE


def test_an_unknown_zone_is_a_fault_before_the_file_is_read(tmp_path: Path) -> None:
    for name in ("Mars/Base", "../etc/passwd", "Europe", "x" * 300, "a\0b"):
        with pytest.raises(ImportFault) as caught:
            read_file(tmp_path / "absent", options(CSV, time_zone=name))
        assert caught.value.code is FaultCode.BAD_TIME_ZONE


@pytest.mark.parametrize(
    "content, code",
    [
        (b"[]", FaultCode.BAD_MAPPING),
        (b'{"columns": {"title": 3}}', FaultCode.BAD_MAPPING),
        (b'{"columns": {"title": "Role"}, "dates": "ydm"}', FaultCode.BAD_MAPPING),
        (b'{"columns": {"title": "Role"}, "delimiter": "::"}', FaultCode.BAD_MAPPING),
        (b'{"columns": {"title": "Role"}, "colour": "red"}', FaultCode.BAD_MAPPING),
        (b'{"heading": "Role"}', FaultCode.UNKNOWN_FIELD),
        (b'{"title": "Role"', FaultCode.CUT_OFF),
    ],
)
def test_a_faulty_mapping_file(tmp_path: Path, content: bytes, code: FaultCode) -> None:
    path = tmp_path / "map.json"
    path.write_bytes(content)
    with pytest.raises(ImportFault) as caught:
        read_map(path)
    assert caught.value.code is code


def _read(data: bytes, format_: SourceFormat, tmp: Path) -> Staged | None:
    tmp.write_bytes(data)
    try:
        return read_file(tmp, options(format_, partner="Open Desk"))
    except ImportFault:
        return None


@given(data=st.binary(max_size=400), format_=st.sampled_from(list(SourceFormat)))
def test_any_bytes_are_read_or_refused(data: bytes, format_: SourceFormat) -> None:
    reader = {DO_IT: read_do_it, STANDARD: read_standard}.get(format_)
    with suppress(ImportFault):
        reader(data) if reader else read_sheet(data, options(format_, partner="Open Desk"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
DO_IT_KEYS = st.sampled_from(
    [
        "_id",
        "isOnline",
        "deleted",
        "startDate",
        "endDate",
        "dueDate",
        "volunteerNumber",
        "organization",
        "externalApplyLink",
        "activity__title",
        "activity__locationOption",
        "activity__requirementOptions",
        "activity__causeOptions",
        "activity__organizationSubDocument",
        "activity__targetAmount",
        "activity__measurementUnitSummary",
        "activity__volunteerRequirements",
    ]
)
STANDARD_KEYS = st.sampled_from(
    [
        "@id",
        "id",
        "type",
        "label",
        "session",
        "time",
        "role",
        "organisation",
        "allowsRemoteParticipation",
        "skill",
        "requirement",
        "applyLink",
    ]
)


@given(changes=st.dictionaries(DO_IT_KEYS, json_values, max_size=4))
def test_no_value_of_a_do_it_record_raises(
    changes: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "do-it.json"
    staged = _read(json.dumps([do_it(**changes)]).encode(), DO_IT, path)
    assert staged is not None
    assert len(staged.needs) + len(staged.skipped) == 1


@given(changes=st.dictionaries(STANDARD_KEYS, json_values, max_size=4))
def test_no_value_of_a_standard_record_raises(
    changes: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "standard.json"
    document = {"@graph": [{"id": "o1", "type": "Organisation", "name": "Open Desk"}, activity(**changes)]}
    staged = _read(json.dumps(document).encode(), STANDARD, path)
    assert staged is not None
    assert staged.needs or staged.skipped


cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(rows=st.lists(st.lists(cell, min_size=8, max_size=8), min_size=1, max_size=4))
def test_no_cell_raises(rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    heading = "title,partner,date,start time,minutes,places,time zone,age"
    body = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    staged = _read(f"{heading}\n{body}\n".encode(), CSV, tmp_path_factory.getbasetemp() / "needs.csv")
    written = [row for row in rows if any(cell.strip() for cell in row)]
    assert staged is None or len(staged.needs) + len(staged.skipped) == len(written)
