"""The words by which duties, their subjects and their times are recognised; all in plain letters."""

import re
from typing import Final

from app.deadlines.phrases.letters import plain_letters
from app.plans.reading.agency_words import DEPARTMENTS

# A clause has a duty of each kind it speaks of; coordination and execution only for want of another.
KINDS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("standing_agency", r"la co quan thuong truc"),
        ("obstacle_report", r"(?:neu |khi )?(?:co |phat sinh )?(?:kho khan|vuong mac)"),
        ("escalation", r"vuot (?:qua )?tham quyen"),
        ("annual_plan", r"xay dung (?:va \w+ )?ke hoach (?:\w+ ){0,3}hang nam"),
        ("review", r"so ket|tong ket"),
        ("report", r"\bbao cao\b"),
        ("urging", r"don doc"),
        ("task_building", r"xay dung(?: va|,) phe duyet|phe duyet cac nhiem vu|de xuat .{0,20}nhiem vu"),
        ("budget", r"bo tri .{0,20}kinh phi|can doi|du toan|su dung kinh phi"),
        ("propaganda", r"tuyen truyen|van dong"),
        ("supervision", r"giam sat"),
        ("direction", r"^(?:\w[.)] )?chi dao"),
        ("participation", r"tham gia"),
    )
)
COORDINATION: Final = re.compile(r"phoi hop|chu tri")
EXECUTION: Final = re.compile(r"trien khai (?:thuc hien )?(?:\w+ ){0,3}(?:nhiem vu|noi dung)")

TIMES: Final = re.compile(
    r"(?:truoc|(?:cham|muon) nhat(?: la| vao)?) ngay \d{1,2}(?:/\d{1,2}(?:/20\d\d)?| thang \d{1,2}"
    r"(?: nam 20\d\d)?| thang cuoi quy| hang thang)"
    r"(?:,? (?:cua )?(?:hang|moi) nam)?"
    r"|(?:dinh ky )?6 thang(?:,| va) ?(?:hang |ca )?nam|(?:dinh ky )?(?:hang|moi) (?:nam|quy|thang)"
    r"|dot xuat(?: khi co yeu cau| theo yeu cau)?|khi co yeu cau|theo yeu cau|dinh ky"
)
_BODIES: Final = "|".join(plain_letters(name) for name in sorted(DEPARTMENTS, key=len, reverse=True))
RECIPIENT: Final = re.compile(
    rf"(?:ubnd|uy ban nhan dan) (?:tinh|thanh pho)|(?:so|bo) (?:{_BODIES})"
    r"|lanh dao so|thu tuong(?: chinh phu)?|hdnd tinh|tinh uy|thanh uy"
)
VIA: Final = re.compile(r"\(?(?:thong )?qua ((?:so|bo|van phong) [^();,.]+)")
ORDERED: Final = re.compile(
    r"(?:dieu \d+\. |[ivx]+\. |\d+\. |[a-zđ]\) |- )?(?:\(?)(?:(?:giao|de nghi|yeu cau|phan cong)"
    r"(?: thu truong| giam doc)? )?"
)
_VERBS: Final = (
    "chu tri", "phoi hop", "can cu", "chu dong", "co trach nhiem", "chiu trach nhiem", "lam dau moi",
    "dua tren", "la co quan", "la don vi", "la dau moi", "nghiem tuc", "khan truong", "kip thoi",
    "tiep tuc", "tang cuong", "day manh", "bao cao", "tham muu", "de xuat", "xay dung", "don doc",
    "kiem tra", "huong dan", "danh gia", "tong hop", "dinh ky", "hang nam", "truoc ngay", "trien khai",
    "thuc hien", "ho tro", "theo doi", "giam sat", "quan ly", "bo tri", "long ghep", "tuyen truyen",
    "pho bien", "phan anh", "lap", "gui", "co lien quan trien khai", "co lien quan thuc hien",
    "to chuc thuc hien", "to chuc trien khai", "to chuc tuyen truyen", "to chuc kiem tra", "to chuc so ket",
    "to chuc tong ket", "to chuc hoi nghi", "to chuc danh gia",
)  # fmt: skip
VERB: Final = re.compile(rf"\s*:|,? (?:{'|'.join(_VERBS)})\b")
ORGANISING: Final = re.compile(
    r"to chuc (?:thuc hien|trien khai)|trach nhiem|phan cong|che do bao cao|thong tin,? bao cao"
)
END: Final = re.compile(r"noi nhan|tm\. |kt\. |phu luc\b|\(kem theo|\(chi tiet")
