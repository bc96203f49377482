"""Why a file can't be read at all. Pure: a code with its parameters; `words` makes the sentence."""

from enum import StrEnum


class FaultCode(StrEnum):
    MISSING = "missing"
    NOT_A_FILE = "not-a-file"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    EMPTY = "empty"
    NO_RECORDS = "no-records"
    BINARY = "binary"
    WORKBOOK = "workbook"
    BAD_ENCODING = "bad-encoding"
    UNKNOWN_ENCODING = "unknown-encoding"
    BAD_JSON = "bad-json"
    CUT_OFF = "cut-off"
    TOO_DEEP = "too-deep"
    NOT_DO_IT = "not-do-it"
    NOT_VOLUNTEERING_DATA = "not-volunteering-data"
    NOT_CSV = "not-csv"
    TOO_MANY_COLUMNS = "too-many-columns"
    NO_TITLE_COLUMN = "no-title-column"
    NO_PARTNER_COLUMN = "no-partner-column"
    UNKNOWN_FIELD = "unknown-field"
    UNKNOWN_COLUMN = "unknown-column"
    BAD_MAPPING = "bad-mapping"
    BAD_TIME_ZONE = "bad-time-zone"


class ImportFault(Exception):
    """The file can't be imported and nothing was changed. `params` fill the sentence of `code`."""

    def __init__(self, code: FaultCode, **params: str | int) -> None:
        super().__init__(code.value, params)
        self.code = code
        self.params = params
