"""A partner moves a series, with and without script, and with the keyboard; a volunteer says yes again."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.journeys.checks import axe_faults
from tests.journeys.conftest import OpenAs
from tests.journeys.site import Site
from volunteer_match.extensions import db
from volunteer_match.glossary import MatchState
from volunteer_match.matches.models import Match
from volunteer_match.opportunities.models import OpportunitySession
from volunteer_match.people.models import Account
from volunteer_match.web.clock import now


def _promised() -> tuple[str, str, str]:
    """Addresses of a session that agent@demo.test is coming to, and of their match; and who posted it."""
    match = db.session.scalars(
        select(Match)
        .where(
            Match.agent.has(account=db.session.scalar(select(Account).where(Account.email == "agent@demo.test"))),
            Match.state == MatchState.APPROVED,
            Match.session.has((OpportunitySession.starts_at > now()) & OpportunitySession.series_id.is_not(None)),
        )
        .order_by(Match.starts_at)
    ).first()
    assert match is not None
    poster = db.session.get(Account, match.opportunity.created_by_id)
    assert poster is not None
    session = f"/opportunities/{match.opportunity.public_id}/sessions/{match.session.public_id}"
    return session, f"/matches/{match.public_id}", str(poster.email)


def _sound(page: Page) -> None:
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("script", (True, False), ids=("script", "no-script"))
def test_a_series_moves_and_a_volunteer_says_yes_again(site: Site, open_as: OpenAs, *, script: bool) -> None:
    session, match, poster = site.ask(_promised)
    narrow = {"width": 320, "height": 640}
    page = open_as(poster.split("@")[0], java_script_enabled=script, viewport=narrow)
    page.goto(f"{session}/edit")
    page.get_by_label(re.compile("This and later ones")).check()
    page.get_by_label("Starts at").fill("11:30" if script else "11:45")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^Change \d+ dates\?$"))
    if script:
        _sound(page)
    page.get_by_role("button", name="Go back").press("Enter")
    expect(page.get_by_label(re.compile("This and later ones"))).to_be_checked()
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_role("button", name=re.compile("^Change it, and ask")).press("Enter")
    expect(page.get_by_text(re.compile("sessions are changed"))).to_be_visible()
    agent = open_as("agent", java_script_enabled=script, viewport=narrow)
    agent.goto("/commitments")
    expect(agent.get_by_role("heading", name="Waiting for your answer")).to_be_visible()
    agent.goto(match)
    expect(agent.get_by_role("heading", name="Can you still come?")).to_be_visible()
    if script:
        _sound(agent)
    yes = agent.get_by_role("button", name=re.compile("^Yes to all"))
    if yes.count():
        yes.press("Enter")
        expect(agent.get_by_text("Thank you! It is yours.")).to_be_visible()
        expect(agent.get_by_role("heading", name="Can you still come?")).to_have_count(0)
    else:
        expect(agent.get_by_role("heading", name="This stands against it")).to_be_visible()
