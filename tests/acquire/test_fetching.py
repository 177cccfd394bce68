from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from saidby.acquire import fetch as fetching
from saidby.acquire import sources
from saidby.model import Intake, Unread

PAGE = "<html><head><title>Міст</title></head><body><article><h1>Міст</h1><p>Унаслідок удару загинули десять людей, сказав мер.</p></article></body></html>"
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/2023/05/07/page.html": (200, {"Content-Type": "text/html; charset=windows-1251"}, PAGE.encode("cp1251")),
    "/records": (200, {"Content-Type": "application/x-ndjson"}, b'{"id": "a", "text": "x"}\n{"id": "b"}\n'),
    "/text": (200, {"Content-Type": "text/plain"}, b"Ten people\r\nwere killed."),
    "/bare": (200, {}, PAGE.encode()),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 5000),
    "/moved": (302, {"Location": "/text"}, b""),
    "/circle": (302, {"Location": "/circle"}, b""),
    "/out": (302, {"Location": "file:///etc/hostname"}, b""),
    "/metadata": (302, {"Location": "http://169.254.169.254/latest"}, b""),
    "/badly": (302, {"Location": "http://[::1"}, b""),
}


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS.get(self.path, (404, {}, b"no"))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: the test's output is pytest's."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_with_the_encoding_of_its_header(site: str) -> None:
    url = f"{site}/2023/05/07/page.html"
    (found,) = sources(allow_private=True)(url + "#top")
    assert isinstance(found, Intake)
    assert found.document.text == "Міст\n\nУнаслідок удару загинули десять людей, сказав мер."
    assert found.document.encoding == "cp1251"
    assert found.original.content == PAGE.encode("cp1251")
    assert (found.document.url, found.document.locator) == (url, url + "#top")
    assert found.document.id == f"page-{found.original.sha256[:8]}"
    assert found.document.published is not None
    assert found.document.published.interval.edtf == "2023-05-07"


def test_records_text_and_undeclared_pages_are_fetched(site: str) -> None:
    read = sources(allow_private=True)
    assert [type(entry) for entry in read(f"{site}/records")] == [Intake, Unread]
    (text,) = read(f"{site}/moved")
    assert isinstance(text, Intake)
    assert text.document.text == "Ten people\nwere killed."
    assert text.document.url == f"{site}/text"
    assert text.document.locator == f"{site}/moved"
    (page,) = read(f"{site}/bare")
    assert isinstance(page, Intake)
    assert page.document.headline == "Міст"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "404"),
        ("/picture", "image/png"),
        ("/large", "larger than 1,000 bytes"),
        ("/circle", "redirected more than"),
        ("/out", "no http"),
        ("/badly", "could not be fetched"),
    ],
)
def test_what_cannot_be_fetched_is_one_unread(site: str, path: str, reason: str) -> None:
    (found,) = sources(allow_private=True, max_bytes=1000)(site + path)
    assert isinstance(found, Unread)
    assert reason in found.reason
    assert "\n" not in found.reason
    assert found.locator == site + path


INSIDE = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    "10.0.0.1",
    "169.254.169.254",
    "0.0.0.0",  # noqa: S104
    "[::ffff:127.0.0.1]",
    "2130706433",
    "0x7f.1",
]


@pytest.mark.parametrize("host", INSIDE)
def test_private_addresses_are_refused(site: str, host: str) -> None:
    (found,) = sources()(f"http://{host}:{site.rpartition(':')[2]}/text")
    assert isinstance(found, Unread)
    assert "private" in found.reason or "could not be fetched" in found.reason


def test_a_redirect_to_a_private_address_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    public = fetching.is_public
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or public(address))
    assert isinstance(next(sources()(f"{site}/text")), Intake)
    (found,) = sources()(f"{site}/metadata")
    assert isinstance(found, Unread)
    assert "private" in found.reason


def test_a_name_that_leads_inside_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rpartition(":")[2])
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    (found,) = sources()(f"http://news.example:{port}/text")
    assert isinstance(found, Unread)
    assert "private" in found.reason


def test_a_host_is_connected_to_by_the_address_that_was_checked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rpartition(":")[2])
    asked = []
    resolve = socket.getaddrinfo

    def answering(host: str, *arguments: object, **options: object) -> object:
        asked.append(host)
        return resolve("127.0.0.1" if host == "news.example" else host, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answering)
    assert isinstance(next(sources(allow_private=True)(f"http://news.example:{port}/text")), Intake)
    assert asked.count("news.example") == 1


def test_the_next_address_is_tried_where_one_does_not_answer(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rpartition(":")[2])
    resolve = socket.getaddrinfo
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in ("127.0.0.9", "127.0.0.1")]

    def answering(host: str, *arguments: object, **options: object) -> object:
        return both if host == "news.example" else resolve(host, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(socket, "getaddrinfo", answering)
    (found,) = sources(allow_private=True)(f"http://news.example:{port}/text")
    assert isinstance(found, Intake)
    assert found.document.url == f"http://news.example:{port}/text"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
        ("::ffff:10.0.0.1", False),
        ("::", False),
    ],
)
def test_public_addresses_are_known_by_every_spelling(address: str, public: object) -> None:
    assert fetching.is_public(address) is public


def test_a_password_in_an_address_goes_nowhere() -> None:
    (found,) = sources()("https://user:secret@news.example/a")
    assert isinstance(found, Unread)
    assert "secret" not in found.locator + found.reason


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http:///a",
        "https://[",
        "http://a b/",
        "http://news.example:99999/",
        "http://\ud800/",
        "http://" + "a" * 5000,
    ],
)
def test_an_address_that_is_none_is_one_unread(url: str) -> None:
    (found,) = sources()(url)
    assert isinstance(found, Unread)
