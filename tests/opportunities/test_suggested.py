"""What a need's text suggests: offered on both steps, and added only when somebody says so."""

from collections.abc import Callable

import pytest

from tests.checked_client import CheckedClient
from tests.opportunities.test_posting import begin, newest
from volunteer_match.extensions import db
from volunteer_match.people.catalogue.actions import load_catalogue
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]
TEXT = "Edit videos of our concerts and add captions in Spanish. Advanced video editing is what we need."


@pytest.fixture
def partner(app: Application, world: object, now: object, as_: SignIn) -> CheckedClient:
    with app.app_context():
        load_catalogue(now)  # type: ignore[arg-type]
        db.session.commit()
    return as_("partner")


def what(**changes: str | list[str]) -> dict[str, str | list[str]]:
    fields = {"title": "Concert videos", "description": TEXT, "kind": "other", "cause": "education", "language": "en"}
    return {**fields, "how_to_join": "", **changes}


def skills_of(app: Application) -> dict[str, tuple[int, bool, bool]]:
    with app.app_context():
        return {row.skill.code: (row.level, row.is_required, row.is_suggested) for row in newest(app).skills}


def languages_of(app: Application) -> dict[str, tuple[int, bool]]:
    with app.app_context():
        return {row.tag: (row.level, row.is_required) for row in newest(app).languages}


@pytest.mark.parametrize("is_fragment", [False, True])
def test_the_text_is_looked_at_and_nothing_is_saved(
    app: Application, partner: CheckedClient, is_fragment: bool
) -> None:
    need = begin(partner)
    before = skills_of(app)
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"} if is_fragment else {}
    shown = partner.send(f"{need}/edit/what/suggestions", what(), headers=headers)
    assert shown.status_code == 200
    assert 'value="skill:video-editing"' in shown.text
    assert 'value="language:es"' in shown.text
    assert "checked" not in shown.text.split('id="suggested"')[1].split("</fieldset>")[0]
    assert ("<h1" in shown.text) is not is_fragment
    assert skills_of(app) == before
    with app.app_context():
        assert newest(app).title != "Concert videos"


def test_saving_adds_only_what_is_ticked_as_a_wish(app: Application, partner: CheckedClient) -> None:
    need = begin(partner)
    held = skills_of(app)
    assert partner.send(f"{need}/edit/what", what()).status_code == 303
    assert skills_of(app) == held
    ticked = what(suggested=["skill:video-editing", "language:es", "skill:bookkeeping", "nonsense"])
    assert partner.send(f"{need}/edit/what", ticked).status_code == 303
    assert skills_of(app) == {**held, "video-editing": (3, False, False)}
    assert languages_of(app)["es"] == (3, False)
    assert 'value="skill:video-editing"' not in partner.get(f"{need}/edit/what").text


def test_ticks_are_kept_when_a_field_is_wrong(partner: CheckedClient) -> None:
    need = begin(partner)
    wrong = partner.send(f"{need}/edit/what", what(title="", suggested=["skill:video-editing"]))
    assert wrong.status_code == 422
    assert 'value="skill:video-editing" checked' in wrong.text


def test_the_second_step_offers_rows_that_can_be_put_away(app: Application, partner: CheckedClient) -> None:
    need = begin(partner)
    partner.send(f"{need}/edit/what", what())
    before = skills_of(app)
    assert 'name="take" value="skill:video-editing"' in partner.get(f"{need}/edit/who").text
    taken = partner.send(f"{need}/edit/who", {"take": "skill:video-editing"})
    assert taken.status_code == 200
    assert 'value="Video editing"' in taken.text
    assert 'name="take" value="skill:video-editing"' not in taken.text
    assert skills_of(app) == before
    away = partner.send(f"{need}/edit/who", {"dismiss": "skill:video-editing"})
    assert 'name="take" value="skill:video-editing"' not in away.text
    assert 'name="dismissed" value="skill:video-editing"' in away.text
    row = {"skills-0-skill": "Video editing", "skills-0-level": "3", "skills-0-need": "nice"}
    assert partner.send(f"{need}/edit/who", row).status_code == 303
    assert skills_of(app) == {"video-editing": (3, False, False)}


def test_an_unknown_suggestion_adds_no_row(partner: CheckedClient) -> None:
    need = begin(partner)
    assert partner.send(f"{need}/edit/who", {"take": "skill:nothing"}).status_code == 200


def test_strangers_get_nothing_suggested(as_: SignIn, partner: CheckedClient) -> None:
    need = begin(partner)
    assert as_("other_partner").send(f"{need}/edit/what/suggestions", what()).status_code == 404
