"""Hours on the pages: what each side sees and does, and the link of an e-mail."""

import re
from datetime import timedelta

from tests.checked_client import CheckedClient
from tests.hours.deeds import Deeds
from tests.matches.acts import transaction
from tests.matches.browsing import SignIn
from volunteer_match.extensions import db
from volunteer_match.glossary import HoursState
from volunteer_match.hours import actions
from volunteer_match.hours.balance import Balance
from volunteer_match.hours.confirming.asking import ask_partners
from volunteer_match.hours.models import HourEntry, HourStep
from volunteer_match.notifications.mail import write_letter
from volunteer_match.notifications.models import OutboxMessage
from volunteer_match.web.csv_files import safe_cell


def _state(entry_id: int) -> HoursState:
    db.session.rollback()
    return db.session.get_one(HourEntry, entry_id).state


def _links(deeds: Deeds) -> dict[str, str]:
    """The path in the e-mail of each member."""
    with transaction():
        assert ask_partners(deeds.world.now + timedelta(hours=2)) == 1
    messages = db.session.query(OutboxMessage).filter_by(template="hours-waiting").all()
    letters = {message.recipient: write_letter(message) for message in messages}
    assert all("Papers" in letter.text and "1 h" in letter.text for letter in letters.values())
    found = {to: re.search(r"/hours/links/\S+", letter.text) for to, letter in letters.items()}
    return {to: match[0] for to, match in found.items() if match}


def test_the_link_shows_and_changes_nothing_until_its_button_is_pressed(deeds: Deeds, visitor: CheckedClient) -> None:
    entry = deeds.write_down(60, at=deeds.world.now)
    links = _links(deeds)
    link, other = links["partner@example.org"], links["partner.colleague@example.org"]
    number, lines = entry.id, db.session.query(HourStep).count()
    for _ in range(3):
        page = visitor.get(link).get_data(as_text=True)
        assert "Yes, confirm all" in page
        assert "Agent S." in page
    assert visitor.head(link).status_code == 200
    assert (_state(number), db.session.query(HourStep).count()) == (HoursState.REPORTED, lines)
    payload, signature = link.rsplit(".", 1)
    forged = f"{payload}.{'a' if signature[0] != 'a' else 'b'}{signature[1:]}"
    assert visitor.get(forged).status_code == 404, "a changed signature"
    visitor.get(link)
    assert "1 entry is confirmed" in visitor.send(link).get_data(as_text=True)
    assert _state(number) is HoursState.CONFIRMED
    step = db.session.query(HourStep).order_by(HourStep.id.desc()).first()
    assert step is not None
    assert step.actor_id == deeds.world.accounts["partner"]
    assert visitor.send(link).status_code == 410, "it works once"
    assert visitor.get(link).status_code == 410
    assert "Nothing is left to confirm" in visitor.get(other).get_data(as_text=True)
    assert deeds.shown() == deeds.ledger() == Balance(0, 60)


def test_a_link_is_bound_to_its_member_its_entries_and_its_time(deeds: Deeds, visitor: CheckedClient) -> None:
    entry = deeds.write_down(60, at=deeds.world.now)
    links = _links(deeds)
    number = entry.id
    with transaction():
        db.session.get_one(HourEntry, number).waiting_minutes = 90  # as if it had been corrected meanwhile
    page = visitor.get(links["partner@example.org"]).get_data(as_text=True)
    assert "Yes, confirm all" not in page
    visitor.send(links["partner@example.org"])
    assert _state(number) is HoursState.REPORTED, "nobody confirms what they did not see"
    with transaction():
        deeds.account("partner_colleague").deactivated_at = deeds.world.now
    assert visitor.send(links["partner.colleague@example.org"]).status_code == 410


def test_partners_confirm_what_is_ticked_and_correct_one(deeds: Deeds, signed: SignIn) -> None:
    first, second = deeds.write_down(60, at=deeds.world.now), deeds.write_down(45, at=deeds.world.now)
    one, two = first.public_id, second.public_id
    partner, stranger = signed("partner"), signed("other_partner")
    page = partner.get("/hours/waiting").get_data(as_text=True)
    assert page.count('name="entry"') == 2
    assert partner.send("/hours/confirmations", {}).status_code == 422
    form = {"entry": [one, two], f"minutes-{one}": "60", f"minutes-{two}": "30"}
    assert stranger.send("/hours/confirmations", form).status_code == 303
    assert deeds.shown() == Balance(105, 0), "another organisation's entries are none of theirs"
    partner.send("/hours/confirmations", form)
    db.session.rollback()
    assert deeds.shown() == deeds.ledger() == Balance(45, 60)
    assert partner.send(f"/hours/{two}/adjustment", {"adjust-minutes": "2"}).status_code == 422
    assert partner.send(f"/hours/{two}/adjustment", {"adjust-minutes": "30"}).status_code == 303
    db.session.rollback()
    assert deeds.shown() == deeds.ledger() == Balance(0, 90)
    assert stranger.get(f"/hours/{two}").status_code == 404


def test_from_the_agents_page_to_the_coordinators_decision(deeds: Deeds, signed: SignIn) -> None:
    deeds.approved("papers", flexible=True, minutes=120, starts_in=timedelta(days=60))
    match_id, day = deeds.match(need="papers").public_id, deeds.world.now.date().isoformat()
    agent = signed("agent")
    assert "Nothing" not in agent.get("/hours").get_data(as_text=True)
    form = {"day": day, "hours": "1", "minutes": "30", "what": "=HYPERLINK()"}
    assert agent.send(f"/matches/{match_id}/hours", {**form, "day": "2199-01-01"}).status_code == 422
    assert agent.send(f"/matches/{match_id}/hours", form).status_code == 303
    entry_id = deeds.entry().public_id
    page = agent.get("/hours").get_data(as_text=True)
    assert "1 h 30 min of 2 h" in page
    file = agent.get("/hours/download").get_data(as_text=True)
    assert "'=HYPERLINK()" in file
    assert ",90,0," in file
    assert agent.send(f"/hours/{entry_id}/amendment", {"amend-hours": "2"}).status_code == 303
    assert agent.send(f"/hours/{entry_id}/dispute", {"dispute-hours": "3", "dispute-words": "No"}).status_code == 409
    deeds.do(actions.adjust, deeds.entry(), 60, "One hour", by="partner", at=deeds.world.now)
    assert agent.send(f"/hours/{entry_id}/dispute", {"dispute-hours": "2"}).status_code == 422
    words = {"dispute-hours": "2", "dispute-words": "It was two"}
    assert agent.send(f"/hours/{entry_id}/dispute", words).status_code == 303
    assert signed("colleague").get(f"/hours/{entry_id}").status_code == 404
    coordinator = signed("coordinator")
    assert "For you to decide" in coordinator.get("/hours/company").get_data(as_text=True)
    decision = {"decide-hours": "0", "decide-words": "The work never reached anybody."}
    assert coordinator.send(f"/hours/{entry_id}/decision", decision).status_code == 303
    db.session.rollback()
    assert deeds.shown() == deeds.ledger() == Balance(0, 0)
    assert "The work never reached anybody." in agent.get(f"/hours/{entry_id}").get_data(as_text=True)


def test_no_cell_is_a_formula() -> None:
    assert [safe_cell(value) for value in ("=1+1", "+1", "-1", "@a", " =1", "\t=1", "Ann", -5, None)] == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@a",
        "' =1",
        "'\t=1",
        "Ann",
        "-5",
        "",
    ]
