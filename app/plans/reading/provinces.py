"""Names of provinces, old and new, so that a letter misread by OCR does not make a new one."""

import re
from typing import Final

from app.deadlines.phrases.letters import plain_letters

PROVINCES: Final = (
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre",
    "Bình Định", "Bình Dương", "Bình Phước", "Bình Thuận", "Cà Mau", "Cần Thơ", "Cao Bằng", "Đà Nẵng",
    "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam",
    "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Hưng Yên",
    "Huế", "Khánh Hòa", "Kiên Giang", "Kon Tum", "Lai Châu", "Lâm Đồng", "Lạng Sơn", "Lào Cai",
    "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình",
    "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh",
    "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh", "Tuyên Quang",
    "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
)  # fmt: skip
_PLAIN: Final = {plain_letters(name): name for name in PROVINCES}
_IN_TEXT: Final = re.compile(
    r"(?:tinh|thanh pho)\s+(" + "|".join(sorted(map(re.escape, _PLAIN), key=len, reverse=True)) + r")\b"
)
_NAMED: Final = re.compile(r"địa bàn (?:tỉnh|thành phố) ([A-ZĐ]\w*(?: [A-ZĐ]\w*){0,3})")


def province_in(text: str) -> str | None:
    """Return the province `text` is, or the first it speaks of ("trên địa bàn tỉnh …"), a known one well spelt."""
    plain = plain_letters(text).strip(" .,;")
    if plain in _PLAIN:
        return _PLAIN[plain]
    if found := _IN_TEXT.search(plain):
        return _PLAIN[found.group(1)]
    if found := _NAMED.search(text):
        return found.group(1)
    return None


def differ_by_one_letter(one: str, other: str) -> bool:
    """Tell whether two names of the same length differ in at most one letter, marks aside: "Càm Thơ" is "Cần Thơ"."""
    a, b = plain_letters(one), plain_letters(other)
    return len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) <= 1


def capitalised_words(name: str) -> str:
    """Return a name printed in capitals with only its words' first letters in capitals."""
    return name.title() if name.isupper() else name
