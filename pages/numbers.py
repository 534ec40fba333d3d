"""Numbers that a browser sends beside a form: believed only as far as they are plain and small."""


def small_number(text: str) -> int | None:
    """The whole number that `text` is in plain digits, fewer than ten of them; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
