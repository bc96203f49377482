"""Which column of a table of shifts holds what: from a mapping, or from what headings are usually called. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Part(StrEnum):
    """What a column may hold; these are the keys of a mapping."""

    WHO = "who"
    DAY = "day"
    START = "start"
    END = "end"
    END_DAY = "end_day"
    MINUTES = "minutes"
    ACTIVITY = "activity"
    ZONE = "zone"


# What headings are called, the likeliest first, without case, accents, blanks and signs. NICE IEX: excdate, schedDate,
# tvID, logonID, ssn, exc, TZ.
HEADINGS: Mapping[Part, str] = {
    Part.DAY: "excdate activitydate date day shiftdate nominaldate startdate scheddate scheduledate workdate "
    "fecha dia fechainicio",
    Part.START: "start starttime excstart excstarttime activitystart activitystarttime shiftstart startdatetime starts "
    "startsat from begin begintime timein inicio horainicio horadeinicio desde entrada",
    Part.END: "stop stoptime end endtime excstop excstoptime excend excendtime activitystop activityend "
    "activityendtime shiftend enddatetime ends endsat to until finish finishtime timeout fin horafin horadefin hasta "
    "salida",
    Part.END_DAY: "stopdate enddate excstopdate excenddate fechafin",
    Part.MINUTES: "length minutes duration durationminutes lengthminutes excminutes minutos duracion",
    Part.ACTIVITY: "activityname excname excdescription activitydescription activity exc exception activitycode "
    "exceptionname shifttype activitytype eventtype description status summary code type actividad nombreactividad",
    Part.ZONE: "tz timezone zone zonahoraria",
    Part.WHO: "employeenumber employeeid employeeno externalid personnelnumber payrollid workdayid ssn agentid "
    "agentnumber email emailaddress mail logonid logon login username userid tvid acdid employee agent id legajo "
    "correo numerodeempleado",
}
WHO_AT_MOST = 6
"""So many columns may be tried for who somebody is."""


class TableFault(StrEnum):
    NO_WHO = "no-who"
    NO_START = "no-start"
    NO_END = "no-end"
    NO_DAY = "no-day"
    NO_COLUMN = "no-column"
    NOT_A_TABLE = "not-a-table"


class TableRefused(Exception):
    """The file can't be read as a table of shifts. `params` fill the sentence of `code`."""

    def __init__(self, code: TableFault, **params: str) -> None:
        super().__init__(code.value, params)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions by what they hold, and those that may say who, the likeliest first."""

    headings: tuple[str, ...]
    at: Mapping[Part, int]
    who: tuple[int, ...] = field(default=())

    def named(self) -> dict[str, str]:
        """The heading that was taken for each part."""
        return {part.value: self.headings[place] for part, place in self.at.items()}


def plain(heading: str) -> str:
    """ "#fields: Start Time" is "starttime"."""
    folded = unicodedata.normalize("NFKD", heading.removeprefix("#fields").casefold())
    return re.sub(r"[^a-z0-9]", "", folded)


def places_of(words: Iterable[str], names: Sequence[str], taken: Collection[int]) -> list[int]:
    """Columns whose plain names are among these words, in their order, without those that hold something else."""
    found = dict.fromkeys(names.index(word) for word in words if word in names)
    return [place for place in found if place not in taken]


def find_columns(headings: Sequence[str], wanted: Mapping[str, str], *, needs_who: bool) -> Columns:
    """The columns of a heading. `wanted` (a mapping) goes first: its headings must be there. Raises TableRefused."""
    names = [plain(heading) for heading in headings]
    at: dict[Part, int] = {}
    for key, heading in wanted.items():
        if plain(heading) not in names:
            raise TableRefused(TableFault.NO_COLUMN, column=heading[:60], columns=", ".join(headings)[:400])
        at[Part(key)] = names.index(plain(heading))
    who: tuple[int, ...] = (at[Part.WHO],) if Part.WHO in at else ()
    # A mapping is whole: what it doesn't name is not there. Only without one the headings are guessed.
    for part, words in HEADINGS.items() if not wanted else ():
        found = places_of(words.split(), names, at.values())
        if part is Part.WHO:
            who = tuple(found[:WHO_AT_MOST])
        elif found:
            at[part] = found[0]
    columns = Columns(tuple(headings), at, who)
    _check(columns, needs_who=needs_who)
    return columns


def _check(columns: Columns, *, needs_who: bool) -> None:
    shown = ", ".join(columns.headings)[:400]
    if Part.START not in columns.at:
        raise TableRefused(TableFault.NO_START, columns=shown)
    if Part.END not in columns.at and Part.MINUTES not in columns.at:
        raise TableRefused(TableFault.NO_END, columns=shown)
    if needs_who and not columns.who:
        raise TableRefused(TableFault.NO_WHO, columns=shown)


def count_known(headings: Sequence[str]) -> int:
    """How many of these cells are headings as they are usually called."""
    known = {word for words in HEADINGS.values() for word in words.split()}
    return len({plain(heading) for heading in headings} & known)
