"""A yearly report as one agency owes it: a case of the shipped process, before anybody has opened it."""

from datetime import date

from app.cases.starting import NewCase, start_case
from app.deadlines.moments import fixed_date
from app.organisation.calendar import office_calendar
from app.organisation.models import Agency
from app.organisation.roles import SYSTEM
from tests.support.clock import NOW
from tests.support.deploying import WORKFLOWS as WORKFLOWS
from tests.support.deploying import deploy_shipped
from tests.support.processes import Started

TITLE = "Báo cáo kết quả thực hiện Kế hoạch 86/KH-UBND năm 2026"
PLAN_TASKS = [
    {"number": "2.3", "content": "Kiểm tra cột đo xăng dầu tại cửa hàng bán lẻ"},
    {"number": "2.4", "content": "Hướng dẫn doanh nghiệp tham gia Chương trình đảm bảo đo lường"},
    {"number": "3.2", "content": "Tập huấn pháp luật về đo lường và hàng đóng gói sẵn"},
]


def deploy_report() -> None:
    """Deploy the processes of the reporting cycle; the others that are shipped would cost each test a second."""
    import app.reports.handlers  # noqa: F401 (the diagrams name its handlers)

    deploy_shipped("agency_report", "extension_request", "report_campaign")


def owe_report(agency: Agency, title: str = TITLE) -> Started:
    """Start the agency's report, due "before 30/11/2026"."""
    deadline = fixed_date(date(2026, 11, 30), inclusive=False, calendar=office_calendar())
    facts = {"plan_tasks": PLAN_TASKS}
    new = NewCase("agency_report", agency, title, facts=facts, deadline=deadline)
    case, tasks = start_case(new, actor=SYSTEM, now=NOW)
    return Started(case.id, tasks[0].id)
