"""A URL → the bytes of its page, from public addresses only unless allowed otherwise."""

from __future__ import annotations

import ipaddress
import socket
import time
from dataclasses import replace
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

import httpx

from saidby.acquire.raw import Form, Raw, Unreadable, too_large

_TIMEOUT = 15.0  # seconds to connect, or without a byte
_DEADLINE = 60.0  # seconds for a page in all, so that a server that drips bytes does not hold the run up
_REDIRECTS = 5
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_HEADERS = {"User-Agent": "saidby", "Accept": "text/html, application/xhtml+xml, text/plain, application/json;q=0.9, */*;q=0.1"}


def is_url(source: str) -> bool:
    """Whether a source is to be fetched."""
    return source[:8].lower().startswith(("http://", "https://"))


def fetch(url: str, *, max_bytes: int, allow_private: bool) -> Raw:
    """The page at `url`, its redirects followed. Raises Unreadable.

    Each host is resolved once, checked, and connected to by the address that was checked, so that a name which resolves
    otherwise a moment later changes nothing. Proxies of the environment are not used: they would resolve by themselves.
    """
    asked = url
    deadline = time.monotonic() + _DEADLINE
    try:
        with httpx.Client(timeout=_TIMEOUT, trust_env=False, headers=_HEADERS) as client:
            for _ in range(_REDIRECTS + 1):
                found = _get(client, url, (max_bytes, deadline, allow_private))
                if isinstance(found, Raw):
                    return replace(found, locator=asked)
                url = found
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        what = " ".join(str(error).split())[:120] or type(error).__name__
        raise Unreadable(f"could not be fetched ({what}); check the address, or save the page and read the file") from error
    raise Unreadable(f"redirected more than {_REDIRECTS} times; check the address")


def _get(client: httpx.Client, url: str, limits: tuple[int, float, bool]) -> Raw | str:
    """One request: the page, or the address that it redirects to."""
    max_bytes, deadline, allow_private = limits
    parts = urlsplit(url)
    host = parts.hostname
    if parts.scheme not in {"http", "https"} or not host:
        raise Unreadable(f"leads to {url[:80]!r}, which is no http or https address; give one")
    if parts.username is not None or parts.password is not None:
        raise Unreadable("has a user name or password in the address; save the page and read the file")
    addresses = _addresses(host, parts.port or (443 if parts.scheme == "https" else 80), allow_private=allow_private)
    response = _send(client, url, addresses)
    try:
        if response.is_redirect:
            return urljoin(url, response.headers["location"])
        if response.status_code != httpx.codes.OK:
            raise Unreadable(
                f"the server answered {response.status_code} {response.reason_phrase}; check the address".replace(" ;", ";")
            )
        declared = Message()
        declared["content-type"] = response.headers.get("content-type", "")
        media_type = declared.get_content_type() if response.headers.get("content-type") else ""
        if media_type.startswith(("image/", "audio/", "video/", "font/")) or media_type == "application/pdf":
            raise Unreadable(f"{media_type}, not a page or text; save its text as .txt")
        content = _body(response, max_bytes, deadline)
    finally:
        response.close()
    return Raw(
        content=content,
        locator=url,
        name=unquote(PurePosixPath(parts.path).name) or host,
        form=Form.of_media_type(media_type),
        charset=response.charset_encoding,
        url=urlunsplit(parts._replace(fragment="")),
    )


def _send(client: httpx.Client, url: str, addresses: list[str]) -> httpx.Response:
    """The response, its body unread, from the first of a host's addresses that answers. Raises httpx.HTTPError."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    for place, address in enumerate(addresses, start=1):
        pinned = urlunsplit((parts.scheme, _netloc(address, parts.port), parts.path or "/", parts.query, ""))
        headers = {"Host": _netloc(host, parts.port)}
        # the certificate is checked against the name that was asked for, not against the address
        request = client.build_request("GET", pinned, headers=headers, extensions={"sni_hostname": host})
        try:
            return client.send(request, stream=True)
        except httpx.ConnectError:
            if place == len(addresses):
                raise
    raise Unreadable(f"{host} has no address; check its spelling")


def _body(response: httpx.Response, max_bytes: int, deadline: float) -> bytes:
    content = bytearray()
    for chunk in response.iter_bytes(65_536):
        content += chunk
        if len(content) > max_bytes:
            raise Unreadable(too_large(max_bytes))
        if time.monotonic() > deadline:
            raise Unreadable(f"took longer than {_DEADLINE:.0f} seconds; try again later, or save the page and read the file")
    return bytes(content)


def _netloc(host: str, port: int | None) -> str:
    bracketed = f"[{host}]" if ":" in host else host
    return bracketed if port is None else f"{bracketed}:{port}"


def _addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of `host`. Raises Unreadable where one of them is not public, OSError where there is none."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not allow_private and not all(is_public(address) for address in found):
        raise Unreadable(f"{host} is a private or local address; allow_private reads it where you trust it")
    return list(dict.fromkeys(found))[:4]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, also as wrapped into IPv6 by any of the usual ways."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast
