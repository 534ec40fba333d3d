"""Taking with one what is one's own, and what was shared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

import clock
from couples import actions, parts
from couples.export import document
from people.gates import open_while_deletion_pends
from people.models import Export
from people.models.export import KEPT_FOR
from people.requests import person_of, recently_authenticated


@open_while_deletion_pends
@require_http_methods(["GET", "HEAD", "POST"])
@recently_authenticated
def export(request: HttpRequest) -> HttpResponse:
    """GET: how far it is. POST: goes on with it; with `anew`, from the beginning."""
    if request.method == "POST":
        actions.gather_export(person_of(request), anew="anew" in request.POST)
        return redirect("couples:export")
    found = _export_of(request)
    done, of = len(found.rooms) if found else 0, len(parts.all_parts())
    context = {"done": done, "of": of, "is_ready": done == of}
    return render(request, "couples/export/export.html", context)


@open_while_deletion_pends
@require_safe
@recently_authenticated
def as_json(request: HttpRequest) -> HttpResponse:
    """The file for machines."""
    return _file(request, "json", "application/json")


@open_while_deletion_pends
@require_safe
@recently_authenticated
def as_page(request: HttpRequest) -> HttpResponse:
    """The file to read."""
    return _file(request, "html", "text/html; charset=utf-8")


def _file(request: HttpRequest, ending: str, kind: str) -> HttpResponse:
    found, day = _export_of(request), clock.today(person_of(request).tz)
    if found is None or len(found.rooms) < len(parts.all_parts()):
        return redirect("couples:export")
    make = document.as_json if ending == "json" else document.as_page
    response = HttpResponse(make([room for room in found.rooms if room], day), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="export-{day.isoformat()}.{ending}"'
    response["Content-Security-Policy"] = f"{document.POLICY}; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _export_of(request: HttpRequest) -> Export | None:
    """The person's export, if its hour is not over."""
    rows = Export.objects.visible_to(person_of(request)).filter(asked_at__range=clock.recently(KEPT_FOR))
    return rows.select_related("person").first()
