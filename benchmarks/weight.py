"""What a first visit to a public page weighs and how soon it stands still: `python -m benchmarks.weight`.

A phone with nothing kept from before, in Chromium, on a slow line with a slow processor; beside it, in turns, a plain
page of text from the same machine. README.md says what it means.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.findings import Finding, show
from benchmarks.pages import collect, make_tables
from benchmarks.servers import PRODUCT, Ground, Server, serving
from benchmarks.visiting import HOST, look

PAGES = {"front page": "/", "data": "/oplysninger/", "accessibility": "/was/"}
VISITS = 5
BROWSER = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run")
PHONE: Any = {"width": 412, "height": 823}
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
WATCH = """
window.seen = { painted: 0, moved: 0 };
new PerformanceObserver(list => { for (const entry of list.getEntries()) seen.painted = entry.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver(list => { for (const entry of list.getEntries()) seen.moved += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Seen:
    """One first visit: the bytes of each request as they travelled, the largest paint, and how far things moved."""

    sizes: list[float] = field(default_factory=list)
    painted_ms: float = 0
    moved: float = 0


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="spark-bench-", dir="/tmp") as folder, sync_playwright() as started:
        ground = Ground(Path(folder), postgresql="")
        environment = ground.environment("spark")
        collect(ground)
        make_tables(environment)
        chromium = started.chromium.launch(executable_path=shutil.which("chromium"), args=list(BROWSER))
        print("Goal, what, value, gate (aim), verdict.\n")
        with serving(PRODUCT, ground, environment) as server, plain_page() as plain:
            return show(weigh(chromium, server, plain))


def weigh(chromium: Browser, server: Server, plain: int) -> Iterator[Finding]:
    for name, path in PAGES.items():
        ours, theirs = [], []
        for _ in range(VISITS):
            ours.append(visit(chromium, server.port, path))
            theirs.append(visit(chromium, plain, "/"))
        first = ours[0]
        paint, floor = (median(seen.painted_ms for seen in side) for side in (ours, theirs))
        yield Finding("10", f"{name}, everything, KiB", sum(first.sizes) / 1024, 60, 40, f"{len(first.sizes)} requests")
        yield Finding("10", f"{name}, page with its style, packed, KB", len(look(server.port, path)) / 1000, 14, 12)
        yield Finding("10", f"{name}, moved while loading", max(seen.moved for seen in ours), 0.02, 0.005)
        yield Finding(
            "10", f"{name}, largest paint / plain page", paint / floor, 2.1, 1.75, f"{paint:.0f} / {floor:.0f} ms"
        )


def visit(chromium: Browser, port: int, path: str) -> Seen:
    context = chromium.new_context(viewport=PHONE, extra_http_headers={"X-Forwarded-Proto": "https"})
    page, seen = context.new_page(), Seen()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW_LINE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    wire.on("Network.loadingFinished", lambda event: seen.sizes.append(event["encodedDataLength"]))
    page.add_init_script(WATCH)
    page.goto(f"http://localhost:{port}{path}", wait_until="networkidle")
    watched = page.evaluate("seen")
    seen.painted_ms, seen.moved = watched["painted"], watched["moved"]
    context.close()
    return seen


class Plain(BaseHTTPRequestHandler):
    """Three kilobytes of text with a little style inside: as light as a page that says something can be."""

    TEXT = (
        "<p>" + "Ledere og medarbejdere finder sammen ud af, hvad der er svært, og prøver noget andet af. " * 8 + "</p>"
    )
    PAGE = (
        '<!doctype html><html lang="da"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>Side</title><style>body{font:18px/1.5 sans-serif;margin:auto;max-width:40em}</style><h1>Side</h1>"
        f"{TEXT * 4}"
    ).encode()

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.PAGE)))
        self.end_headers()
        self.wfile.write(self.PAGE)

    def log_message(self, *_: Any) -> None:
        """Nobody reads it."""


@contextmanager
def plain_page() -> Iterator[int]:
    """The port it answers on."""
    server = ThreadingHTTPServer((HOST, 0), Plain)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    sys.exit(main())
