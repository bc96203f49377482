"""E-mail addresses and telephone numbers do not get through; dates, prices and numbers of other kinds do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.integrations.redaction import MARK, redact
from volunteer_match.integrations.text import clean_text

ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")

ADDRESSES = [
    "mia@reading.example",
    "Mail: mia@reading.example.",
    "mailto:mia@reading.example",
    "MIA.LOPEZ+help@READING.CO.UK",
    "o’neil@reading.example",
    "jörg@bücher.example",
    "mia@xn--bcher-kva.example",
    "mia [at] reading [dot] org",
    "mia (at) reading.org",
    "mia{at}reading{dot}org",
    "mia at reading dot org",
    "mia at reading dot co dot uk",
    "mia @ reading . org",
    "mia＠reading．org",
    "mia%40reading.example",
    "mia arroba correo punto com",
    "E-mail: mia at reading.org",
    "mia&#64;reading.example",
    "mia\u200b@reading.example",
    "mia@[127.0.0.1]",
]
NUMBERS = [
    "01632 960000",
    "(01632) 960 000",
    "01632960000",
    "07700 900123",
    "020 7946 0958",
    "+44 (0)20 7946 0958",
    "0044 7700 900123",
    "(212) 555-0123",
    "555-012-3456",
    "+63 917 123 4567",
    "0917 123 4567",
    "98765 43210",
    "600 123 456",
    "320 123 4567",
    "+20 10 1234 5678",
    "01.23.45.67.89",
    "0 7 7 0 0 9 0 0 1 2 3",
    "tel 22 123 45 67",
    "Tel: 555-0123",
    "call 116 123",
    "Helpline on 0800 1111",
    "phone number is 1234 567890",
    "charity helpline: 0808 808 0000",
    "tel:+442079460958",
    "https://wa.me/447700900123",
    "٠١٢٣ ٤٥٦٧ ٨٩٠",
]
OTHER = [
    "24/11/2025 to 2026-01-31",
    "by 01/12/2026 and 08/12/2026",
    "10.30 on 11.12.2026 and 10.30 on 18.12.2026",
    "09.30 - 15.30",
    "0930-1530",
    "13th January 2026, 10-11:30am",
    "the 2025-26 year, and 1850-65",
    "2026 2027 2028",
    "£894,000 for 250,000 people",
    "£1 234 567 890",
    "12 000 000 zł",
    "charity no. 1234567",
    "Registered charity 207076 and SC037738",
    "Company number 08123456",
    "ISBN 978-3-16-148410-0",
    "ISBN 0-306-40615-2",
    "51.5171364, -0.0428627",
    "call 999",
    "phone 24 hours a day",
    "look at polka dot skirts",
    "Find us at reading.org",
    "Follow @readingcircle",
    "Follow us @reading.social",
    "https://blog.example/@reading/post",
    "https://social.example/profile?id=100087443191756",
    "https://apply.example/opportunity/10224909",
    "2 tickets @ £5",
]


@pytest.mark.parametrize("contact", ADDRESSES + NUMBERS)
def test_a_contact_is_removed(contact: str) -> None:
    text, count = redact(clean_text(f"Please write or ring {contact} soon."))
    assert count >= 1
    assert MARK in text
    assert not re.search(r"reading\b|correo|@|\d{3}", text.replace("999", ""))
    assert text.startswith("Please write or ring")
    assert text.endswith("soon.")


@pytest.mark.parametrize("words", OTHER)
def test_what_is_no_contact_stays(words: str) -> None:
    text = f"Come along: {words} is right."
    assert redact(text) == (text, 0)


def test_each_contact_is_counted() -> None:
    text, count = redact("Ask mia@reading.example, or 01632 960000, or 07700 900123.")
    assert (text, count) == (f"Ask {MARK}, or {MARK}, or {MARK}.", 3)


def test_two_numbers_side_by_side_both_go() -> None:
    text, _ = redact("01/12/2026 07700 900123 01632 960000")
    assert text == f"01/12/2026 {MARK}"


local = st.text("abcdefghijklmnopqrstuvwxyz0123456789._+-%'", min_size=1, max_size=20)
label = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=15)


@given(st.text(max_size=60), local, st.lists(label, min_size=1, max_size=3), st.text(max_size=60))
def test_no_address_survives(before: str, name: str, labels: list[str], after: str) -> None:
    text, _ = redact(clean_text(f"{before} {name}@{'.'.join(labels)}.org {after}"))
    assert not ADDRESS.search(text)


@given(st.text("ab@.-_ (at)dot\n/:0123456789+", max_size=200))
def test_no_address_survives_whatever_stands_around(raw: str) -> None:
    assert not ADDRESS.search(redact(clean_text(raw))[0])


@given(st.text(max_size=200))
def test_redaction_is_done_once(raw: str) -> None:
    text, _ = redact(clean_text(raw))
    assert redact(text) == (text, 0)


@pytest.mark.parametrize("piece", ["1 ", "a@", "a at b dot ", "tel ", "(0", "mail: a at ", "a.b-", "0"])
def test_hostile_text_comes_to_an_end(piece: str) -> None:
    # Time that grew with the square of the length would be more than a test may take.
    redact(clean_text(piece * 20_000))
