"""Read a ``.form`` file (form-js schema JSON) and refuse whatever we would not carry out as written."""

import json
from functools import lru_cache
from typing import Any, Final, NoReturn

from app.forms.components import read_parts
from app.forms.consistency import check_form
from app.forms.expressions import every_part, names_read
from app.forms.fields import Form
from app.forms.findings import FormFinding, FormRefused, finding

MAX_BYTES: Final = 500_000
MAX_PARTS: Final = 500
_MAX_DEPTH: Final = 30
# What form-js and the Camunda Modeler write at the top of a file.
_TOP_LEVEL: Final = frozenset(
    {"components", "type", "id", "title", "schemaVersion", "versionTag", "exporter", "executionPlatform",
     "executionPlatformVersion", "$schema"}
)  # fmt: skip


@lru_cache(maxsize=256)
def read_form(source: bytes | str) -> Form:
    """Read and check a form; raises :class:`FormRefused` with all findings.

    The same source gives the same object, so callers need no cache of their own.
    """
    raw = _parse(source)
    findings: list[FormFinding] = [
        finding("property", None, name=name, type="form") for name in raw.keys() - _TOP_LEVEL
    ]
    parts = read_parts(raw["components"], findings)
    if sum(1 for _ in every_part(parts)) > MAX_PARTS:
        findings.append(finding("too_many", None, limit=MAX_PARTS))
    identifier = str(raw.get("id") or "form")
    text = source.decode("utf-8-sig") if isinstance(source, bytes) else source
    form = Form(identifier, str(raw.get("title") or identifier), parts, names_read(parts), text)
    if not findings:
        findings += check_form(form)
    if findings:
        raise FormRefused(tuple(findings))
    return form


def _parse(source: bytes | str) -> dict[str, Any]:
    if len(source) > MAX_BYTES:
        raise FormRefused((finding("too_large", None, limit=MAX_BYTES),))
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source
        raw = json.loads(text, parse_constant=_refuse_constant)
        json.dumps(raw, ensure_ascii=False).encode()  # half a character could be neither stored nor shown
    except (ValueError, RecursionError) as error:
        _refuse(f"not JSON ({error})")
    if not isinstance(raw, dict) or not isinstance(raw.get("components"), list):
        _refuse("it has no list of components")
    if raw.get("type", "default") != "default":
        _refuse("its type is not “default”")
    if _depth(raw) > _MAX_DEPTH:
        _refuse("it is nested too deeply")
    return raw


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _refuse(reason: str) -> NoReturn:
    raise FormRefused((finding("not_a_form", None, reason=reason),))


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)
