"""Reads a whole file, but never more than allowed, and takes JSON apart with one clear fault for whatever is wrong."""

import json
from pathlib import Path
from typing import Any, NoReturn

from volunteer_match.integrations.faults import FaultCode, ImportFault

JSON_SPACE = b" \t\r\n"
UTF8_MARK = b"\xef\xbb\xbf"


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The content of a regular file of at most `max_bytes`; raises ImportFault for anything else."""
    try:
        if not path.exists():
            raise ImportFault(FaultCode.MISSING)
        if not path.is_file():
            raise ImportFault(FaultCode.NOT_A_FILE)
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise ImportFault(FaultCode.UNREADABLE) from error
    if len(data) > max_bytes:
        raise ImportFault(FaultCode.TOO_LARGE, limit=max_bytes)
    if not data.removeprefix(UTF8_MARK).strip(JSON_SPACE + b"\0"):
        raise ImportFault(FaultCode.EMPTY)
    return data


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _text(data: bytes) -> str:
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ImportFault(FaultCode.BAD_ENCODING, encoding="UTF-8", at=error.start) from error


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        rest = text[error.pos :].strip()
        code = FaultCode.BAD_JSON if rest and not error.msg.startswith("Unterminated") else FaultCode.CUT_OFF
        raise ImportFault(code, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise ImportFault(FaultCode.TOO_DEEP) from error
    except ValueError as error:  # NaN, Infinity, or a number of thousands of digits
        raise ImportFault(FaultCode.BAD_JSON, line=1, column=1) from error


def load_json(data: bytes) -> Any:
    """The JSON document in `data` (UTF-8, or UTF-16 or 32 as the standard detects them); raises ImportFault."""
    return _loaded(_text(data))


def load_json_lines(data: bytes) -> list[tuple[str, Any]]:
    """One JSON document a line, each with its place; raises ImportFault at the first bad line."""
    found: list[tuple[str, Any]] = []
    for number, line in enumerate(_text(data).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append((f"line {number}", _loaded(line)))
        except ImportFault as fault:
            raise ImportFault(fault.code, **{**fault.params, "line": number}) from fault
    return found
