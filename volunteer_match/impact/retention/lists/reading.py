"""From the bytes of a file to a list that can be looked at: what was taken for what, who is on it, what is left out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from volunteer_match.impact.retention.lists.rules import (
    MOST_LINES,
    LeftOut,
    Part,
    Person,
    TableFault,
    TableRefused,
    find_columns,
    judge,
    order_of_dates,
    read_cells,
)
from volunteer_match.integrations.csv_needs.decoding import decode
from volunteer_match.integrations.csv_needs.table import read_table
from volunteer_match.integrations.shift_tables.moments import DateOrder

LEFT_OUT_SHOWN = 50
USUAL_ORDER = "dmy"


@dataclass(frozen=True, slots=True)
class Wish:
    """How to read: the day of the list, headings by part (empty: as they are usually called), the order of dates."""

    as_of: date
    columns: Mapping[str, str]
    date_order: str = ""


@dataclass(frozen=True, slots=True)
class ReadList:
    wish: Wish
    people: tuple[Person, ...]
    left_out: tuple[LeftOut, ...]
    headings: dict[str, str]
    order: DateOrder

    def findings(self) -> dict[str, Any]:
        """What is kept of it beside the people: counts, days, and the first lines that were left out."""
        left = [one.left for one in self.people if one.left]
        return {
            "headings": self.headings,
            "order": self.order.order,
            "certainty": self.order.certainty.value,
            "left": len(left),
            "sites": len({one.site.casefold() for one in self.people}),
            "roles": len({one.role.casefold() for one in self.people}),
            "first_joined": min((one.joined for one in self.people), default=self.wish.as_of).isoformat(),
            "first_left": min(left).isoformat() if left else "",
            "left_out_lines": len(self.left_out),
            "left_out_by": dict(Counter(one.fault.value for one in self.left_out)),
            "left_out": [[one.line, one.fault.value, one.text] for one in self.left_out[:LEFT_OUT_SHOWN]],
        }


def read_list(data: bytes, wish: Wish) -> ReadList:
    """Reads a CSV of any encoding and delimiter. Raises ImportFault (no table at all) and TableRefused."""
    text, _encoding = decode(data)
    header, *rows = read_table(text).rows
    at = find_columns(header.cells, wish.columns)
    if not rows:
        raise TableRefused(TableFault.NO_LINES)
    if len(rows) > MOST_LINES:
        raise TableRefused(TableFault.TOO_MANY, most=str(MOST_LINES))
    lines = read_cells(((row.line, row.cells) for row in rows), at)
    order = order_of_dates(lines, wish.date_order, USUAL_ORDER)
    judged = list(judge(lines, order.order, wish.as_of))
    return ReadList(
        wish,
        tuple(one for one in judged if isinstance(one, Person)),
        tuple(one for one in judged if isinstance(one, LeftOut)),
        {part.value: header.cells[at[part]] for part in Part},
        order,
    )
