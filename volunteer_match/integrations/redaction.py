"""Takes e-mail addresses and telephone numbers out of free text, so that private contact never reaches a page. Pure.

It errs towards removing: a lost number can be asked for, a published one can't be taken back. Dates, times, prices,
charity numbers and the like stay, for a need can't be understood without them.
"""

import re
from collections.abc import Iterator

from volunteer_match.integrations.telephone import telephone_spans

MARK = "[contact removed]"

Span = tuple[int, int]

AT_SIGN = "@＠﹫"
STOPS = ".．。｡"
LABEL = r"\w(?:[\w-]*\w)?"
# The part before the sign is found by walking left from it: a pattern would walk every word of the text.
NOT_LOCAL = frozenset(' \t\n\r\u00a0,;:<>()[]{}/\\=?&|"“”«»' + AT_SIGN)
DOMAIN = re.compile(rf"[{AT_SIGN}](?:{LABEL}[{STOPS}])+(?:[^\W\d_]{{2,}}|xn--[\w-]+)|[{AT_SIGN}]\[[\d.:a-fA-F]+\]")

WORD = r"[\w.+'’-]{1,64}"
OPEN, CLOSE = r"[\[({<]\s*", r"\s*[\])}>]"
AT = rf"\s*(?:{OPEN}(?:at|@|arroba|chez|ät){CLOSE})\s*"
DOT = rf"\s*(?:{OPEN}(?:dot|punto|point|punkt|\.){CLOSE}|[{STOPS}]|\s(?:dot|punto)\s)\s*"
ENDINGS = (
    r"(?:com|org|net|info|edu|gov|int|io|eu|ngo|ong|charity|foundation|"
    r"uk|us|ie|ph|pl|eg|es|mx|ar|ca|au|nz|za|ke|ng|de|fr)"
)
SPELT, SPACED = r"\s(?:dot|punto)\s", rf"\s?[{STOPS}]\s?"
HIDDEN = (
    # name (at) site (dot) org
    rf"(?<![\w.+'’-]){WORD}{AT}[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}}){{1,4}}",
    # name at site dot org: only with an ending that exists, for "look at polka dot skirts" is no address
    rf"(?<![\w.+'’-]){WORD}\s(?:at|arroba)\s[\w-]{{1,63}}(?:{SPELT}[\w-]{{1,63}}){{0,3}}{SPELT}{ENDINGS}\b",
    # name @ site . org
    rf"(?<![\w.+'’-]){WORD}\s?[{AT_SIGN}]\s?[\w-]{{1,63}}(?:{SPACED}[\w-]{{1,63}}){{0,3}}{SPACED}{ENDINGS}\b",
    # e-mail: name at site.org
    rf"(?<=mail[ :])\s?(?!(?:us|me|them|out|now)\b){WORD}\sat\s[\w-]{{1,63}}(?:\.[\w-]{{1,63}})*\.{ENDINGS}\b",
    # bob%40site.org inside an address
    r"[\w.+-]{1,64}%40[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}",
)
HIDDEN_MAIL = tuple(re.compile(pattern, re.IGNORECASE) for pattern in HIDDEN)
SCHEMES = re.compile(r"(?:mailto|e-?mail|tel|sms|skype|whatsapp):\s*$", re.IGNORECASE)


def _mail_spans(text: str) -> Iterator[Span]:
    for match in DOMAIN.finditer(text):
        start = match.start()
        while start and text[start - 1] not in NOT_LOCAL:
            start -= 1
        if start < match.start():
            yield start, match.end()
    for pattern in HIDDEN_MAIL:
        yield from (match.span() for match in pattern.finditer(text))


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def redact(text: str) -> tuple[str, int]:
    """The text with every contact replaced by MARK, and how many there were."""
    spans = _merged([*_mail_spans(text), *telephone_spans(text)])
    for start, end in reversed(spans):
        text = text[:start] + MARK + text[end:]
    return text, len(spans)
