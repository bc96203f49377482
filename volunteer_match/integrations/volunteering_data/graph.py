"""JSON-LD, read leniently: terms by their local name, values in any of their shapes, references resolved. Pure.

No context is loaded and nothing is fetched: publishers write `title`, `vd:roleTitle` or the whole IRI, a text or
`{"@value": text}`, one object or a list of them, an object or its id. All of these mean the same here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from volunteer_match.integrations.concepts import local_name

Node = dict[str, Any]
ID_KEYS = ("@id", "id")
LIST_KEYS = ("@graph", "@list", "@set")


def graph_of(document: Any) -> list[Any] | None:
    """The nodes of a document: its `graph` or `@graph`, a bare list, or one node alone. None for anything else."""
    if isinstance(document, list):
        return document
    if not isinstance(document, dict):
        return None
    for key in ("@graph", "graph"):
        if isinstance(document.get(key), list):
            graph: list[Any] = document[key]
            return graph
    return [document] if "@context" in document or "@type" in document else None


def graph_key(document: Any) -> str:
    """How places name the list of nodes: `@graph`, `graph`, or nothing for a bare list."""
    return next((key for key in ("@graph", "graph") if isinstance(document, dict) and key in document), "")


def id_of(node: Any) -> str:
    """The id of a node or of a reference to one; "" where it has none."""
    value = next((node[key] for key in ID_KEYS if key in node), "") if isinstance(node, dict) else node
    return value.strip() if isinstance(value, str) else ""


def types_of(node: Node) -> set[str]:
    value = node.get("@type", node.get("type"))
    return {local_name(item) for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)}


def values(node: Node, *terms: str) -> list[Any]:
    """Everything that stands under the first of `terms` that the node has, as a flat list."""
    named = {local_name(key): value for key, value in node.items()}
    for term in terms:
        if (value := named.get(term)) is not None:
            return list(_flat(value))
    return []


def _flat(value: Any, depth: int = 0) -> Iterator[Any]:
    inner = next((value[key] for key in LIST_KEYS if key in value), None) if isinstance(value, dict) else value
    if isinstance(inner, list) and depth < 4:
        for item in inner:
            yield from _flat(item, depth + 1)
    elif value is not None:
        yield value


def literal(value: Any) -> Any:
    """The value of `{"@value": …}`, or of a map of languages (English first); anything else as it is."""
    if not isinstance(value, dict):
        return value
    for key in ("@value", "value", "en", "en-GB"):
        if key in value:
            return value[key]
    return next(iter(value.values()), None) if len(value) == 1 and not set(ID_KEYS) & set(value) else None


def first_text(node: Node, *terms: str) -> str:
    """The first text under any of `terms`, in the order of the terms."""
    for term in terms:
        for value in values(node, term):
            if isinstance(text := literal(value), str) and text.strip():
                return text
    return ""


def first_link(node: Node, *terms: str) -> str:
    """The first address under any of `terms`: a text, or the id of a node."""
    found = (first_text({"x": value}, "x") or id_of(value) for term in terms for value in values(node, term))
    return next((link for link in found if link), "")


def first_flag(node: Node, *terms: str) -> bool | None:
    """True or False, also as a word; None where the node doesn't say."""
    for value in values(node, *terms):
        plain = literal(value)
        if isinstance(plain, bool):
            return plain
        if isinstance(plain, str) and plain.strip().casefold() in ("true", "false", "1", "0", "yes", "no"):
            return plain.strip().casefold() in ("true", "1", "yes")
    return None


def nodes(node: Node, index: Mapping[str, Node], *terms: str) -> list[Node]:
    """The objects under `terms`; a reference becomes the node it names, where the file has it."""
    found = []
    for value in values(node, *terms):
        reference = id_of(value)
        is_bare = isinstance(value, str) or (isinstance(value, dict) and set(value) <= set(ID_KEYS))
        target = index.get(reference, value) if is_bare else value
        if isinstance(target, dict):
            found.append(target)
    return found


def terms_under(node: Node, *terms: str) -> list[str]:
    """The IRIs or labels under `terms`, such as causes and skills."""
    found = (id_of(value) or first_text(value, "label", "prefLabel") if isinstance(value, dict) else value
             for value in values(node, *terms))  # fmt: skip
    return [term.strip() for term in found if isinstance(term, str) and term.strip()]
