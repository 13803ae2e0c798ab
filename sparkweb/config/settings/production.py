"""For real: everything a machine must say comes from its environment, and a missing value stops the start."""

from urllib.parse import unquote, urlsplit

from sparkweb.config.databases import database_from
from sparkweb.config.environment import Environment
from sparkweb.config.settings.base import *  # noqa: F403 – settings modules build on each other

_environment = Environment()

SECRET_KEY = _environment.secret_key
SITE_URL = _environment.site_url
ALLOWED_HOSTS = [urlsplit(SITE_URL).hostname or ""]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATABASES = {"default": database_from(_environment.database, sqlite_file=_environment.sqlite_file)}
DEFAULT_FROM_EMAIL = _environment.mail_from
CONTACT_EMAIL = _environment.contact_email
CONTACT_PHONE = _environment.contact_phone

_smtp = urlsplit(_environment.smtp)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _smtp.hostname or ""
EMAIL_PORT = _smtp.port or 25
EMAIL_HOST_USER = unquote(_smtp.username or "")
EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_TIMEOUT = 20

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # A place on the browsers' list binds the whole domain: its owner decides.
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# A browser takes a __Host- cookie only from this very host, over TLS, for the whole site.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
# Login limits count over all web processes: in the database, in the table that `manage.py createcachetable` makes.
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}  # noqa: F405
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # The address that counts is the one our own proxy saw.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
