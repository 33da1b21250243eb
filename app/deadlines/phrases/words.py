"""Rules for phrases that name no date: on request, all the time, as some other document says."""

import re
from typing import Final

from app.deadlines.phrases.cutting import FREE_WORD
from app.deadlines.phrases.rules import Meaning, Scope, rule
from app.deadlines.phrases.values import DueKind, DuePhrase

_OCCASION: Final = (
    r"(?:co )?(?:phat sinh|yeu cau|de nghi|van ban(?: huong dan| chi dao)?|nhu cau|vuong mac|kho khan,? vuong mac"
    rf"|vuot tham quyen|thay doi|huong dan|can(?: thiet)?|(?<=khi )duoc(?: {FREE_WORD}){{1,8}})"
)
_ALWAYS: Final = r"(?:thuong xuyen|lien tuc|dinh ky|kip thoi|hang ngay|hang tuan)"
_ELSEWHERE: Final = (
    r"(?:ke hoach|lo trinh|tien do|quy dinh|quy che|huong dan|chi dao|chuong trinh|de an|du an|phan cong|thoi han"
    r"|van ban|thong bao|quyet dinh|cong van|thuc te|tinh hinh|tung giai doan|nghi dinh|chi thi|thong tu|luat)"
)


@rule(
    rf"(?:dot xuat|(?:sau )?(?:khi|neu) {_OCCASION}|theo (?:yeu cau|nhu cau|de nghi)|dot xuat(?: \()?(?: ?khi"
    rf"| ?theo) {_OCCASION}\)?)(?: nhiem vu| cong viec| thuc te)?(?: cua(?:,? {FREE_WORD})+)?"
)
def _on_request(_match: re.Match[str], _scope: Scope) -> Meaning:
    return DuePhrase(DueKind.ON_REQUEST)


@rule(rf"{_ALWAYS}(?:,? (?:va )?(?:thuong xuyen|lien tuc|dinh ky))?|(?:trong )?ca (?:thoi ky|giai doan)")
@rule(rf"(?:trong suot|suot|trong) (?:qua trinh|thoi gian|thoi ky|giai doan)(?: {FREE_WORD}){{0,8}}")
@rule(r"(?:truoc |vao )?(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat) (?:hang|moi) tuan")
def _no_date(_match: re.Match[str], _scope: Scope) -> Meaning:
    return DuePhrase(DueKind.NONE, review=("no_date",))


@rule(rf"(?:theo|trong|trong suot) (?:dung )?(?:cac )?{_ELSEWHERE}(?: {FREE_WORD})*")
def _set_elsewhere(_match: re.Match[str], _scope: Scope) -> Meaning:
    return DuePhrase(DueKind.NONE, review=("no_date", "set_elsewhere"))
