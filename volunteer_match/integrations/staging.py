"""Looks across the records of one file: repeated ids are left out, repeated titles are flagged. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from volunteer_match.integrations.concepts import same_word
from volunteer_match.integrations.needs import Flag, FlagCode, ImportedNeed, Skipped, SkipReason, Staged


def _without_repeats(found: Iterable[ImportedNeed | Skipped]) -> tuple[list[ImportedNeed], list[Skipped]]:
    """The first need of an id stays."""
    first: dict[str, ImportedNeed] = {}
    skipped: list[Skipped] = []
    for item in found:
        if isinstance(item, Skipped):
            skipped.append(item)
        elif (earlier := first.setdefault(item.source_id, item)) is not item:
            skipped.append(Skipped(item.place, SkipReason.DUPLICATE_ID, earlier.place, item.source_id))
    return list(first.values()), skipped


def _with_title_flags(needs: list[ImportedNeed]) -> Iterable[ImportedNeed]:
    first: dict[tuple[str, str], str] = {}
    for need in needs:
        place = first.setdefault((need.partner.source_id, same_word(need.title)), need.place)
        is_repeat = place != need.place
        yield replace(need, flags=(*need.flags, Flag(FlagCode.DUPLICATE_TITLE, place))) if is_repeat else need


def stage(source: str, found: Iterable[ImportedNeed | Skipped]) -> Staged:
    """All records of a file, in its order; needs and skipped ones apart."""
    needs, skipped = _without_repeats(found)
    return Staged(source, tuple(_with_title_flags(needs)), tuple(skipped))
