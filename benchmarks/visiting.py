"""A few visitors on this machine, each asking for one page again and again."""

import gc
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection

HOST = "127.0.0.1"
TIMEOUT = 30
HEADERS = {
    "Host": "localhost",
    "Accept-Encoding": "gzip",
    "X-Forwarded-Proto": "https",  # As from the proxy in front: production serves nothing without it.
}


class WrongAnswer(Exception):
    """The page was not served, so there is nothing to measure."""


def visit(port: int, path: str, *, cookie: str = "", connections: int = 1, seconds: float = 3) -> list[float]:
    """Milliseconds of every answer, in so many seconds over so many connections."""
    until = time.perf_counter() + seconds
    with _no_pauses(), ThreadPoolExecutor(connections) as crowd:
        visitors = [crowd.submit(_visitor, port, path, cookie, until) for _ in range(connections)]
        return [each for visitor in visitors for each in visitor.result()]


def look(port: int, path: str, cookie: str = "") -> bytes:
    """One visit. Raises WrongAnswer, or OSError when nobody answers."""
    with _connected(port) as connection:
        return _ask(connection, path, {**HEADERS, "Cookie": cookie})


def _visitor(port: int, path: str, cookie: str, until: float) -> list[float]:
    headers, took = {**HEADERS, "Cookie": cookie}, []
    with _connected(port) as connection:
        while (began := time.perf_counter()) < until:
            _ask(connection, path, headers)
            took.append(1000 * (time.perf_counter() - began))
    return took


def _ask(connection: HTTPConnection, path: str, headers: dict[str, str]) -> bytes:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:  # noqa: PLR2004 – the one answer that counts
        raise WrongAnswer(f"{path} answered {answer.status} {answer.headers.get('Location', '')}")
    return body


@contextmanager
def _connected(port: int) -> Iterator[HTTPConnection]:
    connection = HTTPConnection(HOST, port, timeout=TIMEOUT)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def _no_pauses() -> Iterator[None]:
    """The visitor's own garbage collection is not the page's slowness."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
