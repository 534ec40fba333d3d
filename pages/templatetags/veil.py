"""{% veil %}…{% endveil %}: private writing behind a line to tap, for who wants it."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = template.Library()


@register.simple_block_tag(takes_context=True)  # type: ignore[untyped-decorator, unused-ignore]
def veil(context: Context, content: SafeString, wanted: bool = True, is_open: bool = False) -> SafeString:
    """`content`, veiled where its reader wants that and there is something to veil (`wanted`). `is_open`: not yet
    closed, because something in it is to be mended."""
    reader = getattr(context.get("request"), "user", None)
    if not wanted or reader is None or not reader.is_authenticated or not reader.veil:
        return content
    state = " open" if is_open else ""
    return format_html(
        '<details class="veil" data-veil{}><summary>{}</summary><div class="flow">{}</div></details>',
        state,
        gettext("Tap to read"),
        content,
    )
