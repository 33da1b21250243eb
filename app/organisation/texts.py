"""Sentences that are written in one place and translated where they are shown."""


def N_(msgid: str) -> str:  # noqa: N802 (the name by which texts are found)
    """Mark a sentence for translation and return it as it is."""
    return msgid
