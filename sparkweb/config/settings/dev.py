"""`make dev`: the demo with Django's error pages and reloading."""

from sparkweb.config.settings.demo import *  # noqa: F403 – settings modules build on each other

DEBUG = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
