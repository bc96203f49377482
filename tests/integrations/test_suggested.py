"""Skills that an import reads out of the text: marked, wishes only, removable, not brought back. On both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from tests.integrations.stored import NEED, NOW, counts, take, the_opportunity
from tests.world import World
from volunteer_match.extensions import db
from volunteer_match.opportunities.accepting.actions import remove_suggested
from volunteer_match.people.catalogue.actions import load_catalogue

pytestmark = pytest.mark.usefixtures("world", "context")
PLAIN = replace(NEED, skills=(), title="Edit our videos", description="Edit videos of concerts and add captions.")


@pytest.fixture(autouse=True)
def _catalogue(world: World, context: None) -> None:
    load_catalogue(NOW)


def suggested() -> dict[str, tuple[int, bool]]:
    return {row.skill.code: (row.level, row.is_required) for row in the_opportunity().skills if row.is_suggested}


def test_a_need_without_skills_gets_some_as_wishes() -> None:
    take(PLAIN)
    assert suggested() == {"captioning": (1, False), "video-editing": (1, False)}


def test_a_need_with_skills_gets_none() -> None:
    take(replace(PLAIN, skills=("patience",)))
    assert suggested() == {}
    assert [row.skill.code for row in the_opportunity().skills] == ["patience"]


def test_a_second_import_changes_nothing_and_another_text_does() -> None:
    take(PLAIN)
    assert counts(take(PLAIN, now=NOW + timedelta(hours=1))) == (0, 0, 1)
    other = replace(PLAIN, title="Keep the books", description="Bookkeeping for us.")
    assert counts(take(other, now=NOW + timedelta(hours=2))) == (0, 1, 0)
    assert set(suggested()) == {"bookkeeping"}


def test_skills_that_the_source_names_later_take_their_place() -> None:
    take(PLAIN)
    take(replace(PLAIN, skills=("video-editing",)), now=NOW + timedelta(hours=1))
    assert [(row.skill.code, row.is_suggested) for row in the_opportunity().skills] == [("video-editing", False)]
    take(PLAIN, now=NOW + timedelta(hours=2))
    assert set(suggested()) == {"captioning", "video-editing"}


def test_no_suggestion_can_ever_be_a_gate() -> None:
    take(PLAIN)
    the_opportunity().skills[0].is_required = True
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_what_was_removed_here_is_not_brought_back(world: World) -> None:
    take(PLAIN)
    for _ in range(2):
        remove_suggested(the_opportunity(), "video-editing", world.account("coordinator"), NOW)
    assert set(suggested()) == {"captioning"}
    assert counts(take(PLAIN, now=NOW + timedelta(hours=1))) == (0, 0, 1)
    assert set(suggested()) == {"captioning"}
