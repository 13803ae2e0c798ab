"""What our pages cost beside bare Django, in one run: `python -m benchmarks.pages`. README.md says what it means.

On SQLite; on PostgreSQL with `python -m scripts.with_postgresql .venv/bin/python -m benchmarks.pages`.
"""

import json
import math
import os
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import processes
from benchmarks.findings import Finding, show
from benchmarks.servers import BARE, PRODUCT, PYTHON, Ground, Server, manage, run, serving
from benchmarks.turns import Comparison, Page, compare, take_turns
from benchmarks.visiting import visit

SMALL, NORMAL, LARGE = 1_000, 10_000, 100_000
LIST = "/sekretariat/ansoegninger/"
FILTERS = "?status=afsluttet&omraade=aeldre-og-sundhed"


@dataclass(frozen=True, eq=False)
class World:
    """The product's database with so many sent applications, and what there is to ask for in it."""

    count: int
    environment: Mapping[str, str]
    known: Mapping[str, str]

    def listing(self, server: Server, filters: str = FILTERS) -> Page:
        return Page(server, LIST + filters, self.known["coordinator"])

    def visited(self, server: Server) -> dict[str, Page]:
        """The page kinds of goal 2 that exist; there is no page for a single theme yet."""
        leader = Page(server, "", self.known["leader"])
        return {
            "front page": Page(server, "/"),
            "login": Page(server, "/konto/log-ind/"),
            "application form, start": Page(server, "/ansoeg/"),
            "application form, workplace": replace(leader, path=self.known["workplace_step"]),
            "application form, own words": replace(leader, path=self.known["words_step"]),
        }


def main(arguments: list[str]) -> int:
    options = ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=4, help="length of one turn")
    options.add_argument("--large", action="store_true", help="measure growth up to 100,000 applications")
    asked = options.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # So that the servers are stopped too.
    with tempfile.TemporaryDirectory(prefix="spark-bench-", dir="/tmp") as folder:
        ground = Ground(Path(folder), os.environ.get("SPARK_TEST_DATABASE", ""))
        print(f"On {'PostgreSQL' if ground.postgresql else 'SQLite'}. Goal, what, value, gate (aim), verdict.\n")
        return show(measure(ground, asked.seconds, LARGE if asked.large else NORMAL))


def measure(ground: Ground, seconds: float, largest: int) -> Iterator[Finding]:
    bare = prepare_bare(ground)
    collect(ground)
    yield first_page(ground)
    worlds = [prepare(ground, count) for count in sorted({SMALL, NORMAL, largest})]
    normal = next(world for world in worlds if world.count == NORMAL)
    with ExitStack() as up:
        floor = up.enter_context(serving(BARE, ground, bare))
        servers = {world: up.enter_context(serving(PRODUCT, ground, world.environment)) for world in worlds}
        yield from against_bare(normal, servers[normal], floor, seconds)
        yield growth(worlds[0], worlds[-1], servers, seconds)
        yield from steadiness(normal, servers[normal], seconds)
    yield from memory(ground, normal, bare)


def against_bare(world: World, server: Server, floor: Server, seconds: float) -> Iterator[Finding]:
    bare_list, bare_form = Page(floor, "/list"), Page(floor, "/form", connections=2)
    for name, filters in {"no filters": "", "two filters": FILTERS}.items():
        found = compare(world.listing(server, filters), bare_list, seconds)
        yield compared("1", f"list, 50 of {world.count:,}, {name} / bare list", found, 3, 1.5)
    for name, page in world.visited(server).items():
        gate, aim = (5, 2.5) if "form" in name else (1.3, 0.65)
        found = compare(replace(page, connections=2), bare_form, seconds)
        yield compared("2", f"{name} / bare form", found, gate, aim)


def compared(goal: str, what: str, found: Comparison, gate: float, aim: float) -> Finding:
    detail = f"{found.ours.cost:.1f} / {found.theirs.cost:.1f} ms"
    return Finding(goal, what, found.ratio, gate, aim, detail, found.is_steady)


def growth(small: World, large: World, servers: Mapping[World, Server], seconds: float) -> Finding:
    found = compare(large.listing(servers[large]), small.listing(servers[small]), seconds)
    exponent = math.log(found.ratio) / math.log(large.count / small.count)
    detail = f"{found.ours.cost:.1f} / {found.theirs.cost:.1f} ms"
    what = f"list, filtered, growth {small.count:,} to {large.count:,} (exponent)"
    return Finding("3", what, exponent, 0.15, 0.05, detail, found.is_steady)


def steadiness(world: World, server: Server, seconds: float) -> Iterator[Finding]:
    pages = {"list, filtered": world.listing(server), **world.visited(server)}
    for name, result in zip(pages, take_turns(list(pages.values()), seconds), strict=True):
        yield Finding("12", f"{name}, p99 / p50", result.p99 / result.p50, 3, 2, f"p50 {result.p50:.1f} ms")


def memory(ground: Ground, world: World, bare: Mapping[str, str]) -> Iterator[Finding]:
    """The whole server over its two workers, when every page has been asked for. The goal's figure for bare Django is
    that of a server with one worker, so that is what we compare with."""
    with serving(PRODUCT, ground, world.environment, workers=2) as server:
        for page in (world.listing(server), *world.visited(server).values()):
            visit(server.port, page.path, cookie=page.cookie, connections=8, seconds=1)
        ours = processes.memory_mib(server.pid) / 2
    with serving(BARE, ground, bare) as server:
        for path in ("/list", "/form"):
            visit(server.port, path, connections=8, seconds=1)
        theirs = processes.memory_mib(server.pid)
    yield Finding("12", "memory for each of two workers, MiB", ours, 110, 90)
    yield Finding("12", "the same / bare Django with one worker", ours / theirs, 2, 1.6, f"bare {theirs:.0f} MiB")


def first_page(ground: Ground) -> Finding:
    """From an empty database to the first page served, as in production: three commands and a start."""
    environment = ground.environment("first")
    began = time.monotonic()
    make_tables(environment)
    with serving(PRODUCT, ground, environment):
        return Finding("12", "empty database to first page, s", time.monotonic() - began, 20, 10)


def prepare(ground: Ground, count: int) -> World:
    environment = ground.environment(f"spark_{count}")
    make_tables(environment)
    return World(
        count, environment, json.loads(run(PYTHON, "-m", "benchmarks.filling", str(count), environment=environment))
    )


def prepare_bare(ground: Ground) -> Mapping[str, str]:
    environment = ground.environment("bare")
    run(PYTHON, "-m", "benchmarks.bare_django", environment=environment)
    return environment


def make_tables(environment: Mapping[str, str]) -> None:
    for command in (["migrate", "--verbosity=0"], ["createcachetable"], ["load_reference_data"]):
        manage(*command, environment=environment)


def collect(ground: Ground) -> None:
    environment = ground.environment("nobody")
    run(PYTHON, "-m", "scripts.build_design", environment=environment)
    manage("collectstatic", "--no-input", "--verbosity=0", environment=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
