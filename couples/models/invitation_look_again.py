"""When to bring the invitation up again."""

from django.db import models

from people.models import Person, PersonRow


class InvitationLookAgain(PersonRow):
    """The private day on which somebody on their own looks again at having asked, whatever came of it. No words."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    vault_label = "invitation-look-again"
