"""The shipped catalogue holds together, and people find what they mean in it."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volunteer_match.people.catalogue import (
    OFFERED_LANGUAGES,
    SIGN_LANGUAGES,
    SearchEntry,
    language_name,
    read_catalogue,
    read_causes,
    read_credential_kinds,
    read_groups,
    search_entry,
    search_skills,
)
from volunteer_match.people.catalogue.search_index import words_of

SKILLS = read_catalogue()
ENTRIES = [search_entry(skill) for skill in SKILLS]
ENTRIES_ES = [search_entry(skill, "es") for skill in SKILLS]
STANDARD = Path(__file__).parents[3] / "shared" / "data" / "volunteering-data-standard"


def found(query: str, entries: list[SearchEntry] = ENTRIES) -> list[str]:
    return [hit.id for hit in search_skills(query, entries)]


def test_catalogue_is_large_and_its_ids_are_stable_names() -> None:
    ids = [skill.id for skill in SKILLS]
    assert len(ids) >= 280
    assert len(set(ids)) == len(ids)
    assert {"maths-tutoring", "physics-tutoring", "patience"} <= set(ids)
    assert all(part.isascii() and part.isalpha() and part.islower() for id_ in ids for part in id_.split("-"))


def test_every_group_is_used_and_none_is_missing() -> None:
    groups = read_groups()
    assert 10 <= len(groups) <= 14
    assert [group.order for group in groups] == list(range(1, len(groups) + 1))
    assert {skill.group for skill in SKILLS} == {group.id for group in groups}


def has_sound_terms(name: str, synonyms: tuple[str, ...]) -> bool:
    terms = [words_of(term) for term in (name, *synonyms)]
    return (
        2 <= len(synonyms) <= 5
        and len(set(terms)) == len(terms)
        and all(terms)
        and all(term == term.strip() for term in (name, *synonyms))
    )


def test_every_skill_has_a_few_synonyms_in_both_languages() -> None:
    assert [skill.id for skill in SKILLS if not has_sound_terms(skill.name_en, skill.synonyms_en)] == []
    assert [skill.id for skill in SKILLS if not has_sound_terms(skill.name_es, skill.synonyms_es)] == []


def test_no_name_or_synonym_stands_for_two_skills() -> None:
    owners = Counter(
        words
        for skill in SKILLS
        for words in {words_of(term) for term in (skill.name_en, skill.name_es, *skill.synonyms_en, *skill.synonyms_es)}
    )
    assert [words for words, count in owners.items() if count > 1] == []


@pytest.mark.skipif(not STANDARD.is_dir(), reason="the Volunteering Data Standard is not in ../shared/data")
def test_concepts_exist_in_the_standard_and_stand_for_one_entry_each() -> None:
    for table, entries in (("skill", SKILLS), ("cause", read_causes())):
        taxonomy = (STANDARD / f"taxonomy_{table}.ttl").read_text(encoding="utf-8")
        known = {f"https://ns.volunteeringdata.io/{line[1:]}" for line in taxonomy.splitlines() if line.startswith(":")}
        concepts = [entry.concept for entry in entries if entry.concept]
        assert len(concepts) >= 25
        assert set(concepts) <= known
        assert len(set(concepts)) == len(concepts)


def test_credentials_and_causes_are_explained_in_both_languages() -> None:
    kinds = read_credential_kinds()
    assert {"background-check", "confidentiality-agreement", "first-aid"} <= {kind.id for kind in kinds}
    assert all(
        kind.name_en and kind.name_es and kind.help_en.endswith(".") and kind.help_es.endswith(".") for kind in kinds
    )
    assert {"education", "refugees", "disability", "health", "older-people", "environment"} <= {
        cause.id for cause in read_causes()
    }
    for entries in (kinds, read_causes()):
        assert len({entry.id for entry in entries}) == len(entries)


def test_every_offered_language_has_a_name_in_english_and_spanish() -> None:
    assert len(set(OFFERED_LANGUAGES)) == len(OFFERED_LANGUAGES) >= 120
    for reader in ("en", "es"):
        names = [language_name(tag, reader) for tag in OFFERED_LANGUAGES]
        assert len(set(names)) == len(names)
        assert [tag for tag, name in zip(OFFERED_LANGUAGES, names, strict=True) if tag == name] in ([], ["luo"])
    assert all("ign" in language_name(tag) for tag in SIGN_LANGUAGES)


@pytest.mark.parametrize(
    ("tag", "reader", "name"),
    [
        ("pt-BR", "en", "Brazilian Portuguese"),
        ("ar-EG", "en", "Arabic (Egypt)"),
        ("fil", "es", "filipino"),
        ("psp", "en", "Filipino Sign Language"),
        ("psp", "es-CO", "lengua de señas filipina"),
        ("psp", "pl", "Filipino Sign Language"),
        ("ilo", "en", "Ilocano"),
        ("pl", "pl", "polski"),
        ("pl", "qq", "Polish"),
        ("qq", "en", "qq"),
    ],
)
def test_language_names(tag: str, reader: str, name: str) -> None:
    assert language_name(tag, reader) == name


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("maths tutoring", "maths-tutoring"),
        ("mahts", "maths-tutoring"),
        ("MATEMATICAS", "maths-tutoring"),
        ("fisica", "physics-tutoring"),
        ("física", "physics-tutoring"),
        ("englsh conversation", "english-conversation"),
        ("conversation english", "english-conversation"),
        ("medcal interpretr", "medical-interpreting"),
        ("captoning", "captioning"),
        ("hoja de vida", "cv-review"),
        ("CV", "cv-review"),
        ("wifi", "home-internet-setup"),
        ("patint", "patience"),
        ("  paciencia!! ", "patience"),
        ("lengua de signos", "sign-language-interpreting"),
        ("call center", "contact-centre-career-mentoring"),
        ("teaching maths to children", "maths-tutoring"),
    ],
)
def test_people_find_what_they_mean(query: str, first: str) -> None:
    assert found(query)[0] == first
    assert first in found(query, ENTRIES_ES)


@pytest.mark.parametrize("query", ["", "   ", "🙂", "🙂🙂", "?!", "–", "qzxvkj"])
def test_nothing_is_found_for_no_word(query: str) -> None:
    assert found(query) == []


def test_one_letter_lists_names_that_begin_with_it() -> None:
    hits = search_skills("p", ENTRIES)
    assert len(hits) == 8
    assert all(hit.name.startswith("P") and hit.synonym is None for hit in hits)


def test_a_find_names_the_synonym_that_matched() -> None:
    by_name, by_synonym = search_skills("patience", ENTRIES)[0], search_skills("esl", ENTRIES)[0]
    assert (by_name.id, by_name.synonym) == ("patience", None)
    assert (by_synonym.id, by_synonym.synonym) == ("english-second-language", "ESL")
    spanish = search_skills("mates de la eso", ENTRIES_ES)[0]
    assert (spanish.name, spanish.synonym) == ("Matemáticas de secundaria", "mates de la ESO")


def test_right_beginnings_come_before_near_misses() -> None:
    kinds = [hit.rank[0] for hit in search_skills("transl", ENTRIES, limit=50)]
    assert kinds == sorted(kinds)
    assert kinds[0] == 2
    assert "policy-writing" not in found("polish")


def test_limit_is_kept_and_order_of_entries_does_not_matter() -> None:
    assert len(search_skills("tutoring", ENTRIES, limit=3)) == 3
    assert search_skills("tutoring", ENTRIES) == search_skills("tutoring", ENTRIES[::-1])
    assert search_skills("tutoring", []) == []


def test_rows_with_the_same_three_names_can_be_searched() -> None:
    class Row:
        id = "local-1"
        name = "Kapampangan cooking"
        synonyms = ["sisig night"]

    assert [(hit.id, hit.synonym) for hit in search_skills("sisg", [Row()])] == [("local-1", "sisig night")]


@given(st.text(max_size=300))
def test_any_text_is_answered(query: str) -> None:
    assert len(search_skills(query, ENTRIES)) <= 8


@given(st.sampled_from(ENTRIES), st.data())
def test_each_name_and_synonym_finds_its_skill_also_with_one_slip(entry: SearchEntry, data: st.DataObject) -> None:
    term = data.draw(st.sampled_from((entry.name, *entry.synonyms)))
    assert found(term)[0] == entry.id
    long_enough = [place for place in range(1, len(term) - 2) if term[place - 1 : place + 3].isalpha()]
    if long_enough:
        place = data.draw(st.sampled_from(long_enough))
        slipped = term[:place] + term[place + 1] + term[place] + term[place + 2 :]
        assert entry.id in [hit.id for hit in search_skills(slipped, ENTRIES, limit=20)]
