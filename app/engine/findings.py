"""What the check has to say about a diagram: one finding per fault, in English and Vietnamese."""

from dataclasses import dataclass

from app.engine.wording import WORDING


@dataclass(frozen=True, order=True)
class Finding:
    """A reason why a diagram cannot be deployed.

    `code` is stable and meant for programs; `element` is the id of the element at fault and `line` its
    line in the file, each None where the fault belongs to the file as a whole.
    """

    code: str
    element: str | None
    line: int | None
    message: str
    message_vi: str

    def as_json(self) -> dict[str, str | int | None]:
        """Return the finding as `process check --json` prints it."""
        return {"code": self.code, "element": self.element, "line": self.line, "message": self.message}


def finding(code: str, element: str | None = None, line: int | None = None, **values: object) -> Finding:
    """Word a finding from the table in `wording`."""
    english, vietnamese = WORDING[code]
    return Finding(code, element, line, english.format(**values), vietnamese.format(**values))


class Refused(Exception):
    """A diagram that may not be deployed; `findings` says why, at least once."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(found.message for found in findings))
        self.findings = findings
