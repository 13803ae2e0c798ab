"""`make demo`: one machine, SQLite, mails kept in the outbox where the demo shows them. Never for real data."""

import os
from copy import deepcopy
from datetime import timedelta
from typing import Any

from sparkweb.config.databases import sqlite
from sparkweb.config.settings import base
from sparkweb.config.settings.base import *  # noqa: F403 – settings modules build on each other

SECRET_KEY = "only-for-the-demo-on-one-machine"
SITE_URL = f"http://localhost:{os.environ.get('PORT', '8000')}"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DATABASES = {"default": sqlite(PROJECT_DIR / "var" / "demo.sqlite3")}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # Passkeys over plain http, on this machine only.
DEFAULT_FROM_EMAIL = "SPARK <svar@spark.invalid>"
SENT_MAIL_IS_KEPT = timedelta(days=3650)
CONTACT_EMAIL = "spark@spark.invalid"
DEMO = True  # Without it, or with a host beyond this machine, the demo's app refuses to start.
INSTALLED_APPS = [*INSTALLED_APPS, "sparkweb.config.demo"]  # noqa: F405
ROOT_URLCONF = "sparkweb.config.demo.site"
_templates: Any = deepcopy(base.TEMPLATES)
_templates[0]["OPTIONS"]["context_processors"].append("sparkweb.config.demo.bar.banner")
TEMPLATES = _templates
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
