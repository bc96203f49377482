"""The application behind a real socket, on a demo world that every test gets fresh."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from tests.conftest import make_config
from volunteer_match import create_app
from volunteer_match.database.migrate import migrate
from volunteer_match.demo.loader import load_demo
from volunteer_match.extensions import db
from volunteer_match.matches.keeping.keeper import keeper
from volunteer_match.web.application import Application

COOKIE = "volunteer_match"
PASSWORD = "nine quiet herons"
PEOPLE = ("agent", "partner", "coordinator", "admin")
"""Those who are signed in before the copies are made; anybody else signs in when first asked for."""

Found = TypeVar("Found")


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Nothing: a line for each request would bury what fails."""


class Site:
    """One server for the whole run; `reset` puts the demo world back as it was."""

    def __init__(self, folder: Path) -> None:
        self.path, self.template = folder / "live.sqlite3", folder / "template.sqlite3"
        self.app: Application = create_app(make_config(f"sqlite:///{self.path}", DEMO_PASSWORD=PASSWORD))
        self._busy = 0
        self._done = threading.Condition()
        self._cookies: dict[str, str] = {}
        self._first_cookies: dict[str, str] = {}
        self.base = ""

    def prepare(self) -> None:
        """Migrates, loads the demo world, signs its people in, and keeps that as the template."""
        with self.app.app_context():
            migrate(db.engine)
            load_demo(datetime.now(UTC), PASSWORD)
        for name in PEOPLE:
            self.cookie(name)
        self._first_cookies = dict(self._cookies)
        with self.app.app_context():
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.engine.dispose()
        shutil.copyfile(self.path, self.template)

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answers a request, and counts it while it is under way."""
        with self._done:
            self._busy += 1
        try:
            return self.app(environ, start_response)
        finally:
            with self._done:
                self._busy -= 1
                self._done.notify_all()

    def reset(self) -> None:
        """Waits for what a closed page had still asked for: the file must not be exchanged under it."""
        with self._done:
            assert self._done.wait_for(lambda: self._busy == 0, timeout=30)
        self._cookies = dict(self._first_cookies)
        with self.app.app_context():
            keeper().forget()  # what it followed is another world's
            db.session.remove()
            db.engine.dispose()
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.template, self.path)

    def cookie(self, name: str) -> str:
        """The session cookie of `name`@demo.test, who signs in if they haven't yet."""
        if name not in self._cookies:
            client = self.app.test_client()
            client.get("/sign-in")
            response = client.post(
                "/sign-in", data={"email": f"{name}@demo.test", "password": PASSWORD, **_token(client)}
            )
            assert response.status_code == 303, (name, response.status_code)
            cookie = client.get_cookie(COOKIE)
            assert cookie is not None
            self._cookies[name] = cookie.value
        return self._cookies[name]

    def ask(self, question: Callable[[], Found]) -> Found:
        """What `question` finds in the database; give back plain values, for rows end with the context."""
        with self.app.app_context():
            return question()

    def change(self, act: Callable[[], Found]) -> Found:
        """Does `act` in one transaction of its own, as if another person had just done it."""
        with self.app.app_context():
            done = act()
            db.session.commit()
            return done

    @contextmanager
    def served(self) -> Iterator["Site"]:
        """Serves on a free port until the block ends."""
        server: BaseWSGIServer = make_server("127.0.0.1", 0, self, threaded=True, request_handler=_Quiet)
        server.daemon_threads = True  # type: ignore[attr-defined]  # of the threaded kind
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        self.base = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _token(client: Any) -> dict[str, str]:
    from tests.checked_client import TOKEN

    found = TOKEN.search(client.get("/sign-in").get_data(as_text=True))
    assert found is not None
    return {"csrf_token": found.group(1)}
