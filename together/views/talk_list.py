"""The talk list: a plain page of subjects that both see, and that either can clear."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from couples.requests import us_for
from pages.refusals import Refused
from people.requests import never_resent, person_of
from together import actions
from together.forms import SubjectForm
from together.reading import subjects_of, talk_list_of
from together.refusals import NotTwoYet, TooManySubjects


@require_http_methods(["GET", "HEAD", "POST"])
def talk_list(request: HttpRequest) -> HttpResponse:
    """What is on it. POST adds a subject in words of one's own, which the other sees at once."""
    name = us_for(request).other_name
    if request.method != "POST":
        return _page(request, SubjectForm(partner_name=name))
    form = SubjectForm(request.POST, partner_name=name)
    if form.is_valid():
        try:
            added = actions.add(person_of(request), form.cleaned_data["text"], form.cleaned_data["subject"])
        except TooManySubjects as refused:
            form.add_error("text", refused.said)
        except NotTwoYet as refused:
            # Maybe the other left while this was being typed: the words stay on the page, to copy.
            return _page(request, form, refused)
        else:
            return redirect(f"{request.path}#subject-{added.pk}")
    return _page(request, form)


@never_resent
@require_POST
def clearing(request: HttpRequest, subject_id: UUID) -> HttpResponse:
    """Clears a subject for both. It can be put back for a day."""
    actions.clear(person_of(request), _listed_or_404(request, subject_id))
    return redirect("together:talk-list")


@never_resent
@require_POST
def putting_back(request: HttpRequest, subject_id: UUID) -> HttpResponse:
    """Puts back what was cleared."""
    actions.put_back(person_of(request), _listed_or_404(request, subject_id))
    return redirect("together:talk-list")


def _listed_or_404(request: HttpRequest, subject_id: UUID) -> UUID:
    us = us_for(request)
    if not us.is_two or not subjects_of(us).filter(pk=subject_id).exists():
        raise Http404
    return subject_id


def _page(request: HttpRequest, form: SubjectForm, refused: Refused | None = None) -> HttpResponse:
    us = us_for(request)
    context = {"us": us, "form": form, "list": talk_list_of(us), "refused": refused}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "together/talk_list.html", context, status=status)
