"""A real browser on the real application, for the tests of this folder."""

import shutil
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from werkzeug.serving import make_server

from volunteer_match.web.application import Application

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": shutil.which("chromium"), "args": QUIET.split()}


@pytest.fixture(scope="module")
def address(sqlite_app: Application) -> Iterator[str]:
    """Where the application answers; its pages here ask no database."""
    server = make_server("127.0.0.1", 0, sqlite_app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
