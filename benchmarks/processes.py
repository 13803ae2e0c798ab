"""What a program and all its children have used, as Linux counts it in /proc."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PARENT, USER, SYSTEM, REAPED_USER, REAPED_SYSTEM = 1, 11, 12, 13, 14
"""Places in /proc/<pid>/stat, counted after the name in parentheses."""


def cpu_seconds(pid: int) -> float:
    """Processor time of the whole tree, with the children that have already ended."""
    ended = _ticks(pid, REAPED_USER, REAPED_SYSTEM)
    return (ended + sum(_ticks(each, USER, SYSTEM) for each in tree(pid))) / TICKS_PER_SECOND


def memory_mib(pid: int) -> float:
    """The tree's proportional set size: a page of memory shared by two counts half in each."""
    return sum(_pss_kib(each) for each in tree(pid)) / 1024


def tree(pid: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for each in (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()):
        if stat := _stat(each):
            children.setdefault(int(stat[PARENT]), []).append(each)
    waiting = [pid]
    while waiting:
        yield (each := waiting.pop())
        waiting += children.get(each, [])


def parent(pid: int) -> int:
    return int(_stat(pid)[PARENT])


def _ticks(pid: int, *places: int) -> int:
    stat = _stat(pid)
    return sum(int(stat[place]) for place in places) if stat else 0


def _stat(pid: int) -> list[str]:
    """Empty when the process has just ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []


def _pss_kib(pid: int) -> int:
    with suppress(FileNotFoundError, ProcessLookupError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return 0
