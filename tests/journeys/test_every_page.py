"""Every page that every role may see: axe in both colour schemes, right to left, small and short; no complaints.

`make test` walks each page once, as the first who sees it, in one of the two looks; `make walk` and `make everything`
walk the light one as everybody who may, and the dark one too.
"""

import pytest
from playwright.sync_api import Page

from tests.conftest import IS_QUICK
from tests.journeys.addresses import addresses_for
from tests.journeys.checks import axe_faults, bring_axe, covered_faults, width_faults
from tests.journeys.conftest import ZOOMED, OpenAs
from tests.journeys.site import Site

PARTS = {None: 2, "agent": 2, "partner": 2, "coordinator": 4, "admin": 2}
"""In how many parts the pages of each role are walked, so that every part takes about as long."""
WALKS = pytest.mark.parametrize(
    "who, part",
    [pytest.param(who, part, id=f"{who}-{part + 1}") for who, parts in PARTS.items() for part in range(parts)],
)


def addresses_of(site: Site, who: str | None, *, only_new: bool = False) -> list[str]:
    with site.app.test_request_context():
        return addresses_for(site.app, f"{who}@demo.test" if who else None, only_new=only_new)


def _open(page: Page, address: str) -> list[str]:
    """Goes there; what should be a page must not be an error page, or axe would praise that one."""
    answer = page.goto(address)
    assert answer is not None
    is_error_meant = "nowhere" in address or "never-sent" in address or "/styleguide/errors/" in address
    return [] if answer.status == 200 or is_error_meant else [f"answers {answer.status}"]


@WALKS
def test_light(open_as: OpenAs, site: Site, who: str | None, part: int) -> None:
    page = bring_axe(open_as(who))
    faults = []
    for address in addresses_of(site, who, only_new=IS_QUICK)[part :: PARTS[who]][:: 2 if IS_QUICK else 1]:
        found = _open(page, address) + axe_faults(page)
        faults += [f"{address}: {fault}" for fault in found]
    assert faults == []


@WALKS
def test_dark_right_to_left_small_and_short(open_as: OpenAs, site: Site, who: str | None, part: int) -> None:
    """Long words, mirrored, at 400 %: nothing sticks out, and what has focus is never under a bar."""
    page = bring_axe(open_as(who, color_scheme="dark", pseudo=True, viewport=ZOOMED))
    faults = []
    for address in addresses_of(site, who, only_new=True)[part :: PARTS[who]][IS_QUICK :: 2 if IS_QUICK else 1]:
        found = _open(page, address) + axe_faults(page) + width_faults(page) + covered_faults(page)
        faults += [f"{address}: {fault}" for fault in found]
    assert faults == []
