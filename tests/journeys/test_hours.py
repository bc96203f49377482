"""Hours and volunteer time off in a browser: without script, and by the keyboard alone."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs


def test_hours_are_written_down_and_confirmed_without_script(open_as: OpenAs) -> None:
    agent = open_as("agent", java_script_enabled=False)
    agent.goto("/hours")
    agent.get_by_role("link", name="Write down").first.click()
    agent.get_by_label("Hours").fill("30")
    agent.get_by_role("button", name="Write down").click()
    expect(agent.get_by_role("heading", name="Some answers need another look")).to_be_visible()
    expect(agent.get_by_label("Hours")).to_have_value("30")
    agent.get_by_label("Hours").fill("1")
    agent.get_by_role("button", name="Write down").click()
    expect(agent.get_by_text("Written down. The organisation is asked to confirm it.")).to_be_visible()

    partner = open_as("partner", java_script_enabled=False)
    partner.goto("/hours/waiting")
    boxes = partner.get_by_role("checkbox")
    waiting = boxes.count()
    boxes.first.uncheck()
    partner.get_by_role("button", name="Confirm what is ticked").click()
    expect(partner.get_by_text(f"{waiting - 1} entries are confirmed. Thank you!")).to_be_visible()
    expect(partner.get_by_role("checkbox")).to_have_count(1)


def test_volunteer_time_off_is_asked_for_and_decided_by_the_keyboard(open_as: OpenAs) -> None:
    agent = open_as("agent")
    agent.goto("/volunteer-time-off")
    agent.get_by_label("Day", exact=True).focus()
    day = datetime.now(UTC).date() + timedelta(days=60)  # beyond the shifts that are known
    agent.keyboard.type(f"{day:%m%d%Y}")
    agent.get_by_label("From", exact=True).focus()
    agent.keyboard.type("0900AM")
    agent.get_by_label("To", exact=True).focus()
    agent.keyboard.type("1200PM")
    agent.get_by_role("button", name="Ask").focus()
    agent.keyboard.press("Enter")
    expect(agent.get_by_text("Asked. A coordinator decides, and you are told.")).to_be_visible()

    coordinator = open_as("coordinator")
    coordinator.goto("/volunteer-time-off/requests")
    coordinator.get_by_role("button", name="Approve Maricel").focus()
    coordinator.keyboard.press("Enter")
    expect(coordinator.get_by_text("Approved. The person is told.")).to_be_visible()
    agent.reload()
    expect(agent.get_by_role("row", name="3 h").get_by_text("Approved")).to_be_visible()
