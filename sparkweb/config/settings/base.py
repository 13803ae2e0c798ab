"""What is the same everywhere. The four modules beside this one say what differs."""

from datetime import timedelta
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
    "sparkweb.foundation.accounts",  # before allauth, because its login pages are in our look
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "sparkweb.foundation.core",
    "sparkweb.foundation.audit",
    "sparkweb.foundation.privacy",
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
    "sparkweb.foundation.core.middleware.ContentSecurityPolicy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "sparkweb.foundation.core.middleware.SmallRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sparkweb.foundation.accounts.middleware.AccessMiddleware",
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

FORM_RENDERER = "sparkweb.foundation.core.rendering.FieldGroups"

# How to reach the secretariat; shown at the foot of pages and in the accessibility statement, left out while empty.
CONTACT_EMAIL = ""
CONTACT_PHONE = ""

# Danish first; source strings are Danish, English will be a catalogue (product.md 10).
LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True

# Delivered letters hold links that open a case; after this time only the fact that they were sent remains.
SENT_MAIL_IS_KEPT = timedelta(hours=72)

# "pages" holds public pages for a minute in the memory of each process (portals/public/delivery.py).
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
}

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

# Who may do what is data, read once. `manage.py check --deploy` tells where it and the address book differ.
ROLE_MATRIX = PROJECT_DIR / "sparkweb" / "config" / "role_matrix"
# Where foundation sends people, in portals it does not know.
ENTRY_ROUTE = "participants:enter"
LOST_LINK_ROUTE = "participants:lost_link"
PARTICIPANT_HOME_ROUTE = "participants:home"
STAFF_HOME_ROUTES = {"coordinator": "secretariat:overview", "consultant": "desk:today", "steering": "parties:overview"}

# Staff log in with e-mail, password and a second factor; nobody signs up.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 10 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_ADAPTER = "sparkweb.foundation.accounts.adapters.AccountAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "sparkweb.foundation.accounts.forms.Login",
    "reauthenticate": "sparkweb.foundation.accounts.forms.Reauthenticate",
    "change_password": "sparkweb.foundation.accounts.forms.ChangePassword",
    "reset_password": "sparkweb.foundation.accounts.forms.ResetPassword",
    "reset_password_from_key": "sparkweb.foundation.accounts.forms.ResetPasswordFromKey",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ADAPTER = "sparkweb.foundation.accounts.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # The address is the employer's, given by whoever appoints.
MFA_FORMS = {
    "authenticate": "sparkweb.foundation.accounts.forms.SecondStep",
    "reauthenticate": "sparkweb.foundation.accounts.forms.SecondStepAgain",
    "activate_totp": "sparkweb.foundation.accounts.forms.ActivateApp",
    "add_webauthn": "sparkweb.foundation.accounts.forms.AddPasskey",
    "edit_webauthn": "sparkweb.foundation.accounts.forms.RenamePasskey",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "SPARK"

# A link opens one browser for two weeks; a member of staff logs in once a working day.
PARTICIPANT_SESSION_DAYS = 14
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# Forms are small, and none takes a file: a larger request is refused before any of it is read (core.middleware), and a
# file in a small one is passed over without being kept.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
FILE_UPLOAD_HANDLERS: list[str] = []

# To stderr, where the machine keeps it. Refusals are told with their address, and some addresses are keys.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "sparkweb.foundation.accounts.discretion.WithoutTokens"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["without_tokens"], "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},  # Without Django's own handlers, which are silent in production.
        "allauth": {"level": "INFO"},
        "sparkweb": {"level": "INFO"},
    },
}
