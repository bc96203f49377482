"""A real server, a real browser, and people who are signed in; every test starts from the same demo world."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.site import COOKIE, Site
from tests.journeys.watching import Watch
from volunteer_match.web.pseudo import COOKIE as PSEUDO_COOKIE

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}
"""1280 × 1024 at 400 %."""

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

OpenAs = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium: nothing is downloaded."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, f"no browser: install one of {', '.join(CHROMIUM)}"
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(FLAGS)
    return {"executable_path": found, "args": flags}


@pytest.fixture(scope="session")
def running_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("site"))
    site.prepare()
    with site.served():
        yield site


@pytest.fixture
def site(running_site: Site) -> Site:
    """The site with the demo world as it was first loaded."""
    running_site.reset()
    return running_site


@pytest.fixture
def open_as(site: Site, browser: Browser) -> Iterator[OpenAs]:
    """`open_as("agent", color_scheme="dark")` gives a page of a new context, signed in as agent@demo.test.

    None for nobody. `pseudo` asks for the right-to-left pseudo-locale; everything else goes to the context. At the
    end of the test none of the pages may have complained.
    """
    contexts, watches = [], []

    def open_page(who: str | None, *, pseudo: bool = False, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site.base, **{"viewport": DESKTOP, "color_scheme": "light", "reduced_motion": "reduce", **options}
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        watches.append(Watch(context, site.base))
        if who:
            context.add_cookies([{"name": COOKIE, "value": site.cookie(who), "url": site.base}])
        if pseudo:
            context.add_cookies([{"name": PSEUDO_COOKIE, "value": "1", "url": site.base}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults] == []
