"""Keeps the Spanish texts in step with the English ones: takes up new texts, drops old ones, says what is missing.

python -m tools.texts          write the catalogues anew and print what is missing or wrong
python -m tools.texts --check  only print
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from volunteer_match.web.locale import LOCALES, SOURCE
from volunteer_match.web.translations import catalogue_file

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (("volunteer_match", [("**.py", "python")]), ("templates", [("**.html", "jinja2"), ("**.txt", "jinja2")]))
KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None, "lazy_pgettext": ((1, "c"), 2)}
PARAMETER = re.compile(r"%\([a-z_]+\)[sd]|%%|\{[a-z]+\}")
UNKEPT = re.compile(rb'"(Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team):.*\n')
"""Lines of the header that say nothing here, or another thing every day."""
HEADER = "# Texts of Volunteer Match. How they are kept and how they should sound: docs/translating.md."


def extract() -> Catalog:
    """Every text in code and templates, without places: those change with every line."""
    found = Catalog()
    for folder, methods in SOURCES:
        for _path, _line, text, _comments, context in extract_from_dir(ROOT / folder, methods, keywords=KEYWORDS):
            found.add(text, context=context)
    return found


def read(language: str) -> Catalog:
    """The catalogue of `language` as it is kept."""
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language)


def renewed(source: Catalog, kept: Catalog) -> Catalog:
    """`source` with what is translated in `kept`. A changed English text is a new one: nothing is guessed for it."""
    catalogue = Catalog(locale=kept.locale, project="Volunteer Match", version="1", header_comment=HEADER, fuzzy=False)
    for message in source:
        if message.id:
            before = kept.get(message.id, context=message.context)
            # One that has got a plural since is translated anew.
            is_same = before is not None and before.pluralizable == message.pluralizable
            catalogue.add(message.id, before.string if before and is_same else "", context=message.context)
    return catalogue


def as_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as its file holds it: without places and dates, so that two who add texts seldom meet."""
    file = BytesIO()
    write_po(file, catalogue, width=120, no_location=True, sort_output=True)
    return UNKEPT.sub(b"", file.getvalue())


def faults(source: Catalog, kept: Catalog) -> list[str]:
    """What is missing, left over or wrong in `kept`, a line each."""
    wanted = {(message.id, message.context) for message in source if message.id}
    found = [f"left over: {message.id!r}" for message in kept if message.id and _key(message) not in wanted]
    found += [f"left over: {message.id!r}" for message in kept.obsolete.values()]
    have = {_key(message): message for message in kept if message.id}
    for key in sorted(wanted, key=str):
        if key not in have:
            found.append(f"missing: {key[0]!r}")
        else:
            found += [f"{fault}: {key[0]!r}" for fault in _faults_of(have[key], kept.num_plurals)]
    return found


def _key(message: Message) -> tuple[object, str | None]:
    return message.id, message.context


def _faults_of(message: Message, plurals: int) -> Iterator[str]:
    english = message.id if isinstance(message.id, tuple) else (message.id,)
    ours = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.fuzzy:
        yield "fuzzy"
    if len(ours) != (plurals if message.pluralizable else 1):
        yield "wrong number of plural forms"
    if not all(ours):
        yield "not translated"
        return
    for text, allowed in zip(ours, (english if len(english) == len(ours) else english * len(ours)), strict=True):
        if sorted(set(PARAMETER.findall(text))) != sorted(set(PARAMETER.findall(allowed))):
            yield "other parameters"
        if text != text.strip() and allowed == allowed.strip():
            yield "white space at an end"


def main(arguments: list[str]) -> int:
    """Returns 1 where something is missing or wrong."""
    source, found = extract(), []
    for language in LOCALES:
        if language == SOURCE:
            continue
        kept = read(language)
        if "--check" not in arguments:
            kept = renewed(source, kept)
            catalogue_file(language).write_bytes(as_bytes(kept))
        found += [f"{language}: {fault}" for fault in faults(source, kept)]
    print("\n".join([*found, f"{len(found)} to do"]))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
