"""Free text from outside becomes plain paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.integrations.text import clean_line, clean_text, cut


@pytest.mark.parametrize(
    "raw, clean",
    [
        ("plain", "plain"),
        ("Tea&nbsp;&amp; talk&rsquo;s fun &#8211; really &pound;5", "Tea & talk’s fun – really £5"),
        ("escaped &amp;amp; twice", "escaped & twice"),
        ("&lt;p&gt;one&lt;/p&gt;&lt;p&gt;two&lt;/p&gt;", "one\n\ntwo"),
        ("3 &lt; 4 and 5 &gt; 2", "3 < 4 and 5 > 2"),
        ("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "• one\n• two"),
        ('<a title="a > b" href="x">link</a>', "link"),
        ("a<script>alert('<p>')</script>b", "ab"),
        ("a<!-- <b>hidden</b> -->b", "ab"),
        ("an unclosed <!-- comment stays", "an unclosed comment stays"),
        ("x <3 y < z", "x <3 y < z"),
        ("one\rtwo\r\n\r\n\r\n\tthree ", "one\ntwo\n\nthree"),
        ("a\x00b\x07c", "abc"),
        ("it\x92s", "it’s"),
        ("zero\u200bwidth and \u202ereversed\u202c", "zerowidth and reversed"),
        ("lone \ud800 half", "lone half"),
        ("cafe\u0301", "café"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("", ""),
    ],
)
def test_text_is_made_plain(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


@pytest.mark.parametrize("raw", [None, 5, True, ["x"], {"a": "b"}])
def test_what_is_no_text_is_empty(raw: object) -> None:
    assert clean_text(raw) == ""


def test_a_line_has_no_line_ends() -> None:
    assert clean_line(" Volunteer\r\n Administrator\r") == "Volunteer Administrator"


@pytest.mark.parametrize(
    "text, limit, short",
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("several words here", 12, "several…"),
        ("onesinglelongword", 8, "onesing…"),
    ],
)
def test_a_cut_ends_at_a_word(text: str, limit: int, short: str) -> None:
    assert cut(text, limit) == short
    assert len(short) <= limit


@given(st.text(max_size=300))
def test_any_text_becomes_storable(raw: str) -> None:
    clean = clean_text(raw)
    clean.encode("utf-8")
    assert not set(clean) & set("\x00\r\t\x7f")
    assert "\n\n\n" not in clean
    assert clean == clean.strip()


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b", ">", "&amp;", "<!--", "-->", "<script>", "</", "x", '"', "'"])))
def test_broken_markup_never_raises(pieces: list[str]) -> None:
    clean_text("".join(pieces))


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<", "&amp;", '<p "', "<script>", "&lt;"])
def test_hostile_markup_comes_to_an_end(piece: str) -> None:
    # Time that grew with the square of the length would be more than a test may take.
    clean_text(piece * 40_000)
