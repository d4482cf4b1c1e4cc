"""Every setting, read from the environment. What is not set is safe for production.

DATA_DIR       folder of the database, the secret key, mails and static files; default is var/
DEBUG          1 shows tracebacks and unhashed static files; never on a public address
SECRET_KEY     made in DATA_DIR on the first start where not set
DATABASE_URL   postgres://user:password@host:5432/name; default is SQLite in DATA_DIR
ALLOWED_HOSTS  host names to answer to, comma-separated, besides this machine's own
PUBLIC_ADDRESS how people reach the site, https://example.org: links in mails begin with it; not
               set, they begin with the address at which the mail was asked for
HTTPS          1 where people reach the site through https: cookies then travel nowhere else
TRUSTED_PROXY  address of the server that does the https; default is this machine
EMAIL_URL      smtp+tls://user:password@host:587; default writes each mail to DATA_DIR/mail/
EMAIL_FROM     the sender of mails
"""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from project.databases import databases
from project.environment import address, flag, text, words
from project.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(text("DATA_DIR", str(BASE_DIR / "var")))
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

DEBUG = flag("DEBUG")
HTTPS = flag("HTTPS")
SECRET_KEY = text("SECRET_KEY") or secret_key(DATA_DIR / "secret_key")

PUBLIC_ADDRESS = address("PUBLIC_ADDRESS")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *words("ALLOWED_HOSTS")]

INSTALLED_APPS = [
    "annotate",
    "django.contrib.admin.apps.SimpleAdminConfig",  # our own site, in annotate.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "django_htmx",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "annotate.views.access.PermissionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"

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
    },
]

DATABASES = databases(text("DATABASE_URL"), otherwise=DATA_DIR / "multitrack.sqlite3")

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # a reason may need a paragraph

AUTH_USER_MODEL = "annotate.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]
LOGIN_URL = "annotate:login"
LOGIN_REDIRECT_URL = "annotate:home"
LOGOUT_REDIRECT_URL = "annotate:home"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

FORM_RENDERER = "annotate.forms.renderer.Renderer"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "project.static.StaticFiles"
    },
}

# Deny by default: pages load only what this site itself serves, and nothing inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the form they send
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0  # a year
# Subdomains and preload lists would bind other sites under the same domain as well.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# A case with many codes, and the whole text of a document, are one form each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000  # bytes
# A file is read in memory and never stands on the disk; of a larger request none is read.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 15_000_000  # bytes: a document and what is typed beside it
WAITRESS: dict[str, object] = {"max_request_body_size": 100_000_000}  # bytes
if HTTPS:
    WAITRESS |= {
        "trusted_proxy": text("TRUSTED_PROXY", "127.0.0.1"),
        "trusted_proxy_headers": "x-forwarded-for x-forwarded-host x-forwarded-proto",
    }

vars().update(environ.Env.email_url_config(text("EMAIL_URL", "filemail:")))
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("EMAIL_FROM", "multitrack@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a page that is not there is no event
        "waitress.queue": {"level": "ERROR"},  # nor is a request that waits for its turn
    },
}
