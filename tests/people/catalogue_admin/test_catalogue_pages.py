"""The typeahead's answers, and the administrator's pages of the catalogue."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.extensions import db
from volunteer_match.people.catalogue.models import Skill
from volunteer_match.people.catalogue.queries import find_skill
from volunteer_match.web.application import Application

As = Callable[[str], CheckedClient]
NEW = {"name_en": "Kite repair", "name_es": "Reparar cometas", "group": "digital-help", "synonyms_en": "Kites\nkites\n"}


def _skill(app: Application, code: str) -> Skill | None:
    with app.app_context():
        return find_skill(code)


def test_typeahead_answers_the_signed_in_only(as_: As, client: CheckedClient) -> None:
    found = as_("partner").get("/skills?q=pacience").json
    assert found == [{"label": "Patience", "detail": "Personal strengths and safe practice"}] or found[0]["label"] == (
        "Patience"
    )
    assert client.get("/skills?q=pat").status_code == 303


@pytest.mark.parametrize("query", ["", "%20", "🙂", "x" * 5_000, "%00"])
def test_typeahead_answers_nothing_to_noise(as_: As, query: str) -> None:
    response = as_("agent").get(f"/skills?q={query}")
    assert (response.status_code, response.json) == (200, [])


def test_administrator_adds_renames_retires_and_restores(app: Application, as_: As) -> None:
    admin = as_("admin")
    assert admin.get("/administration/skills/new").status_code == 200
    assert admin.send("/administration/skills", NEW).status_code == 303
    added = _skill(app, "kite-repair")
    assert added is not None
    assert added.synonyms == [["en", "Kites"], ["en", "kites"]]
    renamed = {**NEW, "name_en": "Mending kites", "synonyms_en": ""}
    assert admin.send("/administration/skills/kite-repair", renamed).status_code == 303
    assert "Mending kites" in admin.get("/administration/skills?q=mending").text
    assert admin.send("/administration/skills/kite-repair/retirement").status_code == 303
    assert admin.send("/administration/skills/kite-repair/retirement").status_code == 303
    assert admin.get("/skills?q=mending").json == []
    assert "Mending kites" in admin.get("/administration/skills?state=retired").text
    assert "Mending kites" not in admin.get("/administration/skills?state=open").text
    assert admin.send("/administration/skills/kite-repair/restoration").status_code == 303
    assert admin.get("/skills?q=mending").json[0]["label"] == "Mending kites"
    with app.app_context():
        actions = list(
            db.session.scalars(
                select(AuditEntry.action).where(AuditEntry.action.startswith("skill.")).order_by(AuditEntry.id)
            )
        )
    assert actions == ["skill.add", "skill.edit", "skill.retire", "skill.restore"]


def test_two_skills_never_share_a_name_or_a_code(app: Application, as_: As) -> None:
    admin = as_("admin")
    admin.get("/administration/skills/new")
    assert admin.send("/administration/skills", NEW).status_code == 303
    taken = admin.send("/administration/skills", {**NEW, "name_en": "KITE REPAIR", "name_es": "Kept"})
    assert taken.status_code == 422
    assert "Another skill has this name" in taken.text
    assert 'value="Kept"' in taken.text
    admin.send("/administration/skills", {**NEW, "name_en": "Kite – repair!"})
    assert _skill(app, "kite-repair-2") is not None
    assert admin.send("/administration/skills/patience", {**NEW, "name_en": ""}).status_code == 422


@pytest.mark.parametrize("name", ["agent", "coordinator", "partner"])
def test_catalogue_is_closed_to_everybody_else(as_: As, world: World, name: str) -> None:
    client = as_(name)
    assert client.get("/administration/skills").status_code == 404
    assert client.send("/administration/skills", NEW).status_code == 404
    assert client.send("/administration/skills/patience/retirement").status_code == 404


def test_unknown_skill_is_not_found_and_a_fragment_is_the_list_alone(as_: As) -> None:
    admin = as_("admin")
    assert admin.get("/administration/skills/nothing").status_code == 404
    headers = {"HX-Request": "true", "HX-Request-Type": "partial"}
    fragment = admin.get("/administration/skills?q=maths", headers=headers)
    assert fragment.text.lstrip().startswith('<div id="catalogue"')
