"""Money as whole millionths, as Allot counts it."""

MILLION = 1_000_000


def millionths(text: str) -> int:
    """The whole millionths (or milligrams, for kilograms) of a decimal number; an empty cell is 0.

    Exact for amounts below 1e9 with at most six decimals: a double holds 15 digits.
    """
    return round(float(text) * MILLION) if text else 0


def decimal(amount: int) -> str:
    """The exact decimal text of whole millionths, without trailing zeros."""
    whole, part = divmod(abs(amount), MILLION)
    text = f"{whole}.{part:06d}".rstrip("0").rstrip(".") if part else str(whole)
    return "-" + text if amount < 0 else text
