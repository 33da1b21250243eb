"""Classes of bodies with commas of their own: "Các sở, ban, ngành", "UBND các huyện, thị xã, thành phố"."""

import re
from collections.abc import Callable
from typing import Final

_UPPER: Final = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isalpha() and chr(code).isupper())
_UNIT: Final = rf"(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu)(?! (?-i:[{_UPPER}]))"
_UNITS: Final = rf"{_UNIT}(?:(?:,? và|,)(?: các)? {_UNIT})+"
_SERVICE_CLASS: Final = "Tổ chức cung cấp dịch vụ kiểm định, hiệu chuẩn, thử nghiệm phương tiện đo"
_RELATED: Final = re.compile(r"\s*,?\s*(?:có )?liên quan$", re.IGNORECASE)
_OPEN_WORD: Final = r"(?:các )?(?:cơ quan|đơn vị|tổ chức|cá nhân|bên|phòng|ban|bộ phận)"
_OPEN: Final = re.compile(rf"{_OPEN_WORD}(?:(?:,| và) {_OPEN_WORD})*", re.IGNORECASE)
_SEPARATORS: Final = ",;/-"
_MASKS: Final = "\ue000\ue001\ue002\ue003"  # private use: no document prints them
_AND: Final = "\ue004"

DEPARTMENTS: Final = re.compile(
    r"(?:các )?sở[, ]+(?:ban[, ]+)?ngành\b(?:, đoàn thể)?(?: (?:cấp )?(?:tỉnh|thành phố|TP)\b)?", re.IGNORECASE
)
COMMITTEES: Final = re.compile(rf"(?P<body>UBND|Ủy ban nhân dân)(?P<all> các| cấp)? (?P<units>{_UNITS})", re.IGNORECASE)
SERVICES: Final = re.compile(
    r"(?:các )?tổ chức (?:(?:cung cấp|kinh doanh) )?(?:dịch vụ,? )?kiểm định, hiệu chuẩn(?:,| và) thử nghiệm"
    r"(?: phương tiện đo)?(?:,? (?:và )?chuẩn đo lường)?",
    re.IGNORECASE,
)
LABORATORIES: Final = re.compile(r"(?:các )?phòng thí nghiệm được công nhận\b.*", re.IGNORECASE)
_OTHERS: Final = (
    re.compile(rf"các {_UNITS}", re.IGNORECASE),
    re.compile(r"(?:các )?hội(?:,| và) (?:các )?(?:hiệp hội|đoàn thể)", re.IGNORECASE),
    re.compile(r"Báo và (?:Đài )?Phát thanh(?:,| và|, và) truyền hình", re.IGNORECASE),
    re.compile(
        r"(?:các )?(?<!văn )(?:cơ quan|tổ chức|phòng(?:, ban)?)(?:,| và)(?: các)? (?:tổ chức|đơn vị|cá nhân)"
        r"(?:(?:,| và) (?:tổ chức|đơn vị|cá nhân))*(?! (?:cung cấp|kinh doanh|hoạt động|kiểm định|doanh nghiệp))",
        re.IGNORECASE,
    ),
)


def mask(text: str) -> str:
    """Hide the separators inside a name, so that splitting leaves it whole."""
    return re.sub(r"\bvà\b", _AND, text).translate(str.maketrans(_SEPARATORS, _MASKS))


def unmask(text: str) -> str:
    """Undo `mask`."""
    return text.translate(str.maketrans(_MASKS, _SEPARATORS)).replace(_AND, "và")


def mask_classes(cell: str) -> str:
    """Hide the separators inside every class of bodies and every bracket of `cell`."""
    for pattern in (SERVICES, DEPARTMENTS, COMMITTEES, *_OTHERS, re.compile(r"\([^()]*\)")):
        cell = pattern.sub(lambda match: mask(match.group()), cell)
    return cell


def class_name(name: str) -> str:
    """Return the one name under which a class is known, `name` itself for anything else."""
    name = _without_related(name)
    for pattern, rename in _RENAMES:
        if match := pattern.fullmatch(name):
            return rename(match)
    return name


def _without_related(name: str) -> str:
    """Drop "(có) liên quan", which narrows a class without naming it; "Các đơn vị liên quan" is nothing without it."""
    shorter = _RELATED.sub("", name)
    return name if _OPEN.fullmatch(shorter) else shorter


def _committees(match: re.Match[str]) -> str:
    body, units = match.group("body"), match.group("units")
    if not match.group("all") and units.lower() == "xã, phường":
        return f"{body} cấp xã (xã, phường)"
    several = match.group("all") or (" các" if units.count(",") + units.count(" và ") > 1 else "")
    return f"{body}{several} {units}"


def _departments(match: re.Match[str]) -> str:
    return match.group() if match.group().lower().startswith("các") else f"Các {match.group()}"


_RENAMES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (SERVICES, lambda _: _SERVICE_CLASS),
    (LABORATORIES, lambda _: "Phòng thí nghiệm được công nhận"),
    (DEPARTMENTS, _departments),
    (COMMITTEES, _committees),
)
_GROUP: Final = re.compile(
    r"(?:các|những|một số|toàn bộ) .*|.*\bcấp xã\b.*|doanh nghiệp\b.*|địa phương\b.*|hợp tác xã"
    r"|cơ quan|đơn vị|tổ chức\b.*|hội, .*",
    re.IGNORECASE,
)


def is_group(name: str) -> bool:
    """Tell whether `name` is a class of bodies rather than one body."""
    return bool(_GROUP.fullmatch(name) or DEPARTMENTS.match(name) or COMMITTEES.match(name) or LABORATORIES.match(name))
