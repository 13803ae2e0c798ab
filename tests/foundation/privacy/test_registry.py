from io import StringIO
from pathlib import Path

import pytest
from django.apps.registry import Apps
from django.core.management import CommandError, call_command
from django.db import models
from pytest_django import Settings

from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.foundation.privacy import registry
from sparkweb.foundation.privacy.registry import Class, Entry


def model_with(privacy: Classified | None) -> type[models.Model]:
    class Meta:
        app_label = "privacy"
        apps = Apps()

    members = {"__module__": "sparkweb.test", "name": models.TextField(), "Meta": Meta}
    return type("Thing", (models.Model,), members if privacy is None else {**members, "privacy": privacy})


@pytest.mark.parametrize(
    ("privacy", "problems"),
    [
        (Classified(kept="id", erased="name"), []),
        (None, ["privacy.Thing.id has no privacy classes", "privacy.Thing.name has no privacy classes"]),
        (Classified(kept="id"), ["privacy.Thing.name has no privacy classes"]),
        (Classified(kept="id name", erased="name"), ["privacy.Thing.name has 2 privacy classes"]),
        (Classified(kept="id name naem"), ["privacy.Thing classifies naem, which is not a field"]),
    ],
)
def test_every_field_has_one_class(
    privacy: Classified | None, problems: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "own_models", lambda: [model_with(privacy)])

    assert registry.unclassified_fields() == problems


def test_the_map_names_each_field_with_its_class() -> None:
    entries = registry.data_map()

    assert Entry("messaging.OutboxMessage", "to_address", Class.ERASED) in entries
    assert Entry("messaging.OutboxMessage", "sent_at", Class.KEPT) in entries
    assert len(entries) == len({(entry.model, entry.field) for entry in entries})


def test_only_own_models_are_asked() -> None:
    assert OutboxMessage in registry.own_models()
    assert {model.__module__.partition(".")[0] for model in registry.own_models()} == {"sparkweb"}


def test_the_command_writes_the_map_and_knows_when_it_is_old(tmp_path: Path, settings: Settings) -> None:
    settings.PROJECT_DIR = tmp_path
    file = tmp_path / "docs" / "reference" / "data-map.md"

    call_command("data_map")
    call_command("data_map", "--check", stdout=StringIO())
    assert "| messaging.OutboxMessage | to_address | erased |" in file.read_text(encoding="utf-8").splitlines()

    file.write_text("old", encoding="utf-8")
    with pytest.raises(CommandError, match="not current"):
        call_command("data_map", "--check")


def test_the_command_refuses_a_map_with_holes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "unclassified_fields", lambda: ["a.B.c has no privacy classes"])

    with pytest.raises(CommandError, match=r"a\.B\.c has no"):
        call_command("data_map")
