"""What people do with a page: click and be counted, walk with the Tab key, look where the focus is."""

from playwright.sync_api import Locator, Page

FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return {name: "", fault: "focus is lost"};
  const name = (element.getAttribute("aria-label") || element.innerText || element.labels?.[0]?.innerText || "").trim();
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const shown = element.type === "checkbox" || element.type === "radio" ? element.closest("label") ?? element : element;
  const isMarked = [style, getComputedStyle(shown)].some(
    each => each.outlineStyle !== "none" || each.boxShadow !== "none");
  const ring = isMarked || element.tabIndex < 0 || !element.matches(":focus-visible");
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {name, fault: !ring ? `no focus ring on ${name}` : inside ? "" : `${name} has focus out of sight`};
}"""
"""The name of what has focus, and what is wrong with how that shows. Text that only script focuses needs no ring."""


class Counted:
    """Clicks and fillings of one person on their way; the bars of the product are counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, thing: Locator) -> None:
        self.clicks += 1
        thing.click()

    def fill(self, label: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_label(label).first.fill(text)


def focused(page: Page) -> str:
    """The name of what has focus; fails if that is nothing, out of sight, or not marked."""
    found = page.evaluate(FOCUS)
    assert not found["fault"], f"{page.url}: {found['fault']}"
    return str(found["name"])


def tab_to(page: Page, name: str, *, limit: int = 120) -> None:
    """Presses Tab until something called `name` (its beginning) has focus; every stop on the way must be seen."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"{limit} times Tab on {page.url} does not reach “{name}”")
