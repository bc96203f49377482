"""Web servers on this machine that answer well, slowly, too much, or not at all."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Reply = Callable[[BaseHTTPRequestHandler], None]


class Server(ThreadingHTTPServer):
    """Remembers what it was asked: method, path, headers by small names, body."""

    daemon_threads = True

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, _request: Any, _client: Any) -> None:
        """A client that hung up is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.asked.append((self.command, self.path, headers, body))
        self.server.reply(self)

    do_POST = do_GET  # noqa: N815 - http.server's name

    def log_message(self, *_words: Any) -> None:
        pass


def answering(status: int = 200, body: bytes = b"ok", **headers: str) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """A letter of a header now and then, for ever."""
    with suppress(OSError):
        handler.send_response(200)
        handler.flush_headers()
        for letter in "X-Slow: " + "x" * 1_000:
            handler.wfile.write(letter.encode())
            time.sleep(0.05)


@contextmanager
def web_server(reply: Reply, certificate: Path | None = None) -> Iterator[Server]:
    """Runs a server on a free port; with a certificate (and key, in one file) it speaks TLS."""
    server = Server(reply)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent_server() -> Iterator[int]:
    """Takes connections and says nothing; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port: int = door.getsockname()[1]
        yield port
