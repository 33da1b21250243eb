"""Write a document as .docx, for the office to work on."""

from io import BytesIO

from docx.document import Document

from app.documents import layout
from app.documents.paper import Block, Grid, Heading, Paper, composed

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper_docx(paper: Paper) -> bytes:
    """Return the document as a .docx file."""
    document = layout.new_document()
    document.core_properties.title = composed(paper.title)[:255]
    document.core_properties.author = composed(paper.issuer)[:255]
    document.core_properties.language = "vi-VN"
    _head(document, paper)
    for block in paper.blocks:
        _write(document, block)
    layout.closing(document, recipients=paper.recipients, post=paper.post, signer=paper.signer)
    if paper.annex:
        layout.annex(document, paper.annex.title, paper.attached_to, is_wide=paper.annex.is_wide)
        for block in paper.annex.blocks:
            _write(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _head(document: Document, paper: Paper) -> None:
    layout.heading(
        document,
        above=paper.above,
        own=paper.own,
        number=paper.number_line,
        place_and_day=paper.place_and_day,
        subject="" if paper.kind else paper.title,
    )
    if paper.kind:
        layout.title(document, paper.kind, paper.about)
    layout.addressees(document, paper.addressees)


def _write(document: Document, block: Block) -> None:
    if isinstance(block, Grid):
        layout.grid(document, block.headings, block.rows, block.widths)
    elif isinstance(block, Heading):
        layout.section_title(document, block.text)
    else:
        layout.body(document, block.runs, italic=block.italic)
