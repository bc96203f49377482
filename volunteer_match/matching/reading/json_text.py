"""JSON text into plain values, without any surprise that a hostile file could hold."""

import json
from typing import Any, Never


class NotJson(ValueError):
    """The text is no JSON that can be read; the message says why, in one line."""


class Fields(dict[str, Any]):
    """An object of the file, with the keys that it has more than once."""

    repeated: tuple[str, ...] = ()


def parsed(text: str | bytes) -> object:
    """The value of a JSON text (UTF-8, with or without a byte order mark); raises NotJson."""
    try:
        decoded = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        value: object = json.loads(decoded, object_pairs_hook=_fields, parse_constant=_refuse)
    except NotJson:
        raise
    except UnicodeDecodeError as fault:
        raise NotJson(f"not UTF-8 (byte {fault.start})") from None
    except json.JSONDecodeError as fault:
        raise NotJson(f"not JSON: {fault.msg} (line {fault.lineno}, column {fault.colno})") from None
    except RecursionError:
        raise NotJson("not JSON that can be read: nested too deeply") from None
    except ValueError as fault:
        raise NotJson(f"not JSON that can be read: {fault}") from None
    return value


def _fields(pairs: list[tuple[str, Any]]) -> Fields:
    fields = Fields(pairs)
    if len(fields) < len(pairs):
        keys = [key for key, _ in pairs]
        fields.repeated = tuple(key for key in fields if keys.count(key) > 1)
    return fields


def _refuse(name: str) -> Never:
    raise NotJson(f"not JSON: {name} is no number")
