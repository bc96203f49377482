"""Levels of skills and languages, and which language tag meets which."""

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType


class SkillLevel(IntEnum):
    BEGINNER = 1
    INTERMEDIATE = 2
    ADVANCED = 3
    EXPERT = 4

    @property
    def code(self) -> str:
        """The spelling of files: `beginner` … `expert`."""
        return self.name.lower()


class Proficiency(IntEnum):
    """Levels of the Common European Framework (CEFR), with native above them and no proficiency below."""

    NONE = 0
    A1 = 1
    A2 = 2
    B1 = 3
    B2 = 4
    C1 = 5
    C2 = 6
    NATIVE = 7

    @property
    def code(self) -> str:
        """The spelling of files: `A1` … `C2`, `native`; no proficiency is `ILR 0`, which CEFR has no name for."""
        return {Proficiency.NONE: "ILR 0", Proficiency.NATIVE: "native"}.get(self, self.name)


DEFAULT_ILR: Mapping[int, Proficiency] = MappingProxyType(
    {
        0: Proficiency.NONE,
        1: Proficiency.A2,
        2: Proficiency.B2,
        3: Proficiency.C1,
        4: Proficiency.C2,
        5: Proficiency.NATIVE,
    }
)
"""Levels of the Interagency Language Roundtable (ILR) as CEFR. There is no official table: this one can be replaced."""

_SKILL_LEVELS = {level.code: level for level in SkillLevel}
_PROFICIENCIES = {level.name.lower(): level for level in Proficiency if level is not Proficiency.NONE}
_ILR = re.compile(r"ilr ([0-5])")


def find_skill_level(text: str) -> SkillLevel | None:
    """The level that `text` names, in any case, or None."""
    return _SKILL_LEVELS.get(text.lower())


def find_proficiency(text: str, ilr: Mapping[int, Proficiency] = DEFAULT_ILR) -> Proficiency | None:
    """The proficiency that `text` names (`B2`, `native`, `ILR 3`; in any case), or None."""
    roundtable = _ILR.fullmatch(text.lower())
    if roundtable:
        return ilr.get(int(roundtable.group(1)))
    return _PROFICIENCIES.get(text.lower())


_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<rest>(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)"
)


def find_tag(text: str) -> str | None:
    """The language tag (BCP 47, RFC 5646) in its usual spelling, `pt-BR`, `zh-Hant`; None if it is not well formed."""
    match = _TAG.fullmatch(text.lower())
    if match is None:
        return None
    script, region = match["script"], match["region"]
    spelled = [match["language"], script.title() if script else "", region.upper() if region else ""]
    return "-".join(filter(None, spelled)) + match["variants"] + match["rest"]


@lru_cache(maxsize=16384)
def language_meets(held: str, asked: str) -> bool:
    """Whether a language held under one tag is the language asked for under another.

    The languages must be equal, and every further part that is *asked* (script, region, variant) must be held: `pt`
    is met by `pt-BR`; `pt-BR` is met neither by `pt-PT` nor by `pt`, which does not say where it is from. This is the
    extended filtering of RFC 4647, section 3.3.2: what stands behind a one-letter part never matches.
    """
    held_parts, asked_parts = iter(held.lower().split("-")), asked.lower().split("-")
    if next(held_parts) != asked_parts[0]:
        return False
    return all(_has_next(part, held_parts) for part in asked_parts[1:])


def _has_next(asked: str, held_parts: Iterator[str]) -> bool:
    for part in held_parts:
        if part == asked:
            return True
        if len(part) == 1:
            return False
    return False
