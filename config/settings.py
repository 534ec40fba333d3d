"""The one settings module. What differs between machines comes from the environment: docs/configuration.md."""

import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from config import keys
from config.env import (
    Mistake,
    env_address,
    env_bool,
    env_choice,
    env_int,
    env_root,
    env_secret,
    env_span,
    env_str,
    signing_secret,
    wrapping_keys,
)
from config.languages import languages
from config.loggers import logging_from

BASE_DIR = Path(__file__).resolve().parent.parent

# -- The mode, and what only one mode allows

TWOFOLD_MODE = env_choice("TWOFOLD_MODE", "production", ["production", "local", "test"])
PRODUCTION, LOCAL, TEST = (mode == TWOFOLD_MODE for mode in ("production", "local", "test"))

TWOFOLD_DATA = Path(env_str("TWOFOLD_DATA", str(BASE_DIR / "data"))).resolve()
if LOCAL:
    keys.load(TWOFOLD_DATA)

# Outside the database, so that a restored backup does not bring back whom it names.
TWOFOLD_DELETION_LEDGER = Path(env_str("TWOFOLD_DELETION_LEDGER", str(TWOFOLD_DATA / "deletions.jsonl"))).resolve()

DEBUG = env_bool("TWOFOLD_DEBUG", False)
if PRODUCTION and DEBUG:
    raise Mistake("TWOFOLD_DEBUG is on in production, where error pages would show private words. Unset it.")

TWOFOLD_CLOCK_OFFSET = env_span("TWOFOLD_CLOCK_OFFSET")
if PRODUCTION and TWOFOLD_CLOCK_OFFSET:
    raise Mistake("TWOFOLD_CLOCK_OFFSET is set in production: promises about time would not hold. Unset it.")

# In tests, keys that nobody set are made up and forgotten: what they lock is never kept.
SECRET_KEY = signing_secret(
    env_secret("TWOFOLD_SECRET_KEY", secrets.token_urlsafe(64) if TEST else None), "TWOFOLD_SECRET_KEY"
)
TWOFOLD_VAULT_KEYS = wrapping_keys(
    env_secret("TWOFOLD_VAULT_KEYS", secrets.token_urlsafe(32) if TEST else None), "TWOFOLD_VAULT_KEYS"
)

# -- Where it lives: hosts, origins and cookies all follow from one address

TWOFOLD_SITE_ROOT = env_root("TWOFOLD_SITE_ROOT", None if PRODUCTION else "http://localhost:8000")
SECURE = TWOFOLD_SITE_ROOT.startswith("https://")
if PRODUCTION and not SECURE:
    raise Mistake("TWOFOLD_SITE_ROOT must begin with https:// in production.")

TWOFOLD_SITE_NAME = env_str("TWOFOLD_SITE_NAME", "Twofold")
TWOFOLD_HOST_NAME = env_str("TWOFOLD_HOST_NAME", None if PRODUCTION else "the person who started it")
# Whether search engines may list the pages of the library. Off: who runs a house for two may not want it found.
TWOFOLD_SEARCH_ENGINES = env_bool("TWOFOLD_SEARCH_ENGINES", False)
TWOFOLD_EXIT_URL = env_address("TWOFOLD_EXIT_URL", "https://www.wikipedia.org/")
TWOFOLD_HELP_LINES = Path(env_str("TWOFOLD_HELP_LINES", str(BASE_DIR / "couples" / "help_lines.toml"))).resolve()

_HOST = urlsplit(TWOFOLD_SITE_ROOT).hostname or ""
ALLOWED_HOSTS = [f"[{_HOST}]" if ":" in _HOST else _HOST]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [TWOFOLD_SITE_ROOT]

