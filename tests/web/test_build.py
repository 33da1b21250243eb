"""The asset build: nothing twice, and a sentence when it fails."""

import subprocess
import sys

import pytest

from app.web import build


def test_a_second_build_has_nothing_to_do():
    build.build()
    assert build.build() is False


def test_a_changed_source_changes_the_digest(folder, monkeypatch):
    (folder / "app.css").write_text("a{}")
    monkeypatch.setattr(build, "ROOT", folder)
    monkeypatch.setattr(build, "SOURCES", folder)
    monkeypatch.setattr(build, "LOCK", folder / "lock")
    build.LOCK.write_text("1")
    before = build.digest_of_inputs()
    (folder / "app.css").write_text("b{}")
    assert build.digest_of_inputs() != before


def test_an_old_node_is_passed_over_for_the_one_of_the_wheel(monkeypatch):
    monkeypatch.setattr(build, "_major_version", lambda _node: 16)
    monkeypatch.setattr(build.importlib.util, "find_spec", lambda _name: object())
    monkeypatch.setattr(build.os, "environ", {"PATH": ""})
    node, npm = build.find_node()
    assert node[0].startswith(sys.prefix)
    assert npm[0].startswith(sys.prefix)


def test_a_failed_step_says_what_to_do():
    with pytest.raises(build.BuildFailed, match=r"ended with status 3\. Do that\."):
        build._run([sys.executable, "-c", "raise SystemExit(3)"], "Do that.")


def test_a_program_that_is_not_there_says_what_to_do():
    with pytest.raises(build.BuildFailed, match=r"Cannot start .*no-such-node.* Do that\."):
        build._run(["/no-such-node", "x"], "Do that.")


def test_the_command_ends_with_status_one_and_one_sentence(monkeypatch, capsys):
    def fail():
        raise build.BuildFailed("npm ci ended with status 1. Check the network.")

    monkeypatch.setattr(build, "build", fail)
    assert build.main() == 1
    assert capsys.readouterr().err == "Browser assets not built: npm ci ended with status 1. Check the network.\n"


def test_the_lock_file_names_no_download_addresses():
    assert '"resolved"' not in build.LOCK.read_text(encoding="utf-8")


def test_packages_are_pinned_exactly():
    listed = subprocess.run(
        [*build.find_node()[0], "-p", "JSON.stringify({...require('./package.json').dependencies})"],
        cwd=build.ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "^" not in listed
    assert "~" not in listed
