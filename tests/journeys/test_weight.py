"""What a visit weighs, measured as the browser received it; the figures are printed with -s."""

import pytest

from tests.journeys.conftest import OpenAs

MOST_BYTES = 90_000
MOST_BYTES_WITHOUT_FONT = 30_000
RECEIVED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map(entry => [new URL(entry.name).pathname, entry.transferSize])"""


def _weigh(open_as: OpenAs, who: str | None, address: str) -> tuple[int, int]:
    """Bytes received with nothing in the cache, headers included: in all, and without the font."""
    page = open_as(who)
    page.goto(address, wait_until="networkidle")
    received = page.evaluate(RECEIVED)
    whole = sum(size for _, size in received)
    font = sum(size for path, size in received if path.endswith(".woff2"))
    print(f"{address}: {whole:,} bytes, {whole - font:,} without the font, in {len(received)} answers")
    assert font > 0, "the font was not measured"
    return whole, whole - font


@pytest.mark.parametrize("address", ("/", "/sign-in", "/partners/apply"))
def test_a_first_visit_is_light(open_as: OpenAs, address: str) -> None:
    whole, without_font = _weigh(open_as, None, address)
    assert whole <= MOST_BYTES
    assert without_font <= MOST_BYTES_WITHOUT_FONT


@pytest.mark.parametrize("who, address", (("agent", "/opportunities"), ("coordinator", "/approvals"), ("partner", "/")))
def test_a_working_page_is_light_even_when_it_is_the_first(open_as: OpenAs, who: str, address: str) -> None:
    whole, _ = _weigh(open_as, who, address)
    assert whole <= MOST_BYTES
