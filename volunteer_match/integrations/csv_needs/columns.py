"""Which column holds what: from a mapping file, or guessed from the names in the heading. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from volunteer_match.integrations.concepts import same_word
from volunteer_match.integrations.csv_needs.table import DELIMITERS
from volunteer_match.integrations.faults import FaultCode, ImportFault


class Column(StrEnum):
    """What a column may hold; these are the keys of a mapping file."""

    ID = "id"
    TITLE = "title"
    DESCRIPTION = "description"
    PARTNER = "partner"
    PARTNER_DESCRIPTION = "partner_description"
    PARTNER_WEBSITE = "partner_website"
    KIND = "kind"
    CAUSE = "cause"
    REMOTE = "remote"
    START = "start"
    END = "end"
    DATE = "date"
    START_TIME = "start_time"
    END_TIME = "end_time"
    MINUTES = "minutes"
    TIME_ZONE = "time_zone"
    PLACES = "places"
    HOURS_NEEDED = "hours_needed"
    DEADLINE = "deadline"
    MINIMUM_AGE = "minimum_age"
    CREDENTIALS = "credentials"
    SKILLS = "skills"
    LANGUAGES = "languages"
    APPLY_LINK = "apply_link"


# Headings as people write them, the likeliest first; compared without case, accents and punctuation.
HEADINGS: Mapping[Column, str] = {
    Column.ID: "id|source id|reference|ref|opportunity id|need id|code|identificador|referencia",
    Column.PARTNER: "partner|organisation|organization|charity|non profit|nonprofit|ngo|organisation name|"
    "organization name|partner name|charity name|organizacion|entidad|ong|socio",
    Column.TITLE: "title|role title|opportunity title|opportunity|role|role name|need|activity|volunteer role|position|"
    "name|titulo|oportunidad|puesto|actividad|nombre",
    Column.PARTNER_DESCRIPTION: "partner description|about the organisation|about the organization|mission|mision",
    Column.PARTNER_WEBSITE: "partner website|website|organisation website|organization website|web site|sitio web|web",
    Column.DESCRIPTION: "description|details|about|summary|role description|descripcion|detalles|resumen",
    Column.KIND: "kind|type|category|kind of work|tipo|categoria",
    Column.CAUSE: "cause|causes|theme|area|causa|tema",
    Column.REMOTE: "remote|is remote|online|virtual|location type|from home|remoto|a distancia|en linea",
    Column.START: "start|starts|starts at|start date and time|begins|beginning|begining|from|start date|inicio",
    Column.END: "end|ends|ends at|end date and time|finish|until|end date|fin|hasta",
    Column.DATE: "date|day|session date|fecha|dia",
    Column.START_TIME: "start time|time|from time|hour|times|hora|hora de inicio",
    Column.END_TIME: "end time|to time|finish time|hora de fin",
    Column.MINUTES: "minutes|duration|length|duration minutes|minutes per session|minutos|duracion",
    Column.TIME_ZONE: "time zone|timezone|tz|zona horaria",
    Column.PLACES: "places|volunteers needed|spaces|number of volunteers|capacity|slots|how many|plazas|cupos",
    Column.HOURS_NEEDED: "hours|hours needed|time commitment|total hours|horas",
    Column.DEADLINE: "deadline|due|due date|closing date|apply by|close date|fecha limite",
    Column.MINIMUM_AGE: "minimum age|min age|age|age limit|edad minima",
    Column.CREDENTIALS: "credentials|checks|checks needed|background check|dbs|requirements|credenciales|requisitos",
    Column.SKILLS: "skills|skills needed|skill|habilidades|competencias",
    Column.LANGUAGES: "languages|language|idiomas|idioma",
    Column.APPLY_LINK: "apply link|link|url|apply|application link|how to apply|enlace",
}
DATE_ORDERS = ("", "dmy", "mdy")
SETTINGS = ("columns", "dates", "delimiter", "encoding")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Headings by what they hold. `dates` is "dmy" or "mdy" ("": found from the dates themselves)."""

    columns: Mapping[Column, str]
    dates: str = ""
    delimiter: str = ""
    encoding: str = ""
    is_guess: bool = False

    def as_json(self) -> str:
        """What a mapping file holds."""
        settings: dict[str, Any] = {"columns": {column.value: heading for column, heading in self.columns.items()}}
        settings.update({key: value for key in SETTINGS[1:] if (value := getattr(self, key))})
        return json.dumps(settings, ensure_ascii=False, indent=2) + "\n"


def named_apart(cells: Sequence[str]) -> tuple[str, ...]:
    """Headings that differ: a repeated one gets its number, an empty one is called after its position."""
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {position}"
        repeats = sum(1 for earlier in cells[: position - 1] if " ".join(earlier.split()) == name)
        names.append(f"{name} ({repeats + 1})" if repeats else name)
    return tuple(names)


def guess_columns(headings: Sequence[str]) -> dict[Column, str]:
    """The columns that their headings give away; each heading is used once."""
    free = {same_word(heading): heading for heading in reversed(headings)}
    found: dict[Column, str] = {}
    for column, words in HEADINGS.items():
        word = next((word for word in words.split("|") if word in free), None)
        if word is not None:
            found[column] = free.pop(word)
    return {column: found[column] for column in Column if column in found}


def _mapped(raw: Any) -> dict[Column, str]:
    if not isinstance(raw, dict) or not all(isinstance(heading, str) for heading in raw.values()):
        raise ImportFault(FaultCode.BAD_MAPPING)
    for key in raw:
        if key not in set(Column):
            raise ImportFault(FaultCode.UNKNOWN_FIELD, field=str(key)[:60], known=", ".join(Column))
    return {Column(key): " ".join(heading.split()) for key, heading in raw.items()}


def parse_map(document: Any) -> ColumnMap:
    """A mapping file: `{"columns": {"title": "Role", …}, "dates": "dmy", …}`, or the columns alone."""
    if not isinstance(document, dict):
        raise ImportFault(FaultCode.BAD_MAPPING)
    settings: dict[str, Any] = document if "columns" in document else {"columns": document}
    dates, delimiter, encoding = (settings.get(key, "") for key in SETTINGS[1:])
    is_sound = (
        not set(settings) - set(SETTINGS)
        and dates in DATE_ORDERS
        and isinstance(encoding, str)
        and (delimiter == "" or delimiter in DELIMITERS)
    )
    if not is_sound:
        raise ImportFault(FaultCode.BAD_MAPPING)
    return ColumnMap(_mapped(settings["columns"]), dates, delimiter, encoding)
