"""Addresses of the built browser assets: ``asset("app.css")`` and ``icon("bell")``."""

import json
from functools import cache, lru_cache
from pathlib import Path

from flask import g, url_for
from markupsafe import Markup

BUILD = Path(__file__).parent / "static" / "build"
ICON_LIST = Path(__file__).parent / "assets" / "icons.txt"


class AssetsMissing(RuntimeError):
    """The browser assets are not built, or do not hold what a page asks for."""


def asset(name: str) -> str:
    """Return the address of a built file by its plain name, e.g. ``app.css``; looked up once a request."""
    known: dict[str, str] = g.setdefault("asset_addresses", {})
    if name not in known:
        known[name] = url_for("web.asset_file", path=hashed_name(name))
    return known[name]


def hashed_name(name: str) -> str:
    """Return the path below the build folder of a file by its plain name."""
    manifest = BUILD / "manifest.json"
    try:
        return _read(manifest, manifest.stat().st_mtime_ns)[name]
    except FileNotFoundError as error:
        raise AssetsMissing("The browser assets are not built. Run: python -m app.web.build") from error
    except KeyError as error:
        raise AssetsMissing(f"No asset {name!r} in the build. Run: python -m app.web.build") from error


def icon(name: str, css: str = "") -> Markup:
    """Return an icon of the sprite for use beside words; it is hidden from screen readers."""
    if name not in icon_names():
        raise AssetsMissing(f"No icon {name!r} in the sprite. Add it to app/web/assets/icons.txt and build.")
    return _icon(name, f"i {css}".strip(), asset("icons.svg"))


@lru_cache(maxsize=1024)
def _icon(name: str, css: str, sprite: str) -> Markup:
    return Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(css, sprite, name)


@cache
def icon_names() -> frozenset[str]:
    """Return the names in the icon list."""
    lines = ICON_LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _read(manifest: Path, _modified: int) -> dict[str, str]:
    """Read the manifest, again only after it was written anew."""
    names: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    return names
