"""Money of a plan: people speak of millions of VND, tables keep whole thousands, so that sums are exact."""

from typing import Any


def thousands(millions: Any) -> int | None:
    """Return an amount that a form gives in millions; None where nothing was entered."""
    return None if millions is None else round(float(millions) * 1000)


def millions(amount: int | None) -> float | None:
    """Return an amount as forms show it: 1500 thousand are 1.5 million."""
    return None if amount is None else amount / 1000


def in_words(amount: int | None) -> str:
    """Write an amount as plans print it: "1.250,5 triệu đồng"; nothing for no amount."""
    return f"{in_figures(amount)} triệu đồng" if amount is not None else ""


def in_figures(amount: int | None) -> str:
    """Write millions with the marks that Vietnamese uses: 1.250,5."""
    if amount is None:
        return ""
    whole, rest = divmod(amount, 1000)
    figures = f"{whole:,}".replace(",", ".")
    return f"{figures},{rest:03d}".rstrip("0") if rest else figures
