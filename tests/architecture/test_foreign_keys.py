"""import-linter cannot see a foreign key named by a string; this can."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from tests.architecture.own import MODELS, contracts

# "sparkweb.flow.planning" -> how high it stands within its chapter; a chapter likewise within the house.
HEIGHT = {
    f"{contract['containers'][0]}.{name.strip(' ()')}": height
    for contract in contracts()
    if contract.get("exhaustive")
    for height, layer in enumerate(reversed(contract["layers"]))
    for name in layer.split("|")
}

CROSS_APP = [
    pytest.param(field, id=str(field))
    for model in MODELS
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
    if field.related_model in MODELS and field.related_model._meta.app_label != model._meta.app_label
]


def height(model: type[Model]) -> tuple[int, int]:
    app = apps.get_app_config(model._meta.app_label).name
    return HEIGHT[app.rpartition(".")[0]], HEIGHT[app]


@pytest.mark.parametrize("field", CROSS_APP)
def test_foreign_keys_point_down(field: Any) -> None:
    assert height(field.related_model) < height(field.model)


@pytest.mark.parametrize("field", CROSS_APP)
def test_foreign_keys_leave_no_way_back_up(field: Any) -> None:
    assert field.remote_field.hidden, "use related_name='+' across apps"
