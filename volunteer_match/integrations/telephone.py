"""Finds telephone numbers in free text: valid ones of several countries, and what is plainly meant as one. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

from phonenumbers import Leniency, PhoneNumberMatcher

Span = tuple[int, int]

REGIONS = ("GB", "US", "PH", "IN", "CO", "PL", "EG", "ES", "MX", "ZA")
"""Where a number without a country code may come from: the homes of the usual feeds and of large contact centres."""

# Seven digits or more with what stands between the groups of a number; two numbers side by side are one candidate.
CANDIDATE = re.compile(r"(?<![\w.,])[+＋(]{0,2}\d(?:[\s ().\-–/]{0,3}\d){6,40}(?!\w)")
WORDS = (
    r"tels?|telephone|phones?|mob|mobile|cell|calls?|ring|text|sms|fax|whats\s?app|helpline|hotline|"
    r"ll[aá]m[ea]r?|tel[eé]fono|m[oó]vil|celular|zadzwo[nń]|telefon"
)
SPOKEN = re.compile(rf"(?:\b(?:{WORDS})\b|☎|📞|📱)[^\d\n]{{0,14}}$", re.IGNORECASE)
AFTER_SPOKEN = re.compile(
    rf"(?:\b(?:{WORDS})\b|☎|📞|📱)[^\w\n]{{0,4}}(?:(?:us|me|on|at|no|number|is)\b[^\w\n]{{0,3}}){{0,3}}"
    r"(\d(?:[ \-.]?\d){4,14})(?![\d:]|[.,]\d)",
    re.IGNORECASE,
)
LINKED = re.compile(r"(?:wa\.me/|phone=|\b(?:tel|sms|whatsapp):)\s?\+?[\d\-().%]{5,20}", re.IGNORECASE)

CURRENCIES = r"gbp|usd|eur|php|inr|cop|pln|egp"
OTHER_NUMBER = re.compile(
    r"(?:\b(?:isbn|issn|doi|orcid|charity|charities|charitable|company|registered|registration|reg|reference|ref|"
    rf"invoice|account|iban|vat|id)\b[^\d\n]{{0,24}}|[£$€¥₹₱]\s?|\b(?:{CURRENCIES})\s?|[/=#])$",
    re.IGNORECASE,
)
AMOUNT_AFTER = re.compile(rf"\s?(?:[£$€%¥₹₱]|(?:{CURRENCIES}|zł|pounds|euros|dollars|people|km|kg)\b)", re.IGNORECASE)

HOUR = r"(?:(?:[01]?\d|2[0-3])[.:][0-5]\d|(?:[01]\d|2[0-3])[0-5]\d)"
YEAR = r"(?:1[5-9]|20)\d\d"
DATES_AND_HOURS = re.compile(
    rf"(?<![\d./-])(?:\d{{1,2}}([./-])\d{{1,2}}\1(?:19|20)?\d\d|{YEAR}([./-])\d{{1,2}}\2\d{{1,2}})(?![./-]?\d)"
    rf"|(?<![\d.:+-]){HOUR}\s?[-–/]\s?{HOUR}(?![\d.:-])"
    rf"|(?<![\d.:+-]){YEAR}\s?[-–/]\s?{YEAR}(?![ .-]?\d)"
)
YEARS = re.compile(rf"(?:{YEAR}\s+)+{YEAR}")
DECIMAL = re.compile(r"\d+[.]\d+")
NORTH_AMERICAN = re.compile(r"(?:\+?1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[-.])\d{3}[-.\s]\d{4}")
NATIONAL = re.compile(r"(?<!\d)\(?0[\s().-]*\d(?:[\s().-]{0,3}\d){7,10}(?!\d)")
GROUPED = re.compile(r"\d[\s().\-–/]+\d")


def _is_something_else(raw: str, before: str, after: str) -> bool:
    """Prices, years, decimals, identifiers: digits that are no telephone number, unless the words before say so."""
    if YEARS.fullmatch(raw) or DECIMAL.fullmatch(raw):
        return True
    return not SPOKEN.search(before) and bool(OTHER_NUMBER.search(before) or AMOUNT_AFTER.match(after))


def _is_number(raw: str, before: str) -> bool:
    """+44…, 00…, a national number with its leading zero, the North American grouping, or valid somewhere."""
    if raw.lstrip("(")[:1] in "+＋" or raw.startswith("00") or SPOKEN.search(before):
        return True
    if NATIONAL.search(raw) or NORTH_AMERICAN.fullmatch(raw):
        return True
    return bool(GROUPED.search(raw)) and _is_valid_somewhere(raw)


@lru_cache(maxsize=64)  # the same number again and again is asked once; numbers of people are not kept for long
def _is_valid_somewhere(raw: str) -> bool:
    return any(PhoneNumberMatcher(raw, region, leniency=Leniency.VALID).has_next() for region in REGIONS)


def telephone_spans(text: str) -> Iterator[Span]:
    """Where telephone numbers stand in `text`; spans may overlap."""
    masked = DATES_AND_HOURS.sub(lambda match: "x" * len(match[0]), text)
    for match in CANDIDATE.finditer(masked):
        start, end = match.span()
        before = masked[max(0, start - 48) : start]
        if not _is_something_else(match[0], before, masked[end : end + 10]) and _is_number(match[0], before):
            yield start, end
    yield from (match.span(1) for match in AFTER_SPOKEN.finditer(masked))
    yield from (match.span() for match in LINKED.finditer(masked))
