"""Hold the shipped diagrams against bpmnlint's recommended rules: `python -m scripts.diagrams [FILE …]`."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from app.web.build import BuildFailed, installed
from scripts.steps import ROOT, Stop, program

LINTER = ROOT / "node_modules" / "bpmnlint" / "bin" / "bpmnlint.js"


def lint(diagrams: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    """Ask bpmnlint about the diagrams; warnings are faults, too. Raises Stop when it cannot be asked."""
    try:
        node = installed()
    except BuildFailed as problem:
        raise Stop(str(problem)) from problem
    command = [*node, str(LINTER), "--max-warnings", "0", *map(str, diagrams)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def main() -> int:
    """Lint the files named, or all that are shipped."""
    diagrams = [Path(name).resolve() for name in sys.argv[1:]] or sorted((ROOT / "workflows").glob("*/*.bpmn"))
    done = lint(diagrams)
    print(done.stdout.strip() or f"{len(diagrams)} diagrams follow the recommended rules.")
    print(done.stderr, end="", file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    program(main)
