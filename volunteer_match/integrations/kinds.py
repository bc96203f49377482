"""Guesses from the words of a need what kind it is, and whether it may bring people together with children. Pure.

A guess is made for a coordinator to check. The title counts for more than the text, because a text mentions much that
the work is not about.
"""

import re

from volunteer_match.glossary import Kind

WORDS = {
    Kind.INTERPRETING: r"interpreters?|interpreting|int[eé]rpretes?|interpretaci[oó]n",
    Kind.TRANSLATION: r"translat(?:e|es|ing|ion|ions|or|ors)|traduc(?:ir|ci[oó]n|tor|tora|tores)",
    Kind.CAPTIONING: r"captions?|captioning|captioners?|subtitl(?:e|es|ing)|transcri(?:be|bing|ption|ptions|ber)",
    Kind.VISUAL_ASSISTANCE: r"visual(?:ly)? (?:assist\w*|impair\w*)|sight(?:ed)? (?:guide|help|loss)|blind|low vision|"
    r"describ\w+ (?:pictures|photos|images)",
    Kind.MENTORING: r"mentors?|mentees?|mentoring|mentorship|coach(?:es|ing)?|mentor[ií]as?",
    Kind.TUTORING: r"tutors?|tutoring|tutor[ií]as?|homework|teach(?:es|ing|ers?)?|gcse|a-levels?|lessons?|"
    r"read(?:ing)? (?:easy|buddy|help\w*|support)|esol|literacy",
    Kind.COMPANIONSHIP: r"befriend(?:ing|ers?)?|companions?|companionship|budd(?:y|ies)|pen ?pals?|helplines?|"
    r"listening (?:ear|service)|friendly (?:calls?|chats?)|telephone (?:support|friend\w*)|call taker",
    Kind.DIGITAL_HELP: r"digital|web ?sites?|web design\w*|it (?:support|help|skills)|computers?|"
    r"tech(?:nical)? (?:help|support)|social media|online safety|software|smartphones?|data entry",
}
PATTERNS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in WORDS.items()}
IN_TITLE, MOST_IN_TEXT, ENOUGH = 5, 3, 2

MEETS_PEOPLE = frozenset({Kind.TUTORING, Kind.MENTORING, Kind.COMPANIONSHIP, Kind.INTERPRETING, Kind.DIGITAL_HELP})
MINORS = re.compile(
    r"\b(?:child(?:ren|ren's)?|kids?|teen(?:s|agers?)?|pupils?|school ?(?:child\w*|boys?|girls?)|minors|"
    r"under[- ]?1[0-8]s?|young(?:er)? (?:people|person|persons)|youth|gcse|key stage|primary school|secondary school|"
    r"a-levels?|ni[ñn][oa]s|infancia|j[oó]venes|adolescentes?)\b",
    re.IGNORECASE,
)


def guess_kind(title: str, text: str) -> Kind:
    """The kind whose words stand in the title, or at least twice in the text; OTHER where none do."""
    scores = {
        kind: IN_TITLE * bool(pattern.search(title)) + min(len(pattern.findall(text)), MOST_IN_TEXT)
        for kind, pattern in PATTERNS.items()
    }
    best = max(scores, key=lambda kind: scores[kind])
    return best if scores[best] >= ENOUGH else Kind.OTHER


def mentions_minors(text: str) -> bool:
    """Words for people under 18 stand in it."""
    return bool(MINORS.search(text))


def may_meet_minors(kind: Kind, text: str, *, source_says_so: bool = False) -> bool:
    """The work brings people together and is about people under 18: it is guarded as such until somebody says no."""
    return kind in MEETS_PEOPLE and (source_says_so or mentions_minors(text))
