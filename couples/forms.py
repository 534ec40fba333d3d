"""What leaving asks."""

from django import forms

from people.proof_forms import ProofForm


class LeavingForm(ProofForm):
    """`saw`: the space of which the page spoke, so that no other is closed."""

    nothing_done = "Nothing has been closed."
    any_one = True

    saw = forms.CharField(required=False, widget=forms.HiddenInput)