TRUSTED_PROXIES = env_int("TWOFOLD_TRUSTED_PROXIES", 1 if PRODUCTION else 0, least=0, most=5)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
# Without the referrer browsers send "Origin: null", and the CSRF check fails; to other sites nothing is sent.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# HSTS for subdomains (W005) and preloading (W021) bind the whole domain, which is the host's to decide, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 90 * 60
# Without anybody's doing anything; a talk will have ninety minutes. `people/idle.py`
TWOFOLD_IDLE_SECONDS = 30 * 60
# In a sitting of two, where people talk more than they type.
TWOFOLD_IDLE_SECONDS_IN_SITTING = 90 * 60
# In seconds: after that one signs in again, however often the session was used.
TWOFOLD_LONGEST_SESSION = 14 * 24 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None
BROWSER_COOKIE_NAME = "__Host-browser" if SECURE else "browser"
REMEMBERED_COOKIE_NAME = "__Host-remembered" if SECURE else "remembered"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- The rooms

INSTALLED_APPS = [
    "config.apps.HouseConfig",
    "vault",
    "reminders",
    "pages",
    "people",
    "couples",
    "together",
    "sealed",
    "agreement",
    "letters",
    "reviews",
    "recovery",
    "checkins",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.headers.PrivateHeaders",
    "config.headers.ReadAsUtf8",
    "config.bodies.OnlyWholeForms",
    "vault.keyring.HoldKeysForRequest",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.sent_twice.SentTwice",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.at_hand.HoldSignIn",
    "people.idle.IdleSignOut",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "people.accounts.suspended.ForgetSuspended",
    "people.accounts.half_finished.EndHalfFinished",
    "allauth.account.middleware.AccountMiddleware",
    "people.limits.CountTries",
    "people.gates.OnlyTheWayBack",
    "people.gates.OnlyWhatOneProofMay",
    "pages.refusal_pages.RefusalPages",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The app `template_partials` wraps the loaders of this engine.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pages.context.site",
                "people.context.reader",
                "couples.context.pair",
            ],
            # Every template has words, so every template can translate them.
            "builtins": ["django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- The database: SQLite in the data folder, or PostgreSQL by its address

SQLITE_OPTIONS = {
    # Without IMMEDIATE two writers that read first end in "database is locked", whatever the timeout.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-8000"
    ),
}
DATABASE_URL = env_secret("DATABASE_URL", f"sqlite:///{TWOFOLD_DATA / 'twofold.sqlite3'}")
try:
    DATABASES = {"default": dict(dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True))}
except ValueError:
    raise Mistake(
        "DATABASE_URL cannot be read. Write postgres://user:password@host/name or sqlite:////folder/file."
    ) from None
match DATABASES["default"]["ENGINE"]:
    case "django.db.backends.sqlite3":
        DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
        # A file, not :memory:, so that a worker process in a test sees the same rows.
        DATABASES["default"]["TEST"] = {"NAME": str(TWOFOLD_DATA / "test.sqlite3")}
    case "django.db.backends.postgresql":
        pass
    case _:
        raise Mistake("DATABASE_URL names a database that Twofold is not tested with. Use PostgreSQL or SQLite.")

# -- Persons

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["people.accounts.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
if TEST:
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

CODE_LIFETIME = 15 * 60
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_LIFETIME
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_LIFETIME
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_LIFETIME
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_LOGOUT_ON_GET = False
# Theirs count in each process for itself, and lose count when many come at once: people.limits counts instead.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE else "http"
ACCOUNT_ADAPTER = "people.accounts.adapter.Adapter"
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# Offered only where the address is new, it would tell which addresses are known here.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_FORMS = {
    "signup": "people.accounts.forms.SignupForm",
    "login": "people.accounts.forms.SignInForm",
    "reauthenticate": "people.accounts.forms.ReauthenticateForm",
    "add_email": "people.accounts.forms.AddEmailForm",
    "change_email": "people.accounts.forms.ChangeEmailForm",
    "change_password": "people.accounts.forms.ChangePasswordForm",
    "set_password": "people.accounts.forms.SetPasswordForm",
    "reset_password": "people.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "people.accounts.forms.ResetPasswordKeyForm",
    "confirm_email_verification_code": "people.accounts.forms.EmailCodeForm",
    "confirm_password_reset_code": "people.accounts.forms.PasswordCodeForm",
    "request_login_code": "people.accounts.forms.RequestCodeForm",
    "confirm_login_code": "people.accounts.forms.SignInCodeForm",
}

