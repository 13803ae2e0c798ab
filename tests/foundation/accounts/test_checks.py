import pytest
from django.core.management import call_command
from pytest_django import Settings

from sparkweb.foundation.accounts import checks


@pytest.mark.django_db
def test_a_cache_without_its_table_is_told_before_anybody_logs_in(settings: Settings) -> None:
    assert checks.the_cache_has_its_table() == []

    kept = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    settings.CACHES = {**settings.CACHES, "default": kept}

    assert [problem.id for problem in checks.the_cache_has_its_table()] == ["accounts.E005"]
    call_command("createcachetable")
    assert checks.the_cache_has_its_table() == []
