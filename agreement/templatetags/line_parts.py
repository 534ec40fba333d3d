"""What a line has besides its words, on a page."""

from django import template

from agreement import labels
from agreement.document import LineWords

register = template.Library()


@register.filter
def further(line: LineWords) -> list[tuple[str, str]]:
    """The label and the words of each part that can be added, where it has been."""
    return labels.further_of(line)


@register.filter
def lasting(line: LineWords) -> str:
    """For how long it is meant: see `labels.lasts_label`."""
    return labels.lasts_label(line)
