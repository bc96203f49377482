"""One record on its way in: its text is cleaned, and what a coordinator should look at is noted. Pure."""

from volunteer_match.integrations.links import find_link
from volunteer_match.integrations.needs import Flag, FlagCode
from volunteer_match.integrations.redaction import MARK, redact
from volunteer_match.integrations.text import clean_line, clean_text, cut

MAX_TEXT = 12_000
"""Characters of a description that are kept."""
MAX_LINE = 150
"""Characters of a title or a name that are kept."""


class Review:
    """Collects the flags of one record while it is mapped."""

    def __init__(self) -> None:
        self._flags: dict[FlagCode, list[str]] = {}
        self._contacts = 0

    def note(self, code: FlagCode, detail: str = "") -> None:
        details = self._flags.setdefault(code, [])
        if detail and detail not in details:
            details.append(detail)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """In the order of FlagCode; several details of one code are joined."""
        if self._contacts:
            self._flags[FlagCode.CONTACT_REMOVED] = [str(self._contacts)]
        return tuple(Flag(code, ", ".join(self._flags[code])) for code in FlagCode if code in self._flags)

    def _redacted(self, text: str) -> str:
        text, contacts = redact(text)
        self._contacts += contacts
        return text

    def text(self, raw: object) -> str:
        """Paragraphs without contacts, at most MAX_TEXT characters."""
        text = self._redacted(clean_text(raw))
        if len(text) > MAX_TEXT:
            self.note(FlagCode.TEXT_CUT)
        return cut(text, MAX_TEXT)

    def line(self, raw: object) -> str:
        """One line without contacts, at most MAX_LINE characters; "" where only a contact stood."""
        line = cut(self._redacted(clean_line(raw)), MAX_LINE)
        return "" if line == MARK else line

    def title_and_rest(self, raw: object) -> tuple[str, str]:
        """The title, and its whole wording where it was too long for one."""
        whole = self._redacted(clean_line(raw))
        if whole == MARK:
            return "", ""
        if len(whole) <= MAX_LINE:
            return whole, ""
        self.note(FlagCode.TITLE_CUT)
        return cut(whole, MAX_LINE), whole

    def link(self, raw: object) -> str:
        """A web address that may be shown, or ""."""
        if not isinstance(raw, str) or not raw.strip():
            return ""
        link = find_link(raw)
        if link is None:
            self.note(FlagCode.LINK_DROPPED)
        return link or ""


def has_title(raw: object) -> bool:
    """Something is left of it as a title, once it is clean and without contacts."""
    return bool(Review().title_and_rest(raw)[0])


def paragraphs(*texts: str) -> str:
    """Those that say something, each once, separated by blank lines."""
    return "\n\n".join(dict.fromkeys(text for text in texts if text))
