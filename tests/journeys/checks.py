"""What is asked of every page in every state."""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
WIDER = "() => document.documentElement.scrollWidth - innerWidth"

STICKS_OUT = """() => {
  const inside = element => { for (let up = element.parentElement; up; up = up.parentElement)
    if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(up).overflowX)) return true; return false; };
  return [...document.body.querySelectorAll("*")].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1) && !inside(element)
      && element.checkVisibility() && getComputedStyle(element).position !== "fixed";
  }).slice(0, 3).map(element => element.outerHTML.slice(0, 120));
}"""

COVERED = """() => {
  const place = element => element.className ? `${element.tagName}.${element.className}` : element.tagName;
  const focusable = "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select, textarea, summary";
  const faults = [];
  for (const element of document.querySelectorAll(focusable)) {
    if (!element.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    element.focus();
    if (document.activeElement !== element) continue;
    const whole = element.getBoundingClientRect();
    const box = [...element.getClientRects()].find(line => line.width > 1 && line.height > 1) ?? whole;
    if (box.width <= 1 || box.height <= 1) continue;
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]].map(([across, down]) =>
      document.elementFromPoint(box.left + box.width * across, top + (bottom - top) * down));
    const label = element.labels?.[0];
    if (!points.some(at => at && (element.contains(at) || at.contains(element) || label?.contains(at)))) {
      const above = points[0] ? place(points[0]) : "the edge";
      faults.push(`${place(element)} "${element.textContent.trim().slice(0, 40)}" is under ${above}`);
    }
  }
  return faults;
}"""
"""Focuses everything in turn and asks whether any of it can be seen."""


def bring_axe(page: Page) -> Page:
    """Has axe stand ready on every page that is opened from now on; sending it to each anew takes long."""
    page.add_init_script(AXE_SCRIPT)
    return page


def axe_faults(page: Page) -> list[str]:
    """One line for each violation that axe finds on the page as it stands."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    answer = page.evaluate(f"axe.run(document, {json.dumps(AXE_OPTIONS)})")
    return [
        f"{violation['id']}: {node['target'][0]} {node['failureSummary'].splitlines()[-1].strip()[:160]}"
        for violation in answer["violations"]
        for node in violation["nodes"][:3]
    ]


def width_faults(page: Page) -> list[str]:
    """What needs sideways scrolling of the whole page."""
    wider = page.evaluate(WIDER)
    return [f"{wider} px wider than the window: {page.evaluate(STICKS_OUT)}"] if wider > 0 else []


def covered_faults(page: Page) -> list[str]:
    """What can't be seen while it has focus."""
    faults: list[str] = page.evaluate(COVERED)
    return faults
