"""Who gets what where: every endpoint, for every person of the tests' world, against the table endpoints.txt.

A column for each person: `agent` owns the claim, the proofs and the rest; `colleague` is of the same company,
`stranger` of another; `partner`'s organisation owns the need. Forms are sent empty but for their token, so whoever may
send one gets 303 or is told what is missing (422); who may not is told that there is nothing (404) or sent to sign in
(marked `in`). After an intended change of the site, `WRITE_ENDPOINTS=1 pytest tests/house/test_endpoints.py` writes the
table anew; then read the difference as closely as code.
"""

import os

import pytest

from tests.house.endpoints import PEOPLE, TABLE, Asker, read_table, rows_of, write_table

EXPECTED = read_table(TABLE)
CHANGING = [name for name in EXPECTED if name.startswith("POST")]
SIGN_IN = "in"


def test_no_endpoint_is_missing_and_none_is_left_over(asker: Asker) -> None:
    if os.environ.get("WRITE_ENDPOINTS"):
        TABLE.write_text(write_table(asker))
    assert [row.name for row in rows_of(asker.app)] == list(read_table(TABLE))


@pytest.mark.parametrize("name", EXPECTED)
def test_everybody_gets_what_the_table_says(asker: Asker, name: str) -> None:
    row = asker.row(name)
    assert {person: asker.ask(row, person) for person in PEOPLE} == EXPECTED[name]


@pytest.mark.parametrize("name", CHANGING)
def test_nothing_changes_without_its_token(asker: Asker, name: str) -> None:
    """Whoever the table lets in is refused with 400; for all others nothing changes either."""
    row = asker.row(name)
    for person in PEOPLE:
        expected = EXPECTED[name][person]
        answer = asker.ask(row, person, with_token=False)
        if expected in ("404", SIGN_IN):
            assert answer in (expected, "400"), person
        else:
            assert answer == "400", person
