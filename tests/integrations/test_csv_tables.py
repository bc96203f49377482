"""Any encoding, delimiter and line end is read; the meaning of columns is mapped or guessed."""

import codecs
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.integrations.samples import options
from volunteer_match.integrations.csv_needs.columns import Column, ColumnMap, guess_columns, named_apart, parse_map
from volunteer_match.integrations.csv_needs.decoding import decode
from volunteer_match.integrations.csv_needs.reader import read_sheet
from volunteer_match.integrations.csv_needs.table import read_table
from volunteer_match.integrations.faults import FaultCode, ImportFault
from volunteer_match.integrations.options import SourceFormat

OPTIONS = options(SourceFormat.CSV, partner="Open Desk")
WESTERN = "Título;Descripción\nConversación en español;Más ayuda para niños – “ya”\n"
POLISH = "Tytuł;Opis\nPomoc w nauce języka;Szukamy osób, które pomogą uczniom ćwiczyć mówienie\n"
ARABIC = "العنوان;الوصف\nمساعدة;نحتاج إلى متطوعين\n"
RUSSIAN = "Название;Описание\nПомощь детям;Нужны волонтёры для помощи\n"


@pytest.mark.parametrize(
    "text, encoding",
    [
        (WESTERN, "utf-8"),
        (WESTERN, "utf-8-sig"),
        (WESTERN, "utf-16"),
        (WESTERN, "utf-16-le"),
        (WESTERN, "utf-16-be"),
        (WESTERN, "utf-32"),
        (WESTERN, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "utf-16"),
        (ARABIC, "cp1256"),
        (RUSSIAN, "cp1251"),
        ("タイトル,説明\n日本語を教える,オンライン\n", "cp932"),
        ("标题,描述\n教英语,在线志愿者\n", "gb18030"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding))[0] == text


def test_a_mark_of_big_endian_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + WESTERN.encode("utf-16-be"))[0] == WESTERN


def test_an_encoding_that_was_given_is_obeyed() -> None:
    assert decode("Über".encode("cp437"), "cp437") == ("Über", "cp437")
    for name, code in (("utf-8", FaultCode.BAD_ENCODING), ("klingon", FaultCode.UNKNOWN_ENCODING)):
        with pytest.raises(ImportFault) as caught:
            decode("Über".encode("cp437"), name)
        assert caught.value.code is code


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, line_end: str) -> None:
    cells = [["Title", "Note"], ["A, b; c|d", 'says "yes"'], ["two\nlines", "x"]]
    written = line_end.join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells)
    table = read_table(written + line_end)
    assert table.delimiter == delimiter
    assert [list(row.cells) for row in table.rows] == cells


def test_excel_may_name_the_delimiter() -> None:
    table = read_table("sep=;\r\na,b;c\r\nd,e;f\r\n")
    assert [row.cells for row in table.rows] == [("a,b", "c"), ("d,e", "f")]
    assert table.rows[0].line == 2


def test_commas_in_texts_do_not_beat_the_delimiter() -> None:
    assert read_table("a;b\none, two, three;x\nfour, five, six;y\n").delimiter == ";"


def test_quotes_amid_a_cell_are_forgiven() -> None:
    assert read_table('a,b\n"x"y,z\n').rows[1].cells == ("xy", "z")


def test_headings_are_told_apart() -> None:
    assert named_apart(["Date", " Date ", "", "Date"]) == ("Date", "Date (2)", "column 3", "Date (3)")


def test_columns_are_guessed_from_their_headings() -> None:
    headings = ["Ref", "Organisation Name", "ROLE TITLE", "start_date", "Min. age", "Título", "colour"]
    assert guess_columns(headings) == {
        Column.ID: "Ref",
        Column.TITLE: "ROLE TITLE",
        Column.PARTNER: "Organisation Name",
        Column.START: "start_date",
        Column.MINIMUM_AGE: "Min. age",
    }


def test_a_heading_below_a_caption_is_found() -> None:
    sheet = read_sheet(b"Needs of this year,,\n,,\nTitle,Partner,Date\nHelp,Desk,2027-01-01\n", OPTIONS)
    assert sheet.headings == ("Title", "Partner", "Date")
    assert [row.place for row in sheet.rows] == ["line 4"]
    assert sheet.map.is_guess


def test_a_mapping_names_the_columns() -> None:
    given = parse_map({"columns": {"title": "Wat", "partner": "Wie"}, "delimiter": ";", "encoding": "cp1252"})
    sheet = read_sheet("Wie;Wat\nCafé;Hulp\n".encode("cp1252"), OPTIONS, given)
    assert sheet.rows[0].cells == {Column.TITLE: "Hulp", Column.PARTNER: "Café"}
    assert not sheet.map.is_guess


def test_a_mapping_may_be_the_columns_alone_and_comes_back_as_it_was() -> None:
    given = parse_map({"title": "Wat"})
    assert given == ColumnMap({Column.TITLE: "Wat"})
    assert parse_map(json.loads(given.as_json())) == given


def test_a_mapped_column_that_is_absent_is_a_fault() -> None:
    with pytest.raises(ImportFault) as caught:
        read_sheet(b"Title\nHelp\n", OPTIONS, ColumnMap({Column.TITLE: "Name"}))
    assert caught.value.code is FaultCode.UNKNOWN_COLUMN
    assert caught.value.params["column"] == "Name"


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip).filter(bool)


@given(
    rows=st.lists(st.lists(cells, min_size=3, max_size=3), min_size=2, max_size=5),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_quoted_table_comes_back_as_it_was(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    written = "\r\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    text, _ = decode(written.encode(encoding))
    assert [list(row.cells) for row in read_table(text, delimiter).rows] == rows
