"""Every field of every own model is said to be kept, shortened or erased, once."""

from collections import Counter

import pytest
from django.db.models import Model

from sparkweb.foundation.core.privacy_classes import Classified
from tests.architecture.own import MODELS


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_classified_once(model: type[Model]) -> None:
    privacy = vars(model).get("privacy", Classified())

    assert Counter(privacy.names()) == Counter(field.name for field in model._meta.concrete_fields)
