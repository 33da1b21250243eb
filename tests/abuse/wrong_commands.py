"""Wrong commands on the command line: what is typed, the exit code, and the sentence on stderr."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from openpyxl import Workbook

from tests.abuse.world import World
from tests.abuse.wrong_api import DOCTYPE
from tests.files.made import bomb
from tests.organisation.test_importing import workbook
from tests.support import processes

USAGE = 2  # the exit code of a command that was typed wrongly


@dataclass(frozen=True)
class WrongCommand:
    """What is typed, as text or made from the world; what it ends with."""

    name: str
    typed: str
    code: int
    says: str
    production: bool = False

    def __str__(self) -> str:
        return self.name


def word_without_a_table() -> bytes:
    content = io.BytesIO()
    document = Document()
    document.add_paragraph("Chào buổi sáng")
    document.save(content)
    return content.getvalue()


def empty_workbook() -> bytes:
    content = io.BytesIO()
    Workbook().save(content)
    return content.getvalue()


# The files that commands are given, by name.
FILES: dict[str, Callable[[], bytes]] = {
    "empty.docx": lambda: b"",
    "no-word.docx": lambda: b"just text",
    "no-table.docx": word_without_a_table,
    "bomb.docx": bomb,
    "empty.xlsx": empty_workbook,
    "other.xlsx": lambda: workbook(("Họ tên", "Tuổi"), ("An", 3)),
    "plan.pdf": lambda: b"%PDF-1.7\n",
    "binary.txt": lambda: bytes(range(256)) * 4,
    "no-xml.bpmn": lambda: b"<bpmn",
    "doctype.bpmn": lambda: DOCTYPE,
    "formless.bpmn": lambda: processes.diagram(processes.APPROVAL),
    "no-backup.tdb": lambda: b"not a backup at all",
}

COMMANDS = [
    WrongCommand("no plan", "plan read {folder}/khong-co.docx", USAGE, "does not exist"),
    WrongCommand(
        "a plan that is empty",
        "plan read {folder}/empty.docx --json",
        1,
        "Tệp trống, không có nội dung. Kiểm tra lại tệp rồi đọc lại.",
    ),
    WrongCommand(
        "a plan that is no Word file", "plan read {folder}/no-word.docx --json", 1, "Mở tệp bằng Word hoặc Excel"
    ),
    WrongCommand(
        "a plan without a table",
        "plan read {folder}/no-table.docx --json",
        1,
        "Không tìm thấy bảng phân công nhiệm vụ. Kiểm tra tệp",
    ),
    WrongCommand(
        "a plan that is a bomb",
        "plan read {folder}/bomb.docx --json",
        1,
        "Tệp khi mở ra lớn bất thường nên không nhận được.",
    ),
    WrongCommand(
        "an empty spreadsheet",
        "plan read {folder}/empty.xlsx --json",
        1,
        "Không tìm thấy bảng phân công nhiệm vụ. Kiểm tra tệp",
    ),
    WrongCommand(
        "a spreadsheet that is no plan",
        "plan read {folder}/other.xlsx --json",
        1,
        "Không tìm thấy bảng phân công nhiệm vụ. Kiểm tra tệp",
    ),
    WrongCommand(
        "a PDF plan", "plan read {folder}/plan.pdf --json", 1, "Lưu văn bản thành .docx, .xlsx hoặc .txt rồi đọc lại."
    ),
    WrongCommand(
        "a plan of bytes", "plan read {folder}/binary.txt --json", 1, "Mở tệp, chọn Lưu thành… mã UTF-8 rồi đọc lại."
    ),
    WrongCommand(
        "a plan issued on 31/11",
        "plan read {folder}/no-table.docx --issued 2026-11-31",
        USAGE,
        "“2026-11-31” is not a day of the form YYYY-MM-DD",
    ),
    WrongCommand(
        "a plan issued in another order",
        "plan read {folder}/no-table.docx --issued 20/11/2026",
        USAGE,
        "“20/11/2026” is not a day of the form YYYY-MM-DD",
    ),
    WrongCommand("a folder for a plan", "plan read {folder}", USAGE, "is a directory"),
    WrongCommand("an option that is none", "plan read {folder}/no-table.docx --yaml", USAGE, "No such option"),
    WrongCommand("a command that is none", "plan write", USAGE, "No such command"),
    WrongCommand("no diagram", "process check {folder}/khong-co.bpmn", USAGE, "does not exist"),
    WrongCommand(
        "a diagram that is no XML", "process check {folder}/no-xml.bpmn", 1, "chưa triển khai được: 1 chỗ cần sửa"
    ),
    WrongCommand("a diagram with a DOCTYPE", "process check {folder}/doctype.bpmn", 1, "1 chỗ cần sửa"),
    WrongCommand("a diagram without its forms", "process check {folder}/formless.bpmn", 1, "2 chỗ cần sửa"),
    WrongCommand("deployed: no XML", "process deploy {folder}/no-xml.bpmn", 1, "Chưa triển khai gì."),
    WrongCommand(
        "walked: an unknown process", "process walk khong_co", USAGE, "Không có quy trình “khong_co” đi kèm sản phẩm."
    ),
    WrongCommand("no moment", "tick", USAGE, "Missing option '--at'"),
    WrongCommand(
        "a moment that is none",
        "tick --at mai",
        USAGE,
        "Ghi thời điểm theo mẫu 2026-11-27T09:00+07:00, không phải “mai”.",
    ),
    WrongCommand(
        "the moment 31/11", "tick --at 2026-11-31T09:00+07:00", USAGE, "Ghi thời điểm theo mẫu 2026-11-27T09:00+07:00"
    ),
    WrongCommand(
        "a tick in production", "tick --at 2026-11-27T09:00+07:00", 1, "nên không thử thời gian được", production=True
    ),
    WrongCommand("the demo in production", "demo load", 1, "không nạp tỉnh giả định vào đây", production=True),
    WrongCommand(
        "the demo's passwords in production",
        "demo accounts --json",
        1,
        "không nạp tỉnh giả định vào đây",
        production=True,
    ),
    WrongCommand("the demo beside real data", "demo load", 0, "có dữ liệu riêng nên không nạp"),
    WrongCommand("the demo on 31/11", "demo load --today 2026-11-31", USAGE, "does not match the format"),
    WrongCommand(
        "a user with an unknown role", "user create moi@lamgiang.example Mới --role king", USAGE, "is not one of"
    ),
    WrongCommand("a user without a role", "user create moi@lamgiang.example Mới", USAGE, "Missing option '--role'"),
    WrongCommand(
        "a user who is there",
        "user create ha@lamgiang.example Mới --role specialist",
        1,
        "ha@lamgiang.example là của Nguyễn Minh Hà.",
    ),
    WrongCommand(
        "a user without an address",
        "user create moi Mới --role specialist",
        USAGE,
        "Đây không phải địa chỉ thư điện tử.",
    ),
    WrongCommand(
        "a token for nobody", "user token ai@lamgiang.example", 1, "Không ai ở đây có địa chỉ ai@lamgiang.example."
    ),
    WrongCommand("a token for a disabled account", "user token nghi@lamgiang.example", 1, "Mở lại tài khoản trước."),
    WrongCommand(
        "an invitation for a disabled account", "user invite nghi@lamgiang.example", 1, "Mở lại tài khoản trước."
    ),
    WrongCommand("no backup", "backup restore {folder}/khong-co.tdb", 1, "không phải là một bản sao lưu trọn vẹn"),
    WrongCommand("a backup that is none", "backup restore {folder}/no-backup.tdb", 1, "Chưa khôi phục gì."),
    WrongCommand(
        "a backup into a full database", "backup restore {backup}", 1, "Chỉ khôi phục vào cơ sở dữ liệu trống"
    ),
    WrongCommand("a backup over another", "backup create {backup}", 1, "Hãy chọn tên khác"),
    WrongCommand(
        "a backup into no folder", "backup create {folder}/khong/co.tdb", 1, "Hãy chọn đường dẫn trong thư mục của bạn."
    ),
    WrongCommand(
        "a table of routes into no page", "access table --write {folder}/khong-co.md", USAGE, "does not exist"
    ),
]


def prepare(world: World) -> dict[str, Path]:
    """Write the files that the commands are given."""
    folder = world.folder / "commands"
    folder.mkdir(exist_ok=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content())
    return {"folder": folder, "backup": folder / "good.tdb"}
