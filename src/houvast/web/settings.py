"""What Django is told. No database, no accounts, no admin, no sessions on disk, no setting from outside.

The secret key lives as long as the process: nothing that is signed with it outlives the server.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from django import forms

HERE = Path(__file__).resolve().parent

SECRET_KEY = secrets.token_urlsafe(48)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
ROOT_URLCONF = "houvast.web.urls"
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, Any] = {}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

MIDDLEWARE = [
    "houvast.web.middleware.visit_middleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "houvast.web.middleware.page_middleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates", Path(forms.__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csrf",
                "django.template.context_processors.request",
            ],
            "builtins": ["houvast.web.words"],
        },
    }
]
FORM_RENDERER = "houvast.web.forms.PageRenderer"

CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "houvast.web.views.launch.refused"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "require-trusted-types-for": ["'script'"],
    }
}

USE_I18N = True
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_HANDLERS = ["houvast.web.uploads.NoFiles"]
LOGGING_CONFIG = None
