"""The words by which duties, their subjects and their times are recognised; all in plain letters."""

import re
from typing import Final

# The first kinds are looked for first; a clause has one duty of each kind it speaks of, "coordination" only for want of another.
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
    r"(?:truoc|(?:cham|muon) nhat(?: la| vao)?) ngay \d{1,2}(?:/\d{1,2}(?:/20\d\d)?| thang \d{1,2}(?: nam 20\d\d)?| thang cuoi quy| hang thang)"
    r"(?:,? (?:cua )?(?:hang|moi) nam)?"
    r"|(?:dinh ky )?6 thang(?:,| va) ?(?:hang |ca )?nam|(?:dinh ky )?(?:hang|moi) (?:nam|quy|thang)"
    r"|dot xuat(?: khi co yeu cau| theo yeu cau)?|khi co yeu cau|theo yeu cau|dinh ky"
)
RECIPIENT: Final = re.compile(
    r"(?:ubnd|uy ban nhan dan) (?:tinh|thanh pho)|(?:bo|so) khoa hoc va cong nghe|lanh dao so|thu tuong(?: chinh phu)?"
    r"|(?:so|bo) (?:noi vu|tai chinh|cong thuong|tu phap|y te|xay dung|ke hoach va dau tu)|hdnd tinh|tinh uy|thanh uy"
)
VIA: Final = re.compile(r"\(?(?:thong )?qua ((?:so|bo|van phong) [^();,.]+)")
ORDERED: Final = re.compile(
    r"(?:dieu \d+\. |[ivx]+\. |\d+\. |[a-zđ]\) |- )?(?:\(?)(?:(?:giao|de nghi|yeu cau|phan cong)(?: thu truong| giam doc)? )?"
)
VERB: Final = re.compile(
    r"\s*:|,? (?:chu tri|phoi hop|can cu|chu dong|co trach nhiem|chiu trach nhiem|la (?:co quan|don vi|dau moi)|dua tren|nghiem tuc|khan truong"
    r"|bao cao|tham muu|xay dung|don doc|dinh ky|trien khai|thuc hien|ho tro|theo doi|giam sat|quan ly|bo tri|long ghep|tuyen truyen|pho bien"
    r"|kip thoi|phan anh|lam dau moi|to chuc (?:thuc hien|trien khai|tuyen truyen|kiem tra)|huong dan|tong hop|lap|truoc ngay|hang nam|tiep tuc"
    r"|co lien quan (?:trien khai|thuc hien)|gui|tang cuong|day manh|de xuat|kiem tra)\b"
)
ORGANISING: Final = re.compile(
    r"to chuc (?:thuc hien|trien khai)|trach nhiem|phan cong|che do bao cao|thong tin,? bao cao"
)
END: Final = re.compile(r"noi nhan|tm\. |kt\. |phu luc\b|\(kem theo|\(chi tiet")
