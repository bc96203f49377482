"""From bytes to text: marks first, then UTF-8, then the likeliest of the older encodings. Pure."""

import codecs

from charset_normalizer import from_bytes

from volunteer_match.integrations.faults import FaultCode, ImportFault

# UTF-32 before UTF-16: the mark of one begins with the mark of the other.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx, .ods and .xls begin."""
OLDER = [*(f"cp125{number}" for number in (2, 0, 1, 3, 4, 5, 6)), "cp932", "gb18030", "big5", "euc_kr", "mac_roman"]
SAMPLE_BYTES = 200_000


def _without_mark(data: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of a table in a Latin script is zero."""
    head = data[:2000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(zeros) > 3 and zeros.count(0) > len(zeros) * 0.6:
            return encoding
    return None


def _likeliest(data: bytes) -> str:
    """The best of OLDER by the shapes of its words; Windows-1252 where nothing is likelier."""
    found = from_bytes(data[:SAMPLE_BYTES], cp_isolation=OLDER)
    best = found.best()
    western = next((match for match in found if match.encoding == "cp1252"), None)
    if best is None:
        return "cp1252"
    is_as_good = western is not None and (western.chaos, -western.coherence) <= (best.chaos, -best.coherence)
    return "cp1252" if is_as_good else best.encoding


def _encoding_of(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if encoding_without := _without_mark(data):
        return encoding_without
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _likeliest(data)
    return "utf-8"


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text and the encoding it was read in; `encoding` overrides the guess. Raises ImportFault."""
    if data.startswith(WORKBOOKS):
        raise ImportFault(FaultCode.WORKBOOK)
    name = encoding or _encoding_of(data)
    try:
        # The last bytes of a sample may be half a character; the whole text must be right.
        text = data.decode(name, errors="strict" if encoding or name.startswith("utf") else "replace")
    except (LookupError, TypeError) as error:
        raise ImportFault(FaultCode.UNKNOWN_ENCODING, encoding=name[:40]) from error
    except UnicodeError as error:
        raise ImportFault(FaultCode.BAD_ENCODING, encoding=name, at=getattr(error, "start", 0)) from error
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise ImportFault(FaultCode.BINARY)
    if not text.strip():
        raise ImportFault(FaultCode.EMPTY)
    return text, name
