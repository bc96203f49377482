"""From the bytes of a Do-it export to its records, each with its place: an array, or one document a line."""

from typing import Any

from volunteer_match.integrations.faults import FaultCode, ImportFault
from volunteer_match.integrations.files import load_json, load_json_lines

DEFINITION = "activityDefinitionSubDocument"


def _is_activity(record: Any) -> bool:
    return isinstance(record, dict) and isinstance(record.get(DEFINITION), dict)


def _placed(data: bytes) -> list[tuple[str, Any]]:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        try:
            document = load_json(data)
        except ImportFault:
            # mongoexport writes one document a line unless it is asked for an array.
            return load_json_lines(data)
        return [("line 1", document)]
    document = load_json(data)
    if not isinstance(document, list):
        raise ImportFault(FaultCode.NOT_DO_IT)
    return [(f"[{index}]", record) for index, record in enumerate(document)]


def read_records(data: bytes) -> list[tuple[str, Any]]:
    """Every record with its place, `[12]` or `line 13`; raises ImportFault where the file is no Do-it export."""
    records = _placed(data)
    if not records:
        raise ImportFault(FaultCode.NO_RECORDS)
    if not any(_is_activity(record) for _, record in records):
        raise ImportFault(FaultCode.NOT_DO_IT)
    return records
