"""How a check over the content says what is wrong."""

from django.core.checks import Error

README = "recovery/content/README.md describes every field."


def mistake(number: int, where: str, what: str, hint: str = README) -> Error:
    """The mistake of that number. `where`: the file, or the place in it; `what` and `hint`: a sentence each."""
    return Error(f"{where}: {what}", hint=hint, id=f"recovery.E{number:03}")