MFA_ADAPTER = "people.accounts.factors.FactorsAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A finger, a face or a PIN each time: a partner may have the phone in hand.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TRUST_ENABLED = False
# A code may have been read a moment before it is typed.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate_webauthn": "people.accounts.factor_forms.PasskeyForm",
    "reauthenticate_webauthn": "people.accounts.factor_forms.ReauthenticateByPasskeyForm",
    "login_webauthn": "people.accounts.factor_forms.SignInByPasskeyForm",
    "add_webauthn": "people.accounts.factor_forms.AddPasskeyForm",
    "activate_totp": "people.accounts.factor_forms.AddAppForm",
    "deactivate_totp": "people.accounts.factor_forms.RemoveAppForm",
}

# -- Mail

TWOFOLD_MAIL_FROM = env_str("TWOFOLD_MAIL_FROM", None if PRODUCTION else f"{TWOFOLD_SITE_NAME} <post@twofold.invalid>")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = TWOFOLD_MAIL_FROM
EMAIL_HOST = env_str("TWOFOLD_SMTP_HOST", None if PRODUCTION else "")
EMAIL_PORT = env_int("TWOFOLD_SMTP_PORT", 587 if PRODUCTION else 25, least=1, most=65535)
EMAIL_HOST_USER = env_str("TWOFOLD_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env_secret("TWOFOLD_SMTP_PASSWORD", "")
SMTP_TLS = env_choice("TWOFOLD_SMTP_TLS", "starttls" if PRODUCTION else "none", ["starttls", "implicit", "none"])
EMAIL_USE_TLS = SMTP_TLS == "starttls"
EMAIL_USE_SSL = SMTP_TLS == "implicit"
EMAIL_TIMEOUT = 30
EMAIL_BACKEND = "reminders.smtp.EmailBackend" if EMAIL_HOST else "reminders.mailbox.EmailBackend"
ADMINS: list[tuple[str, str]] = []
MANAGERS: list[tuple[str, str]] = []

# -- The doorbell: Celery carries no arguments and no results; the database holds what is owed

TICK_SECONDS = env_int("TWOFOLD_TICK_SECONDS", 30, least=1, most=300)
CELERY_BROKER_URL = env_secret("REDIS_URL", "memory://")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {}
    if CELERY_BROKER_URL == "memory://"
    else {"socket_timeout": 5, "socket_connect_timeout": 2, "socket_keepalive": True, "health_check_interval": 30}
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_BACKEND = None
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SEND_SENT_EVENT = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
CELERY_BEAT_SCHEDULE = {
    "tick": {
        "task": "reminders.tick",
        "schedule": TICK_SECONDS,
        "options": {"expires": max(1, TICK_SECONDS * 5 // 6)},
    },
    "deletions": {"task": "couples.carry_out_deletions", "schedule": 300, "options": {"expires": 250}},
}

# -- Static files, languages, time

STATIC_URL = "static/"
STATIC_ROOT = TWOFOLD_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.bundles.BundleFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TEST
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# In tests nothing is collected first.
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TEST or DEBUG

# One language for a whole house, its mails included: docs/translating.md.
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_CODE = env_choice("TWOFOLD_LANGUAGE", "en", ["en", *languages(LOCALE_PATHS[0])])
LANGUAGES = [(LANGUAGE_CODE, LANGUAGE_CODE)]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Far more than any field takes, so that too many words meet a sentence at the field. Words never arrive as files.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_HANDLERS: list[str] = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# -- Logs: what happened and where in the code; never a body, an address or a query

LOGGING = logging_from("WARNING" if TEST else "INFO")
