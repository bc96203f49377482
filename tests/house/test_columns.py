"""Every column says what it holds and how long it is kept."""

import pytest
from sqlalchemy import Column

from volunteer_match import every_model
from volunteer_match.database import Base, Keep

assert every_model
COLUMNS = [column for table in Base.metadata.sorted_tables for column in table.columns]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_column_is_classed(column: Column[object]) -> None:
    assert column.info.get("class") in {"personal", "sensitive", "operational"}
    assert column.info.get("keep") in set(Keep)


def test_everything_of_a_company_knows_its_company() -> None:
    """Rows that belong to an employer carry `company_id`, or hang on a row that does."""
    carries = {"sites", "teams", "agent_profiles", "blocks", "shifts", "claims", "matches", "concerns", "audit_entries"}
    assert {name for name in carries if "company_id" not in Base.metadata.tables[name].columns} == set()
