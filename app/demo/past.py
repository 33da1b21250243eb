"""The worker of the past: does what was due at a moment of the story; its letters are handed to nobody."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime

from app.jobs.steps import STEPS, Tick
from app.notifications.letters import Letter, subject_lines

MAILS = frozenset({"mails", "mail records"})
DAILY = frozenset(step.name for step in STEPS)


class Past:
    """Does due work as of a moment of the story and counts the letters that would have gone out.

    `keep` is given the moment and the content of each of them. The steps are called past `run_step`, which rests while
    sending is held: it is held for the living worker, so that no letter of the past reaches anybody should one run.
    """

    def __init__(self, keep: Callable[[datetime, bytes], None] = lambda _moment, _content: None) -> None:
        self._letters = _Letters(keep)

    def work(self, moment: datetime, names: Collection[str]) -> None:
        """Do the steps of those names as if it were `moment`; an error stops the story."""
        self._letters.moment = moment
        tick = Tick(lambda: moment, self._letters, write=_in_short)  # type: ignore[arg-type]  # as a Transport
        for step in STEPS:
            if step.name in names:
                step.run(tick)

    def sent(self) -> int:
        """Return how many letters went out since the last time."""
        count, self._letters.count = self._letters.count, 0
        return count


class _Letters:
    """A post office that accepts every letter and throws it away once it was shown to `keep`."""

    def __init__(self, keep: Callable[[datetime, bytes], None]) -> None:
        self.count = 0
        self.moment = datetime.min.replace(tzinfo=UTC)
        self._keep = keep

    def send(self, _sender: str, _recipient: str, content: bytes) -> None:
        """Accept the letter."""
        self.count += 1
        self._keep(self.moment, content)


def _in_short(letter: Letter, *, address: str, message_id: str, **_rest: object) -> bytes:
    """Return the letter's words without markup: nobody will open it, and a whole mail takes longer than its story."""
    head = f'To: {address}\r\nMessage-ID: {message_id}\r\nContent-Type: text/plain; charset="utf-8"\r\n'
    return subject_lines(letter.subject) + f"{head}Content-Transfer-Encoding: 8bit\r\n\r\n{letter.text}".encode()
