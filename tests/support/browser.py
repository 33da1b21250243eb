"""What browser tests share: cookies, filling in and sending forms, the browser's complaints, accessibility."""

from collections.abc import Mapping

from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Locator, Page, Response, expect

from app.web.build import PACKAGES

AXE = PACKAGES / "axe-core" / "axe.min.js"
WIDTHS = (1280, 390)  # a desk's and a phone's
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe returns names each element that it looked at; to send all that passed here took twice as long as to look.
RUN = """async rules => {
  const found = await axe.run(document, {runOnly: rules});
  const first = rule => rule.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(" | ");
  return {passed: found.passes.length, violations: found.violations.map(rule => `${rule.id}: ${first(rule)}`)};
}"""


def copy_cookies(client: FlaskClient, context: BrowserContext, url: str) -> None:
    """Give the browser the cookies of a test client, so that nobody types a password in every test."""
    cookies = client._cookies.values()
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url} for cookie in cookies])


def fill(page: Page, entries: Mapping[str, str]) -> None:
    """Fill in fields by their names, whatever they look like; of radios and checkboxes choose the one of that value."""
    for name, value in entries.items():
        field = page.locator(f"main [name='{name}']:not([type=hidden])")
        kind = field.first.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)


def press(page: Page, button: Locator, *, refused: str = "") -> None:
    """Click what leads to another page, and come back when that page has arrived whole.

    A click alone comes back before: what follows would look at the page that is being left, or stop it from being sent.
    With `refused` the form comes back with that sentence (in whatever case); without, the answer is no error.
    """
    _judge(page, _follow(page, button), refused)


def send(page: Page, entries: Mapping[str, str] | None = None, *, refused: str = "") -> None:
    """Fill in the form of a task and send it, by way of the page that shows what will be sent where there is one.

    Comes back when the inbox says that it was sent; with `refused`, when the form is there again with that sentence.
    """
    fill(page, entries or {})
    answer = _follow(page, page.locator("main button[name=_check], main button[name=_send]"))
    if answer.ok and page.url.endswith("/check"):
        answer = _follow(page, page.locator("main form[action$='/complete'] button[type=submit]"))
    _judge(page, answer, refused)
    if not refused:
        expect(page.get_by_text("Đã gửi “")).to_be_visible()


def settled(page: Page, element_id: str) -> None:
    """Wait until htmx has taken in hand what it put in an element's place: before, its forms are plain ones."""
    expect(page.locator(f"#{element_id}:not(.htmx-added)")).to_have_count(1)


def _follow(page: Page, button: Locator) -> Response:
    with page.expect_navigation() as arriving:
        button.click()
    assert arriving.value is not None, f"{page.url}: the browser stayed on its page"
    return arriving.value


def _judge(page: Page, answer: Response, refused: str) -> None:
    if refused:
        assert answer.status == 422, f"{page.url}: {answer.status} instead of a refusal"
        told = page.locator("main [data-error-summary], main .field-error").filter(has_text=refused)
        expect(told.first).to_be_visible()
    else:
        assert answer.ok, f"{page.url}: {answer.status}\n{page.locator('main').inner_text()}"


def complaints_of(page: Page) -> list[str]:
    """Return a list that fills with whatever the browser complains about."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    return complaints


def flaws(page: Page) -> list[str]:
    """Return what axe finds on the page, and whether it scrolls sideways, on a desk and on a phone."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += violations(page) + ([f"{wide} px wide"] if wide > width else [])
    return found


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line a rule with the first elements it is about."""
    page.wait_for_load_state()  # a page that is still arriving has nothing to look at
    page.evaluate("scrollTo(0, 0)")  # else a sticky bar may lie half over a target
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN, RULES)
    assert found["passed"] > 10, "axe looked at almost nothing"
    return found["violations"]
