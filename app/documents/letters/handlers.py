"""The jobs of letters: drafting one to each, telling the cases."""

from app.cases.jobs import JobCall, job
from app.documents.letters import drafting, telling


@job(drafting.JOB)
def draft_letters(call: JobCall) -> None:
    """Draft the letters of the next hundred agencies of an order.

    Needs: order_id.
    Sets: the letters; queues the next hundred.
    Errors: any error fails the batch, which is tried again.
    """
    drafting.draft_batch(call.payload["order_id"], call.now)


@job(telling.JOB)
def tell_letter(call: JobCall) -> None:
    """Write a letter's latest event onto the next hundred cases.

    Needs: letter_id, event, action, said, actor_id, actor_name.
    Sets: entries of the cases' timelines; queues the next hundred.
    Errors: any error fails the batch, which is tried again.
    """
    telling.go_on_telling(call.payload["letter_id"], call.payload["event"], call.payload, call.now)
