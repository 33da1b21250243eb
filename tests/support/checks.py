"""What holds for every page, whatever it shows."""

import re
from collections import Counter

from lxml import etree
from werkzeug.test import TestResponse

UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = (
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-errormessage",
    "list",
    "form",
)
DATA_SCRIPTS = {"application/json", "application/ld+json"}


def check_page(tree: etree._ElementTree, parse_errors: list[str], response: TestResponse) -> None:
    """Assert what every page keeps: well-formed, named, labelled, safe to post from, no inline script."""
    page = tree.getroot()
    flaws = [
        *parse_errors[:5],
        *_naming(page),
        *_labels(page),
        *_forms(page),
        *_identities(page),
        *_scripts(page),
    ]
    assert response.mimetype == "text/html", f"{response.request.path} is {response.mimetype}"
    assert not flaws, f"{response.request.path}:\n" + "\n".join(f"- {flaw}" for flaw in flaws)


def _naming(page: etree._Element) -> list[str]:
    flaws = []
    if page.get("lang") not in ("vi", "en"):
        flaws.append(f"<html lang={page.get('lang')!r}>")
    if not "".join(page.xpath("/html/head/title//text()")).strip():
        flaws.append("no title")
    headings = page.xpath("//h1")
    if len(headings) != 1 or not _name(headings[0]):
        flaws.append(f"{len(headings)} h1")
    if len(page.xpath("//main")) != 1:
        flaws.append("not exactly one <main>")
    return flaws


def _labels(page: etree._Element) -> list[str]:
    labelled = {label.get("for") for label in page.xpath("//label[@for]")}
    flaws = []
    for control in page.xpath("//input | //select | //textarea"):
        if control.get("type", "").lower() in UNLABELLED and control.tag == "input":
            continue
        named = control.get("aria-label") or control.get("aria-labelledby") or control.xpath("ancestor::label")
        if not named and (not control.get("id") or control.get("id") not in labelled):
            flaws.append(f"no label: {_source(control)}")
    for clickable in page.xpath("//button | //a[@href]"):
        if not _name(clickable):
            flaws.append(f"no name: {_source(clickable)}")
    flaws.extend(f"no alt: {_source(image)}" for image in page.xpath("//img[not(@alt)]"))
    return flaws


def _forms(page: etree._Element) -> list[str]:
    flaws = []
    for form in page.xpath("//form"):
        if form.get("method", "").lower() not in ("get", "post", "dialog"):
            flaws.append(f"no method: {_source(form)}")
        if form.get("method", "").lower() == "dialog":
            continue
        if not form.get("action"):
            flaws.append(f"no action: {_source(form)}")
        if form.get("method", "").lower() == "post" and not form.xpath(".//input[@name='csrf_token'][@value!='']"):
            flaws.append(f"no CSRF token: {_source(form)}")
    return flaws


def _identities(page: etree._Element) -> list[str]:
    ids = Counter(page.xpath("//*[not(ancestor-or-self::template)]/@id"))
    flaws = [f"id {id!r} {count} times" for id, count in ids.items() if count > 1]
    for attribute in REFERENCES:
        for element in page.xpath(f"//*[@{attribute}][not(ancestor::template)]"):
            flaws.extend(
                f"{attribute} names no element: {_source(element)}"
                for id in element.get(attribute).split()
                if id not in ids
            )
    return flaws


def _scripts(page: etree._Element) -> list[str]:
    inline = [s for s in page.xpath("//script[not(@src)]") if s.get("type") not in DATA_SCRIPTS]
    handlers = page.xpath("//*[@*[starts-with(name(), 'on')]]")
    addresses = [e for e in page.xpath("//*[@href or @src]") if _is_script(e.get("href") or e.get("src"))]
    return [f"inline script: {_source(element)}" for element in (*inline, *handlers, *addresses)]


def _is_script(address: str) -> bool:
    return bool(re.match(r"\s*javascript:", address, re.IGNORECASE))


def _name(element: etree._Element) -> str:
    images = " ".join(element.xpath(".//img/@alt | .//svg/@aria-label | .//svg/title/text()"))
    text = "".join(element.xpath(".//text()[not(ancestor::svg)]"))
    return (element.get("aria-label") or element.get("aria-labelledby") or text or images).strip() or images.strip()


def _source(element: etree._Element) -> str:
    return " ".join(etree.tostring(element, encoding="unicode", with_tail=False).split())[:120]
