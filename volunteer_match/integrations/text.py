"""Free text from outside, made plain: no markup, no entities, no control characters, tidy paragraphs. Pure."""

import re
import unicodedata
from html import unescape

MAX_RAW = 40_000
"""Characters of one field that are looked at; what is beyond is dropped unread."""

# An attribute may hold ">" between quotes; nothing may hold "<", so that a search never runs past the next tag.
MARKUP = re.compile(
    r"""<!--|<[!?][^<>]*>|<(?P<slash>/?)(?P<tag>[A-Za-z][\w:-]*)(?=[\s/>])(?:[^<>"']|"[^"<]*"|'[^'<]*')*>"""
)
ESCAPED_TAG = re.compile(r"</?(?:p|br|div|span|ul|ol|li|b|i|em|strong|a|h[1-6]|script|style)\b[^<>]*>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")
BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
BLANK_LINES = re.compile(r"\n{2,}")
# Invisible marks that only serve to hide or to reverse text. Joiners stay: several scripts need them.
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\uffff]")

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset({"address", "article", "aside", "blockquote", "div", "footer", "form", "header", "main", "nav", "p"})
LISTS = frozenset({"dd", "dl", "dt", "fieldset", "figure", "hr", "ol", "pre", "section", "table", "ul"})
PARAGRAPHS = HEADINGS | BLOCKS | LISTS
LINES = frozenset({"br", "tr"})
SILENT = frozenset({"head", "script", "style", "template", "title"})

LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
"""Letters of tags only: str.lower() may change the length of a text, and with it every position."""


def _line_ends(tag: str, *, closes: bool) -> str:
    """What a browser would show between the words around a tag."""
    if tag == "li":
        return "" if closes else "\n• "
    if tag in LINES:
        return "\n"
    return "\n\n" if tag in PARAGRAPHS else ""


def _end_of(text: str, mark: str, start: int) -> int:
    """Where the text goes on after a comment or a script; at once where its end is missing."""
    found = text.find(mark, start)
    close = text.find(">", found) if found >= 0 else -1
    return close + 1 if close >= 0 else start


def _without_markup(text: str) -> str:
    """The words of a piece of HTML. Takes time in proportion to its length, however broken it is."""
    parts: list[str] = []
    position, lower, unclosed = 0, text.translate(LOWER), set[str]()
    while match := MARKUP.search(text, position):
        parts.append(text[position : match.start()])
        position, tag = match.end(), (match["tag"] or "").lower()
        mark = "-->" if match[0] == "<!--" else f"</{tag}" if tag in SILENT and not match["slash"] else ""
        if mark and mark not in unclosed:
            position = _end_of(lower, mark, position)
            unclosed.update({mark} if position == match.end() else ())
        parts.append(_line_ends(tag, closes=bool(match["slash"])))
    return unescape("".join([*parts, text[position:]]))


def _from_windows(match: re.Match[str]) -> str:
    """A control character of the C1 range is nearly always Windows-1252 that was taken for Latin-1."""
    return match[0].encode("latin-1").decode("cp1252", errors="ignore")


def _bounded(raw: str) -> str:
    """Cut between words, so that no half of an address escapes the search for it."""
    return raw if len(raw) <= MAX_RAW else re.sub(r"\S*\Z", "", raw[:MAX_RAW])


def clean_text(raw: object) -> str:
    """Paragraphs of plain text, separated by blank lines; "" for anything but text."""
    if not isinstance(raw, str):
        return ""
    text = BREAKS.sub("\n", _bounded(raw))
    for _ in range(3):  # Some publishers escape twice.
        text = _without_markup(text)
        if not (ENTITY.search(text) or ESCAPED_TAG.search(text)):
            break
    text = re.sub("[\x80-\x9f]", _from_windows, BREAKS.sub("\n", text))
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def clean_line(raw: object) -> str:
    """`clean_text` on a single line."""
    return " ".join(clean_text(raw).split())


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, ended at a word and marked with an ellipsis where something was cut."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    words = head.rpartition(" ")[0] if " " in head[limit // 2 :] else head
    return words.rstrip(" ,;:–-") + "…"
