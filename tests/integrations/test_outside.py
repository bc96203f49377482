"""Asking servers that people name: only public ones, only what was checked, within limits."""

import gzip
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.outside_servers import answering, dripping, silent_server, web_server
from volunteer_match.integrations.addresses import is_public
from volunteer_match.integrations.outside import (
    Limits,
    OutsideFault,
    OutsideRefusal,
    Request,
    ask,
    check_address,
    conditional,
)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::5db8:d822", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:0001::", False),
        ("64:ff9b::a9fe:a9fe", False),
        ("localhost", False),
    ],
)
def test_only_the_public_network_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def refusal_of(url: str, **options: Any) -> OutsideRefusal:
    with pytest.raises(OutsideFault) as fault:
        ask(Request(url), **options)
    assert url not in str(fault.value), "it may be a secret"
    return fault.value.refusal


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("https://127.0.0.1/", OutsideRefusal.PRIVATE),
        ("https://localhost/hook", OutsideRefusal.PRIVATE),
        ("https://[::1]/", OutsideRefusal.PRIVATE),
        ("https://0x7f.1/", OutsideRefusal.PRIVATE),
        ("https://2130706433/", OutsideRefusal.PRIVATE),
        ("https://169.254.169.254/latest/meta-data/", OutsideRefusal.PRIVATE),
        ("https://[::ffff:10.0.0.1]/", OutsideRefusal.PRIVATE),
        ("http://93.184.216.34/", OutsideRefusal.NOT_HTTPS),
        ("ftp://example.org/", OutsideRefusal.NO_ADDRESS),
        ("https://", OutsideRefusal.NO_ADDRESS),
        ("https://user:password@example.org/", OutsideRefusal.NO_ADDRESS),
        ("https://example.org:99999/", OutsideRefusal.NO_ADDRESS),
        ("https://example.org:0/", OutsideRefusal.NO_ADDRESS),
        ("https://[::1/", OutsideRefusal.NO_ADDRESS),
        ("https://exam ple.org/", OutsideRefusal.NO_ADDRESS),
        ("https://example.org/\r\nX-Smuggled: 1", OutsideRefusal.NO_ADDRESS),
        ("https://exämple.org/", OutsideRefusal.NO_ADDRESS),
        ("https://nobody.invalid/", OutsideRefusal.UNKNOWN_HOST),
    ],
)
def test_addresses_that_nobody_is_asked_at(url: str, refusal: OutsideRefusal) -> None:
    assert refusal_of(url) is refusal


def name_servers(monkeypatch: pytest.MonkeyPatch, answer: Callable[[str], list[str]]) -> None:
    """Names lead where `answer` says; addresses in digits lead to themselves."""

    def resolve(host: str, port: int, *_more: Any, **_options: Any) -> list[Any]:
        addresses = [host] if host[0].isdigit() else answer(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def test_a_name_is_resolved_once_and_one_private_address_is_one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [["93.184.216.34", "10.0.0.1"]]
    name_servers(monkeypatch, lambda _host: answers.pop())
    assert refusal_of("https://rebinding.example/") is OutsideRefusal.PRIVATE
    with web_server(answering()) as server:
        answers.append(["127.0.0.1"])  # the one look; a second would fail
        answer = ask(Request(f"http://anything.example:{server.server_port}/a?b=c"), private=True)
    assert (answer.status, answer.body) == (200, b"ok")
    method, path, headers, _body = server.asked[0]
    assert (method, path) == ("GET", "/a?b=c")
    assert headers["host"] == f"anything.example:{server.server_port}"
    assert not {"cookie", "authorization", "proxy-connection"} & set(headers)


def test_what_comes_back_is_told_and_no_redirect_is_followed() -> None:
    with web_server(answering(304, b"", ETag='"2"')) as server:
        url = f"http://127.0.0.1:{server.server_port}/calendar"
        asked = Request(url, headers=conditional('"1"', "Thu, 26 Nov 2026 10:00:00 GMT"))
        answer = ask(asked, private=True)
        assert (answer.status, answer.headers["etag"], answer.is_success) == (304, '"2"', False)
        assert server.asked[0][2]["if-none-match"] == '"1"'
        assert server.asked[0][2]["if-modified-since"] == "Thu, 26 Nov 2026 10:00:00 GMT"
        server.reply = answering(302, Location=url)
        assert ask(Request(url, "POST", body=b"{}"), private=True).status == 302
        assert [(entry[0], entry[3]) for entry in server.asked] == [("GET", b""), ("POST", b"{}")]
    assert "secret" not in repr(Request("https://example.org/secret", body=b"secret"))


def test_size_has_a_limit_also_when_it_was_packed() -> None:
    packed = gzip.compress(bytes(1_000_000))
    with web_server(answering(body=bytes(2_000))) as server:
        url = f"http://127.0.0.1:{server.server_port}/"
        assert len(ask(Request(url), Limits(most_bytes=2_000), private=True).body) == 2_000
        assert refusal_of(url, limits=Limits(most_bytes=1_999), private=True) is OutsideRefusal.TOO_LARGE
        server.reply = answering(body=packed, Content_Encoding="gzip")
        assert refusal_of(url, limits=Limits(most_bytes=10_000), private=True) is OutsideRefusal.TOO_LARGE


def test_time_has_a_limit_whatever_the_other_side_does() -> None:
    begun = time.monotonic()
    limits = Limits(seconds=0.4)
    with web_server(dripping) as server:
        url = f"http://127.0.0.1:{server.server_port}/"
        assert refusal_of(url, limits=limits, private=True) is OutsideRefusal.TOO_SLOW
    with silent_server() as port:
        for scheme in ("http", "https"):
            url = f"{scheme}://127.0.0.1:{port}/"
            assert refusal_of(url, limits=limits, private=True) is OutsideRefusal.TOO_SLOW
    assert refusal_of(f"http://127.0.0.1:{port}/", private=True) is OutsideRefusal.NO_ANSWER
    assert time.monotonic() - begun < 10, "far below what the dripping server would take"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for hooks.example.org that nobody has signed but itself."""
    path = tmp_path / "certificate.pem"
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    name = ["-subj", "/CN=hooks.example.org", "-addext", "subjectAltName=DNS:hooks.example.org"]
    files = ["-keyout", path, "-out", tmp_path / "cert"]
    subprocess.run(["openssl", "req", *kind, *name, *files], check=True, capture_output=True)
    with path.open("a") as file:
        file.write((tmp_path / "cert").read_text())
    return path


def test_the_certificate_must_be_of_the_name_that_was_asked(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name_servers(monkeypatch, lambda _host: ["127.0.0.1"])
    with web_server(answering(), certificate) as server:
        url = f"https://hooks.example.org:{server.server_port}/"
        assert refusal_of(url, private=True) is OutsideRefusal.NOT_SECURE
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert ask(Request(url), private=True).is_success
        other = url.replace("hooks", "other")
        assert refusal_of(other, private=True) is OutsideRefusal.NOT_SECURE


def test_an_address_may_be_checked_before_it_is_kept() -> None:
    assert check_address("https://hooks.slack.com/services/T/B/x", private=False).hostname == "hooks.slack.com"
