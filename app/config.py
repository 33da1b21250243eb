"""Settings, all from the environment; `.env.example` explains each."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

INSTANCE = Path(os.environ.get("TIENDO_INSTANCE", Path(__file__).resolve().parent.parent / "instance"))


class MissingSetting(RuntimeError):
    """A setting that production cannot do without is absent."""


def from_environment() -> dict[str, Any]:
    """Return the configuration the environment asks for."""
    production = os.environ.get("TIENDO_ENV", "development") == "production"
    secret = os.environ.get("SECRET_KEY")
    if production and not secret:
        raise MissingSetting("SECRET_KEY is not set. Set it to a long random text, e.g. `openssl rand -hex 32`.")
    return {
        "PRODUCTION": production,
        "SECRET_KEY": secret or "development-only-secret-key-not-for-production",
        "SQLALCHEMY_DATABASE_URI": database_url(os.environ.get("DATABASE_URL")),
        "STORAGE_DIR": Path(os.environ.get("STORAGE_DIR", INSTANCE / "files")),
        "ANCHOR_DIR": Path(os.environ.get("ANCHOR_DIR", INSTANCE / "anchor")),
        "MAIL_URL": os.environ.get("MAIL_URL", "smtp://127.0.0.1:2525"),
        "MAIL_FROM": os.environ.get("MAIL_FROM", "Tiến Độ <nhac-viec@tiendo.example>"),
        "MAIL_PER_MINUTE": int(os.environ.get("MAIL_PER_MINUTE", "0")),  # of all workers together; 0: no limit
        "BOUNCE_ADDRESS": os.environ.get("BOUNCE_ADDRESS", ""),
        "BOUNCE_MAILBOX": os.environ.get("BOUNCE_MAILBOX", ""),
        "PUBLIC_URL": os.environ.get("PUBLIC_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"),
        "DEPARTMENT_CODE": os.environ.get("DEPARTMENT_CODE", "SKHCN"),  # the agency that runs this system
        "SUPPORT_PHONE": os.environ.get("SUPPORT_PHONE", ""),
        "SUPPORT_EMAIL": os.environ.get("SUPPORT_EMAIL", ""),
        "PROVINCE_NAME": os.environ.get("PROVINCE_NAME", "Tỉnh Lam Giang"),
        "WORKFLOWS_DIR": Path(os.environ.get("WORKFLOWS_DIR", Path(__file__).resolve().parent.parent / "workflows")),
        "MAX_CONTENT_LENGTH": 25 * 1024 * 1024,
        "PROXIES": int(os.environ.get("PROXIES", "0")),
        "SESSION_IDLE": timedelta(minutes=int(os.environ.get("SESSION_IDLE_MINUTES", "30"))),
        "READINGS_KEPT": timedelta(days=int(os.environ.get("READINGS_KEPT_DAYS", "730"))),
        "SESSION_COOKIE_NAME": "__Host-td" if production else "td",
        "SESSION_COOKIE_SECURE": production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "API_TITLE": "Tiến Độ",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
        "BABEL_DEFAULT_LOCALE": "vi",
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
    }


def database_url(url: str | None) -> str:
    """Return a SQLAlchemy URL; plain postgres:// addresses are read with psycopg 3."""
    if not url:
        return f"sqlite:///{INSTANCE / 'tiendo.db'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
