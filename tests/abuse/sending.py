"""Send the forms of pages, with something wrong in them."""

import io
import re
from typing import Any

from werkzeug.test import TestResponse

from tests.abuse.world import World, csrf_token
from tests.support.people import Person

AGENCY = {"code": "SYT", "name": "Sở Y tế", "kind": "department", "valid_from": "01/7/2025"}
DUTY = {"title": "Báo cáo năm", "legal_basis": "Điều 3 Kế hoạch 86", "roster": ["department"]}
PERSON = {"name": "Cao Thị Mận", "email": "man@lamgiang.example", "role": "specialist"}
RECEIPT = {"channel": "paper", "received_on": "20/11/2026", "received_time": "08:00", "number": "215/BC-SCT"}
NUMBER = {"number": "215/BC-SCT", "signed_on": "19/11/2026"}
EXTENSION = {"until": "04/12/2026", "reason": "Chờ số liệu của các xã."}
DOSSIER = {"subject": "Mua chuẩn đo lường F1", "held_on": "", "amount": ""}


def as_coordinator(path: str, **fields: Any):
    return lambda w: w.post(w.people.coordinator, path, fields)


def as_administrator(path: str, **fields: Any):
    return lambda w: w.post(w.people.administrator, path, fields)


def agency(**wrong: str):
    return as_coordinator("/agencies", **AGENCY | wrong)


def duty(**wrong: Any):
    return as_coordinator("/obligations", **DUTY | wrong)


def person(**wrong: str):
    return as_administrator("/users", **PERSON | wrong)


def dossier(then: str = "_send", **entries: str):
    """Send the dossier's form as its focal point."""
    return lambda w: w.post(w.people.focal_point, f"/tasks/{w.dossier.task_id}", {then: "", **DOSSIER, **entries})


def on_report(part: str, by: str = "coordinator", **fields: Any):
    return lambda w: w.post(getattr(w.people, by), f"/reports/{w.round.report_case()}/{part}", fields)


def ending(**fields: str):
    return lambda w: w.post(w.people.coordinator, f"/agencies/{w.people.other_agency.id}/end", fields)


def seat(**fields: str):
    return lambda w: w.post(w.people.coordinator, f"/agencies/{w.people.agency.id}/seats/focal_point", fields)


def imported(content: bytes, name: str = "co-quan.xlsx"):
    return lambda w: w.post(w.people.coordinator, "/agencies/import", {"file": (io.BytesIO(content), name)})


def confirmed(w: World, sender: Person, path: str, content: bytes) -> TestResponse:
    """Send a spreadsheet, and confirm what its preview shows."""
    preview = w.post(sender, path, {"file": (io.BytesIO(content), "danh-sach.xlsx")}).text
    found = re.search(r'name="previewed"[^>]*value="([^"]+)"', preview)
    assert found, preview
    return w.post(sender, f"{path}/confirm", {"previewed": found[1]})


def set_password(link: str, password: str):
    def send(w: World):
        return w.browser(None).post(f"/account/link/{w.links[link]}", data=with_token(w, password=password))

    return send


def sign_in(email: str, password: str, **fields: str):
    return lambda w: w.browser(None).post("/sign-in", data=with_token(w, email=email, password=password, **fields))


def with_token(w: World, **fields: str) -> dict[str, str]:
    return {"csrf_token": csrf_token(w.browser(None)), **fields}


def handed_over(**fields: str):
    return lambda w: w.post(w.people.focal_point, f"/tasks/{w.request.task_id}/hand-over", fields)


def in_english(path: str, **fields: Any):
    return lambda w: w.post(w.english, path, fields)
