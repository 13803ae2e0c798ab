"""What is the same everywhere. The four modules beside this one say what differs."""

from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[3]

ROOT_URLCONF = "sparkweb.config.urls"
WSGI_APPLICATION = "sparkweb.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "sparkweb.foundation.core",
    "sparkweb.foundation.audit",
    "sparkweb.foundation.privacy",
    "sparkweb.foundation.accounts",
    "sparkweb.foundation.messaging",
    "sparkweb.registers.places",
    "sparkweb.registers.programme",
    "sparkweb.registers.workplaces",
    "sparkweb.registers.consultants",
    "sparkweb.registers.surveys",
    "sparkweb.flow.applications",
    "sparkweb.flow.prioritisation",
    "sparkweb.flow.planning",
    "sparkweb.flow.courses",
    "sparkweb.flow.effects",
    "sparkweb.insight.reporting",
    "sparkweb.portals.public",
    "sparkweb.portals.participants",
    "sparkweb.portals.desk",
    "sparkweb.portals.secretariat",
    "sparkweb.portals.parties",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Danish first; source strings are Danish, English will be a catalogue (product.md 10).
LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = PROJECT_DIR / "var" / "static"

# One origin, nothing inline: critical styles are allowed by their hash (see core), never by nonce.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# Forms are small; anything larger is refused before it is read (trust.md 5.2 no. 19).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
