"""Hostile and broken files: refused with a sentence, at once, and without looking anything up."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from app import engine
from tests.engine.drawing import FORMS, HEAD, line, process, user
from tests.support.effort import MOST_LINES, effort_of

GOOD = process(line("x", body=user("x"))).decode()
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
BODY = GOOD.removeprefix(DECLARATION)


def with_doctype(doctype: str, use: str = "") -> bytes:
    return (DECLARATION + doctype + "\n" + BODY.replace('id="x"', f'id="x" name="{use}"', 1)).encode()


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE: dict[str, bytes] = {
    "doctype": with_doctype("<!DOCTYPE definitions>"),
    "doctype in lower case": with_doctype("<!doctype definitions>"),
    "external DTD": with_doctype('<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "external entity": with_doctype('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
    "http entity": with_doctype('<!DOCTYPE d [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>', "&x;"),
    "parameter entity": with_doctype('<!DOCTYPE d [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>'),
    "internal entity": with_doctype('<!DOCTYPE d [<!ENTITY x "hi">]>', "&x;"),
    "entity bomb": with_doctype(f'<!DOCTYPE d [<!ENTITY a0 "ha">{LAUGHS}]>', "&a9;"),
    "quadratic blow-up": with_doctype(f'<!DOCTYPE d [<!ENTITY x "{"x" * 50_000}">]>', "&x;" * 1000),
    "undefined entity": with_doctype("", "&x;"),
    "stylesheet": (DECLARATION + '<?xml-stylesheet href="x.xsl"?>' + BODY).encode(),
    "instruction inside": BODY.replace("<bpmn:process", "<?php x ?><bpmn:process").encode(),
    "xinclude": BODY.replace(
        "<bpmn:process",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><bpmn:process',
        1,
    ).encode(),
    "too large": b"<a>" + b"x" * 1_000_001 + b"</a>",
    "too many elements": (HEAD + "<a/>" * 25_000 + "</bpmn:definitions>").encode(),
    "too many attributes": BODY.replace('id="x"', 'id="x" ' + " ".join(f'a{n}="1"' for n in range(100)), 1).encode(),
    "too deep": (HEAD + "<a>" * 200 + "</a>" * 200 + "</bpmn:definitions>").encode(),
    "far too deep": (HEAD + "<a>" * 5000 + "</a>" * 5000 + "</bpmn:definitions>").encode(),
    "long text": BODY.replace('id="x"', f'id="x" name="{"x" * 30_000}"', 1).encode(),
    "utf-16": GOOD.encode("utf-16"),
    "utf-16 declared": GOOD.replace("UTF-8", "UTF-16").encode("utf-16"),
    "utf-7 declared": GOOD.replace("UTF-8", "UTF-7").encode(),
    "latin-1": GOOD.replace('id="x"', 'id="x" name="é"', 1).encode("latin-1"),
    "ebcdic declared": GOOD.replace("UTF-8", "cp037").encode(),
    "gzip": gzip.compress(GOOD.encode()),
    "zip": b"PK\x03\x04" + b"\0" * 100,
    "nul bytes": GOOD.replace("x_e", "x\0e").encode(),
    "empty": b"",
    "white space": b"   \n",
    "no XML": b"hello",
    "cut off": GOOD.encode()[:-20],
    "two roots": (GOOD + BODY).encode(),
    "html": b"<!DOCTYPE html><html><body/></html>",
    "other XML": b"<a/>",
    "unbound prefix": BODY.replace(' xmlns:td="urn:tiendo:bpmn:1.0"', "").encode(),
    "double attribute": BODY.replace('id="x"', 'id="x" id="y"', 1).encode(),
    "element unknown to the schema": BODY.replace("</bpmn:process>", "<bpmn:wizard id='w'/></bpmn:process>").encode(),
    "wrong order": BODY.replace(
        "</bpmn:process>", "<bpmn:documentation>late</bpmn:documentation></bpmn:process>"
    ).encode(),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_refused_with_a_sentence(content: bytes):
    found = engine.check(content, forms=FORMS)
    assert found
    assert all(each.message and each.message_vi and each.code != "internal" for each in found)


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_refusing_it_takes_no_more_than_checking_the_largest_diagram(content: bytes):
    assert effort_of(lambda: engine.check(content, forms=FORMS)) < MOST_LINES


@pytest.fixture
def visits() -> Iterator[list[str]]:
    """A server on this machine that notes who comes."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    seen.append(f"http://127.0.0.1:{server.server_port}")
    yield seen
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_schema_location_is_not_followed(visits: list[str], tmp_path: Path):
    address = visits.pop()
    trap = tmp_path / "trap.xsd"
    trap.write_text("<broken")
    for place in (f"{address}/x.xsd", trap.as_uri()):
        head = f'xsi:schemaLocation="urn:tiendo:bpmn:1.0 {place} urn:z {place}" xsi:noNamespaceSchemaLocation="{place}"'
        inner = BODY.replace("<td:form", f'<td:form xmlns:z="urn:z" {head}', 1)
        outer = BODY.replace("<bpmn:definitions", f"<bpmn:definitions {head}", 1)
        assert engine.check(inner.encode(), forms=FORMS) == []
        assert engine.check(outer.encode(), forms=FORMS) == []
    assert visits == []


def test_a_byte_order_mark_and_windows_lines_are_harmless():
    assert engine.check(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), forms=FORMS) == []


def test_comments_and_cdata_are_harmless():
    condition = BODY.replace("<bpmn:process", "<!-- ghi chú --><bpmn:process", 1)
    assert engine.check(condition.encode(), forms=FORMS) == []


def test_a_thousand_damaged_files_are_answered_and_never_break_the_check():
    import random

    chance = random.Random(20261120)
    original = GOOD.encode()
    for _ in range(1000):
        damaged = bytearray(original)
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(damaged))
            match chance.randrange(3):
                case 0:
                    damaged[place] = chance.randrange(256)
                case 1:
                    del damaged[place : place + chance.randint(1, 30)]
                case _:
                    damaged[place:place] = damaged[chance.randrange(len(damaged)) :][:30]
        found = engine.check(bytes(damaged), forms=FORMS)
        assert all(each.code != "internal" for each in found), bytes(damaged)
