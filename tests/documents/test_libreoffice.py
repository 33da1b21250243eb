"""LibreOffice opens what we write and lays it out as we print it: as many pages, the same words on each."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.documents.paper_docx import paper_docx
from app.documents.paper_pdf import paper_pdf
from tests.documents.measuring import measured
from tests.documents.samples import letter, report

OFFICE = shutil.which("soffice")
PATIENCE = 180  # seconds; the first start makes a profile

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed on this machine"),
]

FACES = Path(__file__).resolve().parents[2] / "app" / "web" / "static" / "build" / "print"
# Few machines have Times New Roman, and what stands in for it may lack Vietnamese letters: here it is Tinos everywhere.
FONTS = f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{FACES}</dir>
<alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias></fontconfig>"""
SAMPLES = {
    "letter": letter(),
    "list": letter(("- Sở Công Thương;", "- Sở Y tế.")),
    "annex": letter(annex_rows=60),
    "report": report(),
    "full page": report(24),
}


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory):
    """What LibreOffice makes of every sample, measured."""
    folder: Path = tmp_path_factory.mktemp("office")
    for name, paper in SAMPLES.items():
        (folder / f"{name}.docx").write_bytes(paper_docx(paper))
    (folder / "fonts.conf").write_text(FONTS)
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(folder), *(str(folder / f"{name}.docx") for name in SAMPLES)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, env=environment)
    return {name: measured((folder / f"{name}.pdf").read_bytes()) for name in SAMPLES}


@pytest.mark.parametrize("name", SAMPLES)
def test_it_opens_and_has_as_many_pages_as_the_pdf(laid_out, app, reading, name):
    with reading():
        ours = measured(paper_pdf(SAMPLES[name]))
    theirs = laid_out[name]
    assert theirs.pages == ours.pages
    assert sorted(theirs.text.split()) == sorted(ours.text.split())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_blocks_stand_where_the_pdf_has_them(laid_out, app, reading, name):
    with reading():
        ours = measured(paper_pdf(SAMPLES[name]))
    for words in ("UBND TỈNH LAM GIANG", "Độc lập - Tự do", "Lam Giang, ngày", "Kính gửi:", "Nơi nhận:", "Vũ Đức"):
        here, there = ours.line(words), laid_out[name].line(words)
        assert here.page == there.page
        assert abs(here.centre - there.centre) < 4, words
        assert abs(here.size - there.size) <= 0.5, words


@pytest.mark.parametrize("name", SAMPLES)
def test_the_rules_below_motto_and_issuer_are_drawn(laid_out, name):
    motto = laid_out[name].line("Độc lập")
    lengths = {round(rule.length) for rule in laid_out[name].rules if rule.page == 1 and rule.top < 40}
    assert lengths == {28, round(motto.right - motto.left)}


def test_the_signature_never_stands_alone_on_its_page(laid_out):
    printed = laid_out["full page"]
    assert printed.line("Trân trọng./.").page == printed.line("Vũ Đức").page
