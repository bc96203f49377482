"""Imported drafts are accepted or refused, singly and in bulk."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.checked_client import CheckedClient
from tests.world import World
from volunteer_match.audit.models import AuditEntry
from volunteer_match.database.transactions import begin_write
from volunteer_match.extensions import db
from volunteer_match.glossary import OpportunityState
from volunteer_match.integrations.models import ImportedRecord
from volunteer_match.integrations.needs import FlagCode
from volunteer_match.integrations.words import FLAGS
from volunteer_match.opportunities.models import Opportunity, OpportunitySkill
from volunteer_match.opportunities.queries import visible_ids
from volunteer_match.organisations.actions import refuse_partner, verify_partner
from volunteer_match.organisations.models import Partner
from volunteer_match.web.application import Application

SignIn = Callable[[str], CheckedClient]


def add_import(world: World, name: str, **columns: Any) -> None:
    """An imported draft of the partner that nobody verified."""
    values = {"partner": "far_shore", "state": OpportunityState.DRAFT, "published_at": None, **columns}
    need = world.add_opportunity(name, awaits_acceptance=True, source_url="https://source.example.org/1", **values)
    db.session.add(
        ImportedRecord(
            source="do-it",
            source_id=name,
            opportunity_id=need.id,
            flags=[{"code": "zone-assumed", "detail": "Europe/London"}],
            first_imported_at=world.now,
            last_imported_at=world.now,
        )
    )


@pytest.fixture
def imports(app: Application, world: World) -> World:
    with app.app_context():
        begin_write(db.session)
        add_import(world, "whole")
        add_import(world, "lacking", how_to_join="")
        db.session.commit()
    return world


def state_of(world: World, name: str) -> tuple[OpportunityState, bool]:
    need = db.session.scalars(select(Opportunity).where(Opportunity.public_id == world.ids[name])).one()
    return need.state, need.awaits_acceptance


def test_list_shows_flags_source_and_what_is_missing(imports: World, as_: SignIn) -> None:
    text = as_("coordinator").get("/imports").get_data(as_text=True)
    assert "Its times have no zone and were read as Europe/London" in text
    assert "https://source.example.org/1" in text
    assert "Say how people join" in text


def test_accepting_in_bulk_publishes_what_is_whole(app: Application, imports: World, as_: SignIn) -> None:
    client = as_("coordinator")
    for _ in range(2):
        ticked = {"need": [imports.ids["whole"], imports.ids["lacking"]]}
        assert client.send("/imports/acceptance", ticked).status_code == 303
    with app.app_context():
        assert state_of(imports, "whole") == (OpportunityState.PUBLISHED, False)
        assert state_of(imports, "lacking") == (OpportunityState.DRAFT, False)
        assert len(visible_ids(imports.ids["northwind"], imports.now)) == 1
        assert visible_ids(imports.ids["elsewhere"], imports.now) == []
        actions = list(db.session.scalars(select(AuditEntry.action)))
        assert actions.count("opportunity.accepted") == 2
        assert actions.count("partner.verified") == 1
    # What lacks something is completed by the coordinator.
    assert "Say how people join" in client.get("/imports?show=incomplete").get_data(as_text=True)
    address = f"/opportunities/{imports.ids['lacking']}"
    fields = {"title": "Lacking", "description": "Text", "kind": "other", "language": "en", "cause": ""}
    assert client.send(f"{address}/edit/what", {**fields, "how_to_join": "Follow the link."}).status_code == 303
    assert client.send(f"{address}/publication").status_code == 303
    with app.app_context():
        assert state_of(imports, "lacking") == (OpportunityState.PUBLISHED, False)


def test_one_button_decides_one_need(app: Application, imports: World, as_: SignIn) -> None:
    client = as_("coordinator")
    both = [imports.ids["whole"], imports.ids["lacking"]]
    assert client.send("/imports/refusal", {"need": both, "only": imports.ids["lacking"]}).status_code == 303
    with app.app_context():
        assert state_of(imports, "lacking") == state_of(imports, "whole") == (OpportunityState.DRAFT, True)
    text = client.get("/imports").get_data(as_text=True)
    assert imports.ids["lacking"] not in text
    assert imports.ids["whole"] in text


def test_each_company_decides_for_its_own_agents(app: Application, imports: World, as_: SignIn) -> None:
    """Both trust the partner; what one of them accepts is not yet offered by the other."""
    need, address = imports.ids["whole"], f"/opportunities/{imports.ids['whole']}"
    with app.app_context():
        begin_write(db.session)
        for name in ("coordinator", "foreign_coordinator"):
            verify_partner(db.session.get_one(Partner, imports.ids["far_shore"]), imports.account(name), imports.now)
        db.session.commit()
    as_("coordinator").send("/imports/acceptance", {"need": need})
    assert as_("agent").get(address).status_code == 200
    stranger, foreign = as_("stranger"), as_("foreign_coordinator")
    assert stranger.get(address).status_code == 404
    assert stranger.send(f"{address}/claims", {"session": "x"}).status_code == 404
    assert need in foreign.get("/imports").get_data(as_text=True)
    assert foreign.get(f"{address}/edit/what").status_code == 404
    assert foreign.send(f"{address}/cancellation", {"reason": "Not for us."}).status_code == 404
    assert foreign.send("/imports/acceptance", {"need": need}).status_code == 303
    assert stranger.get(address).status_code == 200
    assert need not in foreign.get("/imports").get_data(as_text=True)


def test_nobody_refuses_for_another_company(app: Application, imports: World, as_: SignIn) -> None:
    need = imports.ids["whole"]
    for _ in range(2):
        as_("foreign_coordinator").send("/imports/refusal", {"need": need})
    with app.app_context():
        assert state_of(imports, "whole") == (OpportunityState.DRAFT, True)
    client = as_("coordinator")
    assert client.send("/imports/acceptance", {"need": need}).status_code == 303
    as_("foreign_coordinator").send("/imports/refusal", {"need": need})
    client.send("/imports/refusal", {"need": need})  # what runs is closed or cancelled, not refused
    with app.app_context():
        assert state_of(imports, "whole") == (OpportunityState.PUBLISHED, False)
        assert len(visible_ids(imports.ids["northwind"], imports.now)) == 1


def test_what_every_company_refuses_is_put_away(app: Application, imports: World, as_: SignIn) -> None:
    for name in ("coordinator", "foreign_coordinator"):
        as_(name).send("/imports/refusal", {"need": imports.ids["lacking"]})
    with app.app_context():
        assert state_of(imports, "lacking") == (OpportunityState.CANCELLED, False)


def test_what_was_accepted_and_lacks_something_may_still_be_refused(
    app: Application, imports: World, as_: SignIn
) -> None:
    client = as_("coordinator")
    client.send("/imports/acceptance", {"need": imports.ids["lacking"]})
    client.send("/imports/refusal", {"need": imports.ids["lacking"]})
    with app.app_context():
        assert state_of(imports, "lacking") == (OpportunityState.DRAFT, True)
    assert "Lacking" not in client.get("/imports?show=incomplete").get_data(as_text=True)


def test_needs_of_a_refused_partner_are_left(app: Application, imports: World, as_: SignIn) -> None:
    with app.app_context():
        begin_write(db.session)
        partner = db.session.get(Partner, imports.ids["far_shore"])
        assert partner is not None
        refuse_partner(partner, imports.account("coordinator"), imports.now, "Not a non-profit.")
        db.session.commit()
    as_("coordinator").send("/imports/acceptance", {"need": imports.ids["whole"]})
    with app.app_context():
        assert state_of(imports, "whole") == (OpportunityState.DRAFT, True)


def test_nothing_ticked_is_told(imports: World, as_: SignIn) -> None:
    answer = as_("coordinator").send("/imports/acceptance", {})
    assert answer.status_code == 422
    assert "Tick at least one need." in answer.get_data(as_text=True)


def test_imports_are_for_staff(imports: World, as_: SignIn) -> None:
    for name in ("agent", "partner"):
        assert as_(name).get("/imports").status_code == 404
    # A waiting import is not the partner's yet.
    assert as_("other_partner").get(f"/opportunities/{imports.ids['whole']}").status_code == 404


def test_every_flag_has_words() -> None:
    assert set(FLAGS) == set(FlagCode)


def test_a_skill_read_out_of_the_text_is_shown_and_removed(app: Application, imports: World, as_: SignIn) -> None:
    with app.app_context():
        begin_write(db.session)
        need = db.session.scalars(select(Opportunity).where(Opportunity.public_id == imports.ids["whole"])).one()
        skill = imports.skill("patience")
        need.skills.append(OpportunitySkill(skill_id=skill.id, level=1, is_required=False, is_suggested=True))
        db.session.commit()
    address = f"/imports/{imports.ids['whole']}/suggested/patience/removal"
    coordinator = as_("coordinator")
    page = coordinator.get("/imports").text
    assert "Suggested from the text" in page
    assert address in page
    assert "suggested from the text" in coordinator.get(f"/opportunities/{imports.ids['whole']}/edit/check").text
    assert as_("agent").send(address, {}).status_code == 404
    assert coordinator.send(address.replace("patience", "no-such"), {}).status_code == 404
    for _ in range(2):
        assert coordinator.send(address, {}).status_code == 303
    assert address not in coordinator.get("/imports").text
