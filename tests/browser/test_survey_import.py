"""A specialist brings a survey of many enterprises as one spreadsheet."""

from playwright.sync_api import expect

from tests.organisation.test_importing import workbook
from tests.programmes.test_importing_surveys import BRICKS, HEADINGS, TEA
from tests.support.browser import flaws, press
from tests.support.people import People

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_spreadsheet_is_corrected_looked_over_and_entered(page_of, people: People, live_url, complaints):
    page = page_of(people.specialist)

    def look_over(*rows, refused: str = "") -> None:
        file = {"name": "khao-sat.xlsx", "mimeType": XLSX, "buffer": workbook(*rows)}
        page.locator("input[type=file]").set_input_files(file)
        press(page, page.get_by_role("button", name="Xem sẽ ghi gì"), refused=refused)

    page.goto(f"{live_url}/enterprises/surveys")
    press(page, page.get_by_role("link", name="Nhập từ bảng tính"))
    assert flaws(page) == []
    look_over(HEADINGS[:3], BRICKS[:3], refused="Nhu cầu")
    look_over(HEADINGS, BRICKS, ("29", *TEA[1:]))
    assert flaws(page) == []
    expect(page.get_by_role("row", name=TEA[1])).to_contain_text("Mã số thuế có 10 hoặc 13 số.")
    press(page, page.get_by_role("button", name="Nhập 1 khảo sát, bỏ lại 1 dòng"))
    expect(page.get_by_text("Đã nhập 1 khảo sát.")).to_be_visible()
    expect(page.get_by_role("row", name=BRICKS[1])).to_be_visible()
