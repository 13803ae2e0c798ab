"""The demo exists under its own settings and nowhere else."""

import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from sparkweb.config.demo.apps import refuse_elsewhere
from sparkweb.foundation.accounts import checks

PATHS = ("/demo/", "/demo/bliv/", "/demo/post/", "/demo/post/7f1c7c0e-6a0a-4b58-9d4c-0f2f3a0b8a11/")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "sparkweb.config.settings.production",
    "SPARK_SECRET_KEY": "x" * 50,
    "SPARK_SITE_URL": "https://spark.example",
}
TELL = """
import django, json
django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve
def leads(path):
    try: return str(resolve(path))
    except Resolver404: return ""
print(json.dumps([settings.INSTALLED_APPS, getattr(settings, "DEMO", False), leads("/demo/"), leads("/demo/post/")]))
"""


@pytest.mark.parametrize("path", PATHS)
def test_there_is_nothing_under_other_settings(client: Client, db: None, path: str) -> None:
    assert [client.get(path).status_code, client.post(path).status_code] == [404, 404]


def test_no_page_wears_the_bar_under_other_settings(client: Client, db: None) -> None:
    assert b"demo" not in client.get("/").content


def test_production_knows_nothing_of_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    environment = {
        **os.environ,
        **PRODUCTION,
        "SPARK_SQLITE_FILE": str(tmp_path_factory.mktemp("data") / "spark.sqlite3"),
    }

    said = subprocess.run([sys.executable, "-c", TELL], env=environment, capture_output=True, text=True, check=True)

    apps, is_demo, *leads = json.loads(said.stdout)
    assert "sparkweb.config.demo" not in apps
    assert (is_demo, leads) == (False, ["", ""])


@pytest.mark.parametrize("hosts", [[], ["*"], ["localhost", "spark.example"], [".localhost"]])
def test_it_refuses_to_be_reached_from_another_machine(hosts: list[str]) -> None:
    with override_settings(DEMO=True, ALLOWED_HOSTS=hosts), pytest.raises(ImproperlyConfigured):
        refuse_elsewhere()


def test_it_refuses_to_be_installed_by_other_settings() -> None:
    with override_settings(ALLOWED_HOSTS=["localhost"]), pytest.raises(ImproperlyConfigured):
        refuse_elsewhere()


def test_its_own_addresses_stand_in_the_matrix(demo: Client) -> None:
    assert checks.routes_stand_in_the_matrix() == []


def test_a_page_that_is_the_same_for_everybody_stays_so(demo: Client) -> None:
    front = demo.get("/")

    assert b'class="demo-bar"' in front.content
    assert (front.cookies, "Cookie" in front.headers.get("Vary", "")) == ({}, False)
    assert front.headers["Cache-Control"].startswith("public")
