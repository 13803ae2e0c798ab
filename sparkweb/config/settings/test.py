"""The test run: SQLite, or the PostgreSQL that SPARK_TEST_DATABASE names."""

import atexit
import os
from pathlib import Path
from tempfile import gettempdir

from sparkweb.config.databases import database_from
from sparkweb.config.settings.base import *  # noqa: F403 – settings modules build on each other

SECRET_KEY = "only-for-tests"
SITE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASE = os.environ.get("SPARK_TEST_DATABASE", "")
DATABASES = {"default": database_from(DATABASE, sqlite_file=PROJECT_DIR / "var" / "test.sqlite3")}  # noqa: F405
if not DATABASE:
    # A file and not memory, so that threads really meet at its lock; one for each run, so that two runs do not.
    file = Path(gettempdir()) / f"spark-test-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": file}
    for log in ("-wal", "-shm"):  # Django removes the file and leaves these, where a thread kept its connection.
        atexit.register(Path(f"{file}{log}").unlink, missing_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # Passkeys over plain http, on this machine only.
DEFAULT_FROM_EMAIL = "SPARK <svar@spark.invalid>"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {**CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}  # noqa: F405 – no test sees another's
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
