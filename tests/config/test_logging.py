"""What the machine is told when something goes wrong: in production and in the demo, with the token left out."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FAIL = """
import django
django.setup()
from django.http import HttpResponseServerError
from django.test import RequestFactory
from django.utils.log import log_response
path = "/l/fVUBxWn_jnpzh-ah/"
told = {"response": HttpResponseServerError(), "request": RequestFactory().get(path)}
try:
    raise RuntimeError("The shelf fell down")
except RuntimeError as problem:
    log_response("Internal Server Error: %s", path, exception=problem, **told)
import logging
for name in ("allauth", "sparkweb.foundation.messaging.delivery"):
    logging.getLogger(name).info("A word")
"""


@pytest.mark.parametrize("settings", ["production", "demo"])
def test_our_own_mistake_is_told_with_its_traceback(settings: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"sparkweb.config.settings.{settings}",
        "SPARK_SECRET_KEY": "x" * 50,
        "SPARK_SITE_URL": "https://spark.example",
        "SPARK_SQLITE_FILE": str(tmp_path / "spark.sqlite3"),
    }

    said = subprocess.run([sys.executable, "-c", FAIL], env=environment, capture_output=True, text=True, check=True)

    assert said.stderr.count("ERROR django.request: Internal Server Error: /l/…/\n") == 1
    assert "Traceback" in said.stderr
    assert "RuntimeError: The shelf fell down" in said.stderr
    assert "fVUBxWn" not in said.stderr
    assert "INFO allauth: A word" in said.stderr
    assert "INFO sparkweb.foundation.messaging.delivery: A word" in said.stderr
