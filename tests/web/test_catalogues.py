"""The joined Vietnamese catalogue and its check."""

import os

import pytest

from app.web import catalogues

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def fragments(folder, monkeypatch):
    """An empty folder of fragments; call it with a name and the text of entries."""
    monkeypatch.setattr(catalogues, "FRAGMENTS", folder)
    monkeypatch.setattr(catalogues, "COMPILED", folder / "LC_MESSAGES" / "messages.mo")
    return lambda name, text: (folder / f"{name}.po").write_text(HEADER + text, encoding="utf-8")


@pytest.fixture
def uses(monkeypatch):
    """Pretend that the application uses exactly these texts."""
    return lambda *texts: monkeypatch.setattr(
        catalogues, "used_texts", lambda: [("app/x.py:1", text, None) for text in texts]
    )


def problems():
    return [finding.problem for finding in catalogues.check()]


def test_fragments_are_joined_into_one_catalogue(fragments):
    fragments("a", 'msgid "One"\nmsgstr "Một"\n')
    fragments("b", 'msgid "Two"\nmsgstr "Hai"\n')
    whole, _ = catalogues.joined()
    assert [message.string for message in whole if message.id] == ["Một", "Hai"]


def test_a_text_without_vietnamese_is_found(fragments, uses):
    fragments("a", 'msgid "One"\nmsgstr ""\n')
    uses("One", "Two")
    assert problems() == ["no Vietnamese for 'One'", "no Vietnamese for 'Two'"]


def test_a_translated_text_is_no_problem(fragments, uses):
    fragments("a", 'msgid "%(n)d day"\nmsgid_plural "%(n)d days"\nmsgstr[0] "%(n)d ngày"\n')
    uses(("%(n)d day", "%(n)d days"))
    assert problems() == []


def test_a_place_that_english_does_not_fill_is_found(fragments, uses):
    fragments("a", 'msgid "by %(who)s"\nmsgstr "do %(ai)s"\n')
    uses("by %(who)s")
    assert problems() == ["the Vietnamese for 'by %(who)s' has places the English has not"]


def test_a_translation_somebody_still_doubts_is_found(fragments, uses):
    fragments("a", '#, fuzzy\nmsgid "One"\nmsgstr "Một"\n')
    uses("One")
    assert problems() == ["the Vietnamese for 'One' is marked fuzzy"]


def test_two_fragments_that_disagree_are_found_and_the_first_holds(fragments, uses):
    fragments("a", 'msgid "One"\nmsgstr "Một"\n')
    fragments("b", 'msgid "One"\nmsgstr "Nhất"\n')
    uses("One")
    assert problems() == ["'One' is already translated as 'Một'"]


def test_the_catalogue_is_compiled_again_only_after_a_change(fragments, folder):
    fragments("a", 'msgid "One"\nmsgstr "Một"\n')
    catalogues.compile_stale()
    os.utime(catalogues.COMPILED, (2_000_000_000, 2_000_000_000))
    catalogues.compile_stale()
    assert catalogues.COMPILED.stat().st_mtime == 2_000_000_000
    os.utime(folder / "a.po", (2_100_000_000, 2_100_000_000))
    catalogues.compile_stale()
    assert catalogues.COMPILED.stat().st_mtime != 2_000_000_000


def test_texts_of_code_templates_scripts_and_errors_are_all_seen():
    used = {text for _, text, _ in catalogues.used_texts()}
    assert {
        "Overdue",  # lazy, in code
        "Skip to the main content",  # in a template
        "Cancel",  # said by a script
        "This cannot be done.",  # the sentence of an error class
        ("%(num)d working day left", "%(num)d working days left"),
    } <= used


def test_the_components_have_their_vietnamese():
    assert [finding for finding in catalogues.check() if finding.place.startswith("app/web/templates/")] == []
