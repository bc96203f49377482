"""The smallest client that sends many requests at one moment: HTTP/1.1 on asyncio."""

import asyncio
import time
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

T = TypeVar("T")

CUT_OFF = 0
ANSWER_SECONDS = 60.0
LINE_LIMIT = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """Status (CUT_OFF when the connection ended without an answer), seconds from sending to the last byte, Location."""

    status: int
    seconds: float
    location: str = ""
    body: bytes = b""


class Line:
    """One open connection, good for one request after the other."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> "Line":
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=LINE_LIMIT))

    async def ask(self, request: bytes) -> Answer:
        """Sends a request and waits for the whole answer; raises OSError or EOFError when there is none."""
        start = time.perf_counter()
        self.writer.write(request)
        async with asyncio.timeout(ANSWER_SECONDS):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            body = await self.reader.readexactly(int(headers.get("content-length", "0")))
        return Answer(int(head[0].split()[1]), time.perf_counter() - start, headers.get("location", ""), body)

    def close(self) -> None:
        self.writer.close()


async def ask_once(port: int, request: bytes) -> Answer:
    """One request on a connection of its own; status CUT_OFF when the server went away."""
    start = time.perf_counter()
    try:
        line = await Line.open(port)
        try:
            return await line.ask(request)
        finally:
            line.close()
    except (OSError, EOFError):
        return Answer(CUT_OFF, time.perf_counter() - start)


async def ask_at_once(port: int, requests: list[bytes]) -> list[Answer]:
    """Opens a connection for each request, and when all are open sends all; answers are in the same order."""
    lines = await asyncio.gather(*(Line.open(port) for _ in requests))
    try:
        return await asyncio.gather(*(line.ask(request) for line, request in zip(lines, requests, strict=True)))
    finally:
        for line in lines:
            line.close()


def _request(first: str, cookie: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    lines = {"Host": "127.0.0.1", "Cookie": f"volunteer_match={cookie}", **headers}
    return "\r\n".join([first, *(f"{name}: {value}" for name, value in lines.items()), "", ""]).encode() + body


def get(path: str, cookie: str) -> bytes:
    """A page, as a browser asks for it."""
    return _request(f"GET {path} HTTP/1.1", cookie, {"Accept": "text/html", "Accept-Encoding": "gzip"})


def post(path: str, cookie: str, fields: Mapping[str, str | list[str]]) -> bytes:
    """A form, as a browser sends it."""
    body = urlencode(fields, doseq=True).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    return _request(f"POST {path} HTTP/1.1", cookie, headers, body)


def run_apart(work: Coroutine[Any, Any, T]) -> T:
    """Runs `work` on an event loop of a thread of its own, for the caller's thread may have a loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
