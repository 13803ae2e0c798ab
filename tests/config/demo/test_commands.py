"""What `make demo` calls."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from sparkweb.config.demo.management.commands.fill_demo import Progress
from sparkweb.flow.applications.models import Application
from sparkweb.foundation.accounts.models import User
from tests.living_year import year
from tests.world import PASSWORD, World


def test_a_filled_database_is_left_alone(demo: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.start()
    monkeypatch.setattr(year, "fill", pytest.fail)

    call_command("fill_demo")

    assert Application.objects.count() == 1


def test_an_empty_one_is_filled_for_today(demo: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(year, "fill", lambda **how: asked.append(how))

    call_command("fill_demo")

    assert [sorted(how) for how in asked] == [["tell", "today"]]


def test_progress_is_told_in_lines() -> None:
    out = StringIO()
    progress = Progress(2, out)

    progress.go_on("One")
    progress.go_on("Two")
    progress.finish("Done.")

    assert out.getvalue() == "One ...\nTwo ...\nDone.\n"


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    out = StringIO()
    monkeypatch.setattr(out, "isatty", lambda: True)
    progress = Progress(2, out)

    progress.go_on("One")
    progress.go_on("Two")
    progress.finish("Done.")

    bars = [line.partition("[")[2].partition("]")[0].count("#") for line in out.getvalue().split("\r")[1:]]
    assert bars == [0, 12, 24]


def test_the_people_are_listed_with_where_to_be_them(demo: Client, world: World) -> None:
    world.submitted()
    out = StringIO()

    call_command("demo_people", stdout=out)

    said = out.getvalue()
    assert [word in said for word in ("/demo/", "/demo/post/", "Anne Bech", "Karen Winther", PASSWORD)] == [True] * 5
    assert all(user.check_password(PASSWORD) for user in User.objects.all()[:2])
