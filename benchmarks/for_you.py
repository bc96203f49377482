"""Server time and queries of *For you*, in one process without a network: what the code itself costs."""

import gc
import time

from benchmarks.crowd import Crowd
from benchmarks.databases import seen_statements
from benchmarks.figures import latency_ms
from benchmarks.people import Visitor
from volunteer_match.web.application import Application

WARM_UP = 10


def _look(app: Application, visitor: Visitor) -> float:
    """One visit to the page; returns its seconds. A request context of its own, so no application context is open."""
    client = app.test_client(use_cookies=False)
    start = time.perf_counter()
    response = client.get("/opportunities", headers={"Cookie": f"volunteer_match={visitor.cookie}"})
    response.get_data()
    seconds = time.perf_counter() - start
    assert response.status_code == 200, response.status
    return seconds


def server_time_ms(app: Application, crowd: Crowd) -> dict[str, float]:
    """Milliseconds at p50, p95 and p99 over one visit of every agent, after a few that warm up."""
    for visitor in crowd.agents[:WARM_UP]:
        _look(app, visitor)
    # As wsgi.py does.
    gc.collect()
    gc.freeze()
    try:
        return latency_ms([_look(app, visitor) for visitor in crowd.agents])
    finally:
        gc.unfreeze()


def count_queries(app: Application, crowd: Crowd) -> int:
    """How many statements one visit sends."""
    _look(app, crowd.agents[0])
    with seen_statements(app) as seen:
        _look(app, crowd.agents[0])
    return len(seen)
