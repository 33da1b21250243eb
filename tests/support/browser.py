"""What browser tests share: cookies, the browser's complaints, accessibility."""

from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext, Page

from app.web.build import PACKAGES

AXE = PACKAGES / "axe-core" / "axe.min.js"
WIDTHS = (1280, 390)  # a desk's and a phone's
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def copy_cookies(client: FlaskClient, context: BrowserContext, url: str) -> None:
    """Give the browser the cookies of a test client, so that nobody types a password in every test."""
    cookies = client._cookies.values()
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url} for cookie in cookies])


def complaints_of(page: Page) -> list[str]:
    """Return a list that fills with whatever the browser complains about."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    return complaints


def flaws(page: Page) -> list[str]:
    """Return what axe finds on the page, and whether it scrolls sideways, on a desk and on a phone."""
    page.wait_for_load_state()  # a page that is still arriving has nothing to look at
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += violations(page) + ([f"{wide} px wide"] if wide > width else [])
    return found


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line a rule with the first elements it is about."""
    page.evaluate("scrollTo(0, 0)")  # else a sticky bar may lie half over a target
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert len(found["passes"]) > 10, "axe looked at almost nothing"
    return [f"{rule['id']}: {[node['html'][:120] for node in rule['nodes'][:3]]}" for rule in found["violations"]]
