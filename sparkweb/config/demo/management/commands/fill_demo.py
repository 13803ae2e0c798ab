"""`manage.py fill_demo`: a living year in an empty database."""

import sys
from typing import Any, TextIO

from django.core.management.base import BaseCommand

from sparkweb.flow.applications.models import Application
from sparkweb.foundation.core import clock

WIDTH = 24


class Command(BaseCommand):
    help = "Fills an empty database with the demo's year, counted from today. Does nothing when there is data already."

    def handle(self, *args: Any, **options: Any) -> None:
        if Application.objects.exists():
            return
        from tests.living_year.year import STEPS, fill  # noqa: PLC0415 – the cast of the tests; the demo runs from the repository

        progress = Progress(len(STEPS), sys.stdout)
        fill(today=clock.today(), tell=progress.go_on)
        progress.finish("The demo's year is ready.")


class Progress:
    """A bar that grows on a terminal; a line for each step elsewhere."""

    def __init__(self, steps: int, out: TextIO) -> None:
        self.steps, self.out, self.done, self.is_terminal = steps, out, 0, out.isatty()

    def go_on(self, sentence: str) -> None:
        self._show(f"{sentence} ...")
        self.done += 1

    def finish(self, sentence: str) -> None:
        self._show(sentence)
        if self.is_terminal:
            self.out.write("\n")

    def _show(self, sentence: str) -> None:
        full = WIDTH * self.done // self.steps
        bar = f"\r\033[K[{'#' * full}{'.' * (WIDTH - full)}] {sentence}"
        self.out.write(bar if self.is_terminal else f"{sentence}\n")
        self.out.flush()
