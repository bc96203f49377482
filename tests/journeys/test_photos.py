"""A photo on its way in a browser: sent without script, accepted by one key."""

from playwright.sync_api import expect

from tests.challenges.evidence.pictures import jpeg_with_place
from tests.journeys.conftest import OpenAs
from tests.journeys.site import Site
from volunteer_match.challenges.models import Challenge, Entry
from volunteer_match.extensions import db
from volunteer_match.glossary import ChallengeState
from volunteer_match.people.models import Account


def own_entry() -> str:
    mine = Entry.agent.has(account=db.session.query(Account).filter_by(email="agent@demo.test").one())
    running = Entry.challenge.has(Challenge.state == ChallengeState.OPEN)
    return str(db.session.query(Entry).filter(mine, running).order_by(Entry.id).first().public_id)  # type: ignore[union-attr]


def test_a_photo_is_sent_without_script_and_accepted_by_a_key(site: Site, open_as: OpenAs) -> None:
    agent = open_as("agent", java_script_enabled=False)
    agent.goto(f"/challenge-entries/{site.ask(own_entry)}/photos")
    waiting = agent.get_by_text("Waits for a coordinator").count()
    agent.get_by_label("What does it show?").fill("The lamp in our hall")
    agent.get_by_role("button", name="Send the photo").click()
    expect(agent.get_by_role("link", name="Choose a photo.")).to_be_visible()
    expect(agent.get_by_label("What does it show?")).to_have_value("The lamp in our hall")
    agent.get_by_label("Photo", exact=True).set_input_files(
        {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": jpeg_with_place()}
    )
    agent.get_by_role("button", name="Send the photo").click()
    expect(agent.get_by_text("Thank you. A coordinator looks at it before anybody else.")).to_be_visible()
    expect(agent.get_by_text("Waits for a coordinator")).to_have_count(waiting + 1)

    coordinator = open_as("coordinator")
    coordinator.goto("/photos")
    coordinator.get_by_role("link", name="Maricel").last.click()
    expect(coordinator.get_by_role("img", name="The lamp in our hall")).to_be_visible()
    coordinator.keyboard.press("a")
    expect(coordinator.get_by_text("Accepted.", exact=True)).to_be_visible()
    agent.reload()
    expect(agent.get_by_text("Waits for a coordinator")).to_have_count(waiting)
