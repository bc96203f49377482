"""Every page that every role may see: axe, both colour schemes, right to left, narrow, short; nothing complained of."""

import pytest
from playwright.sync_api import Page

from tests.journeys.addresses import addresses_for
from tests.journeys.checks import NO_CONTRAST, ONLY_CONTRAST, axe_faults, covered_faults, width_faults
from tests.journeys.conftest import PHONE, ZOOMED, OpenAs
from tests.journeys.site import Site

ROLES = (None, "agent", "partner", "coordinator", "admin")


def _addresses(site: Site, who: str | None) -> list[str]:
    with site.app.test_request_context():
        return addresses_for(site.app, f"{who}@demo.test" if who else None)


def _told(page: Page, address: str, faults: list[str]) -> list[str]:
    return [f"{address}: {fault}" for fault in faults]


def _goto(page: Page, address: str) -> None:
    page.goto(address, wait_until="load")


@pytest.mark.parametrize("who", ROLES)
def test_light(open_as: OpenAs, site: Site, who: str | None) -> None:
    page = open_as(who)
    faults = []
    for address in _addresses(site, who):
        _goto(page, address)
        faults += _told(page, address, axe_faults(page))
    assert faults == []


@pytest.mark.parametrize("who", ROLES)
def test_dark_on_a_phone(open_as: OpenAs, site: Site, who: str | None) -> None:
    page = open_as(who, color_scheme="dark", viewport=PHONE)
    faults = []
    for address in _addresses(site, who):
        _goto(page, address)
        faults += _told(page, address, axe_faults(page, ONLY_CONTRAST) + width_faults(page))
    assert faults == []


@pytest.mark.parametrize("who", ROLES)
def test_right_to_left_on_a_small_short_screen(open_as: OpenAs, site: Site, who: str | None) -> None:
    page = open_as(who, pseudo=True, viewport=ZOOMED)
    faults = []
    for address in _addresses(site, who):
        _goto(page, address)
        faults += _told(page, address, axe_faults(page, NO_CONTRAST) + width_faults(page) + covered_faults(page))
    assert faults == []
