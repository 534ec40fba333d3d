"""Working on one piece: reading, writing for oneself, and writing to seal."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

import clock
from couples.requests import us_for
from couples.us import Us
from people.models import Person
from people.requests import never_resent, person_of
from people.shown_once import explained_first
from recovery import actions, catalogue
from recovery.catalogue import Activity
from recovery.forms import ActivityForm, initial_of
from recovery.models import Answer, Done
from recovery.pieces import activity_or_404, piece_of
from recovery.reading import months_of, readable
from sealed import actions as sealed
from sealed.actions import State
from sealed.closed import before_of, is_closed
from sealed.refusals import Frozen, StaleDraft

WRITTEN = ("reflect", "write", "sealed")


@require_http_methods(["GET", "HEAD", "POST"])
def piece(request: HttpRequest, activity_id: str) -> HttpResponse:
    """A piece by its kind. POST keeps what was written, and for a sealed piece goes on to the page that seals it."""
    activity = activity_or_404(activity_id)
    if activity.kind == "agreement":
        return redirect("agreement:agreement")
    if activity.kind == "read":
        return _reading(request, activity)
    if activity.kind == catalogue.MONTHLY:
        return _this_month(request)
    if activity.visibility == catalogue.SEALED and request.method != "POST" and _is_open(request, activity):
        return redirect("recovery:opening", activity_id)
    return _writing(request, activity)


def _this_month(request: HttpRequest) -> HttpResponse:
    page = catalogue.month_of(clock.today(person_of(request).tz))
    if page is None:
        raise Http404
    return redirect("recovery:piece", page.id)


def _reading(request: HttpRequest, activity: Activity) -> HttpResponse:
    person = person_of(request)
    context = {
        "activity": activity,
        "reading": catalogue.reading_html(activity, person.track),
        "is_done": Done.objects.visible_to(person).filter(activity=activity.id).exists(),
    }
    return render(request, "recovery/reading.html", context)


def _is_open(request: HttpRequest, activity: Activity) -> bool:
    return sealed.state_of(person_of(request), piece_of(activity)) in (State.OPEN, State.READ)


def _writing(request: HttpRequest, activity: Activity) -> HttpResponse:
    if first := explained_first(request):
        return first
    person, us = person_of(request), us_for(request)
    found = piece_of(activity)
    draft = sealed.draft_of(person, found)
    answer = sealed.answer_of(person, found) if activity.visibility == catalogue.SEALED else None
    initial = initial_of(sealed.words_of(draft or answer), draft.revision if draft else 0)
    form = _form(request, activity, person, initial)
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            return _kept(person, activity, form)
        except Frozen:
            return _too_late(request, activity, form)
        except StaleDraft:
            # Nothing is overwritten: what is in the form stays there, what the other tab kept stands beside it.
            form.data = {**dict(form.data.items()), "revision": str(draft.revision if draft else 0)}
            clash = readable(activity, person, sealed.words_of(draft))
        except actions.NothingWritten as refused:
            form.add_error(activity.questions[0].id, refused.sentence)
    context = {
        "activity": activity,
        "us": us,
        "reading": catalogue.reading_html(activity, person.track),
        "form": form,
        "clash": clash,
        "draft": draft,
        "answer": answer,
        "is_closed": is_closed(draft or answer),
        "before": [readable(activity, person, words) for words in before_of(draft or answer)],
        "earlier": _earlier(us, activity),
        "months": [page for page in months_of(person) if page.id != activity.id] if activity.month else [],
    }
    status = 409 if clash else 422 if form.errors else 200
    template = "recovery/sealed.html" if activity.visibility == catalogue.SEALED else "recovery/reflect.html"
    return render(request, template, context, status=status)


def _kept(person: Person, activity: Activity, form: ActivityForm) -> HttpResponse:
    revision = form.cleaned_data["revision"]
    if activity.visibility == catalogue.SEALED:
        sealed.keep(person, piece_of(activity), form.words(), revision=revision)
        return redirect("recovery:seal", activity.id)
    actions.keep_reflection(person, activity, form.words(), revision=revision)
    return redirect(reverse("recovery:kept", args=[activity.id]))


def _too_late(request: HttpRequest, activity: Activity, form: ActivityForm) -> HttpResponse:
    """The pair opened meanwhile: what was typed is shown back, and nothing is added."""
    context = {
        "answers": readable(activity, person_of(request), form.words()),
        "opening_url": reverse("recovery:opening", args=[activity.id]),
    }
    return render(request, "sealed/too_late.html", context, status=Frozen.status)


def _earlier(us: Us, activity: Activity) -> list[list[dict[str, object]]]:
    """What this person sealed here with somebody before: their own words stay theirs, to read."""
    rows = Answer.objects.visible_to(us.person).filter(activity=activity.id).exclude(couple=us.couple)
    readable_now = [row for row in rows.select_related("person") if not is_closed(row)]
    return [readable(activity, us.person, sealed.words_of(row)) for row in readable_now]


@require_safe
def kept(request: HttpRequest, activity_id: str) -> HttpResponse:
    """After keeping a reflection: it is kept, it is only yours, and where to go on."""
    return render(request, "recovery/kept.html", {"activity": activity_or_404(activity_id, "reflect", "write")})


@require_POST
def draft(request: HttpRequest, activity_id: str) -> HttpResponse:
    """Keeps a draft while it is being written. 409 when another tab has kept something since."""
    activity = activity_or_404(activity_id, *WRITTEN)
    person = person_of(request)
    form = _form(request, activity, person, {})
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    try:
        row = sealed.keep(person, piece_of(activity), form.words(), revision=form.cleaned_data["revision"])
    except (Frozen, StaleDraft) as refused:
        return JsonResponse({"sentence": refused.title}, status=409)
    return JsonResponse({"revision": row.revision})


@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, activity_id: str) -> HttpResponse:
    """Throwing away what one wrote for oneself: asked once, then gone."""
    activity = activity_or_404(activity_id, *WRITTEN)
    if request.method == "POST":
        actions.destroy_entry(person_of(request), activity)
        return redirect("recovery:plan")
    return render(request, "recovery/removal.html", {"activity": activity})


def _form(request: HttpRequest, activity: Activity, person: Person, initial: dict[str, object]) -> ActivityForm:
    return ActivityForm(
        request.POST if request.method == "POST" else None,
        activity=activity,
        track=person.track,
        initial=initial,
        partner_name=us_for(request).other_name,
    )
