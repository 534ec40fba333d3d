"""Asking to be deleted, and the way back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from people import actions
from people.gates import open_while_deletion_pends
from people.models import Deletion
from people.proof_forms import DeletingForm
from people.proofs import Proof
from people.requests import never_resent, person_of, recently_authenticated


@open_while_deletion_pends
@never_resent
@require_http_methods(["GET", "HEAD", "POST"])
def deleting(request: HttpRequest) -> HttpResponse:
    """Deleting: what it does, one's own proof; then for a week the way back. A second press finds it asked for."""
    person = person_of(request)
    deletion = Deletion.objects.visible_to(person).first()
    if deletion is not None:
        if request.method == "POST":
            return redirect("people:deleting")
        # Without its zone: a template would turn it into that of the server.
        due_at = deletion.due_at.astimezone(person.tz).replace(tzinfo=None)
        return render(request, "people/deletion_pending.html", {"due_at": due_at})
    form = DeletingForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        actions.ask_deletion(person, request.session.session_key, form.proof or Proof.PASSWORD)
        return redirect("people:deleting")
    return render(request, "people/deleting.html", {"form": form}, status=422 if form.errors else 200)


@open_while_deletion_pends
@require_POST
@recently_authenticated
def keeping(request: HttpRequest) -> HttpResponse:
    """Keep my account."""
    actions.keep_account(person_of(request))
    messages.success(request, gettext("Your account stays. Email is off. You can turn it on again under More."))
    return redirect("couples:today")
