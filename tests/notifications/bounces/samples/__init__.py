"""What mail servers answer, each in its own shape; written for these tests, of nobody real."""

from pathlib import Path

FOLDER = Path(__file__).parent


def sample(
    name: str, *, return_address: str = "bounces@tiendo.example", recipient: str = "tho@hoabac.example"
) -> bytes:
    """Return one answer to the mail that had `return_address` and went to `recipient`, as it lies in a mailbox."""
    text = (FOLDER / f"{name}.eml").read_text()
    filled = text.replace("{return_address}", return_address).replace("{recipient}", recipient)
    return filled.replace("\n", "\r\n").encode()
