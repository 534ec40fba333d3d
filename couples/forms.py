"""What leaving asks."""

from django import forms

from people.password_forms import OwnPasswordForm


class LeavingForm(OwnPasswordForm):
    """`saw`: the space of which the page spoke, so that no other is closed."""

    nothing_done = "Nothing has been closed."

    saw = forms.CharField(required=False, widget=forms.HiddenInput)
