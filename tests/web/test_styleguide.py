"""Every component in every state: valid, free of axe's faults, nothing lost where there is little room."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.checked_client import CheckedClient
from tests.conftest import IS_QUICK
from tests.house.tree import ROOT, TEMPLATES
from volunteer_match.web.application import Application

PAGES = (
    "/styleguide",
    "/styleguide/for-you?toast=1",
    "/styleguide/approvals",
    "/styleguide/post-a-need",
    "/styleguide/who-is-coming",
    "/styleguide/sign-in",
    "/styleguide/errors/409",
    "/styleguide/errors/503",
)
QUICK_LOOKS = [*zip(PAGES, ("light", "dark") * 4, strict=True), (PAGES[0], "rtl")]
"""`make test` sees each page in one look, `make everything` in all."""
LOOKS = [(path, look) for path in PAGES for look in ("light", "dark")] + [(path, "rtl") for path in PAGES[:3]]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
NAMES_AN_ICON = re.compile(r"""(?:icon\(|icon=|'icon': )['"]([a-z][a-z0-9-]*)['"]""")
COVERED = """() => {
  const things = [...document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary)")];
  return things.filter((thing) => {
    if (!thing.checkVisibility() || thing.tabIndex < 0 || thing.disabled) return false;
    thing.focus();
    const box = thing.getClientRects()[0];
    const y = box.top + Math.min(box.height / 2, 20);
    return [0.05, 0.5, 0.95].every((share) => {
      const hit = document.elementFromPoint(box.left + box.width * share, y);
      return !(hit && (thing.contains(hit) || hit.contains(thing)));
    });
  }).map((thing) => thing.outerHTML.slice(0, 120));
}"""


@pytest.fixture
def checked(sqlite_app: Application) -> CheckedClient:
    return CheckedClient(sqlite_app)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_valid(checked: CheckedClient, path: str) -> None:
    assert checked.get(path).status_code == 200


def test_every_icon_named_is_in_the_sprite(checked: CheckedClient) -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "icons" / "sprite.svg").read_text()))
    named = {name for path in TEMPLATES.rglob("*.html") for name in NAMES_AN_ICON.findall(path.read_text())}
    shown = {name for path in PAGES for name in re.findall(r"sprite\.svg[^#]*#([a-z0-9-]+)", checked.get(path).text)}
    assert (named | shown) - drawn == set()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "look"),
    QUICK_LOOKS if IS_QUICK else LOOKS,
)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, look: str) -> None:
    context = browser.new_context(color_scheme="dark" if look == "dark" else "light", reduced_motion="reduce")
    if look == "rtl":
        context.add_cookies([{"name": "pseudo_locale", "value": "1", "url": address}])
    page = context.new_page()
    page.goto(address + path)
    if look == "rtl":
        assert page.locator("html").get_attribute("dir") == "rtl"
    violations = Axe().run(page, options=AXE).response["violations"]
    context.close()
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in violations] == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "height", "script"),
    [
        (320, 256, True),
        (320, 640, True),
        (390, 844, True),
        (768, 1024, True),
        (1280, 800, True),
        (320, 256, False),
        (1280, 800, False),
    ],
)
def test_nothing_leaves_the_screen_or_is_covered(
    browser: Browser, address: str, width: int, height: int, script: bool
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", java_script_enabled=script
    )
    page = context.new_page()
    for path in PAGES[:6]:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if script:
            assert page.evaluate(COVERED) == [], path
    context.close()


@pytest.mark.browser
def test_what_is_pressed_is_large_enough(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/styleguide")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, .nav a, .filter, summary, .choice, select, .input")]
          .filter((thing) => thing.checkVisibility() && thing.tabIndex >= 0)
          .filter((thing) => !thing.closest(".times, .hidden-visually"))
          .filter((thing) => Math.min(thing.offsetHeight, thing.offsetWidth) < 43.9)
          .map((thing) => thing.outerHTML.slice(0, 100))"""
    )
    page.close()
    assert small == []


@pytest.mark.browser
def test_nothing_breaks_the_content_policy(browser: Browser, address: str) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    for path in PAGES:
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    page.close()
    assert told == []
