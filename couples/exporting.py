"""What this room, and the outbox above it, hand over for an export. Only through the doors."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pages.visibility import ONLY_YOU, SHARED
from people.models import FORMER_PARTNER, Aside, Deletion, HasRead, Interruption, Person, Rest, SmallSignIn
from people.shown_once import LEAVE_THIS_PAGE
from reminders.models import Reminder, Subscription

from .export.shape import YOU, Item, Room, Said, Section, in_words, iso
from .models import Couple, Invitation, InvitationLookAgain, NotToday, Partner
from .us import Us

READ = {LEAVE_THIS_PAGE: _("You have read how to leave a page")}
TRACKS = {"hurt": _("I was hurt"), "crossed": _("I crossed a line"), "both": _("Both of us, or I am not sure")}


def export(us: Us) -> Room:
    """Who one is here, one's shared spaces, invitations and mail. No session, and no link that opens anything."""
    person = us.person
    sections = (
        Section(gettext("You"), (_settings(person), *_deletion(person))),
        Section(gettext("Shared spaces"), tuple(_spaces(us))),
        Section(gettext("Invitations"), tuple(_invitations(person))),
        Section(gettext("Mail"), tuple(_mail(person))),
        Section(gettext("Signed in with one proof"), tuple(_by_one_proof(person))),
        Section(gettext("Your own marks"), tuple(_marks(person))),
        Section(gettext("Put away until the next day"), tuple(_folds(person))),
    )
    return Room("couples", gettext("You, and whom you share with"), sections)


def _settings(person: Person) -> Item:
    addresses = EmailAddress.objects.filter(user=person).order_by("-primary", "email").values_list("email", flat=True)
    said = (
        Said(gettext("Name"), person.name),
        Said(gettext("E-mail addresses"), ", ".join(addresses) or person.email),
        Said(gettext("Where you stand"), str(TRACKS.get(person.track, person.track))),
        Said(gettext("Time zone"), person.zone),
        Said(gettext("If mail comes, then at"), f"{person.mail_hour:02}:00"),
        Said(gettext("A veil over private writing"), gettext("yes") if person.veil else gettext("no")),
    )
    return Item(gettext("Your settings"), visibility=ONLY_YOU, said=said)


def _deletion(person: Person) -> Iterator[Item]:
    for deletion in Deletion.objects.visible_to(person):
        day = deletion.due_at.astimezone(person.tz).date()
        yield Item(gettext("Your account will be deleted"), iso(day), ONLY_YOU)


def _spaces(us: Us) -> Iterator[Item]:
    """Of a space that’s closed, the other's name is no longer said."""
    places = Partner.objects.visible_to(us.person).select_related("person__key")
    for couple in Couple.objects.visible_to(us.person).order_by("opened_on", "pk"):
        said = []
        for place in places.filter(couple=couple).order_by("slot"):
            mine = place.person_id == us.person.pk
            name = place.name if mine or couple == us.couple else str(FORMER_PARTNER)
            said.append(Said(gettext("Joined"), in_words(place.joined_on), YOU if mine else name))
            if mine:
                said.append(Said(gettext("Your name there"), name))
        if couple.closed_on:
            said.append(Said(gettext("Closed"), in_words(couple.closed_on)))
        yield Item(gettext("A shared space"), iso(couple.opened_on), SHARED, tuple(said))


def _invitations(person: Person) -> Iterator[Item]:
    for invitation in Invitation.objects.visible_to(person).order_by("expires_at", "pk"):
        last = invitation.expires_at.astimezone(person.tz).date()
        yield Item(gettext("An invitation, good until"), iso(last), ONLY_YOU, note=_how_it_ended(invitation))


def _how_it_ended(invitation: Invitation) -> str:
    if invitation.accepted_on:
        return gettext("Used")
    return gettext("Ended") if invitation.ended_at else gettext("Its link is left out here.")


def _mail(person: Person) -> Iterator[Item]:
    for subscription in Subscription.objects.visible_to(person):
        yield Item(gettext("You asked for mail"), iso(subscription.since), ONLY_YOU)
    # What is only planned, or was dropped, may hang on what the other has done.
    for mail in Reminder.objects.visible_to(person).filter(copies__gt=0).order_by("due_at", "pk"):
        said = (Said(gettext("Kind"), mail.kind), Said(gettext("State"), mail.state))
        yield Item(gettext("A mail"), iso(mail.due_at.astimezone(person.tz).date()), ONLY_YOU, said)


def _marks(person: Person) -> Iterator[Item]:
    for typed in Interruption.objects.visible_to(person).select_related("person"):
        said = tuple(Said(name, value) for name, value in typed.fields or () if value)
        if said:
            yield Item(gettext("What you were typing when you were signed out"), visibility=ONLY_YOU, said=said)
    for rest in Rest.objects.visible_to(person):
        yield Item(gettext("You went quiet"), iso(rest.since), ONLY_YOU)
    for again in InvitationLookAgain.objects.visible_to(person):
        yield Item(gettext("To bring the invitation up again"), iso(again.day), ONLY_YOU)
    for page in HasRead.objects.visible_to(person).order_by("day", "page"):
        yield Item(str(READ.get(page.page, page.page)), iso(page.day), ONLY_YOU)


def _by_one_proof(person: Person) -> Iterator[Item]:
    for small in SmallSignIn.objects.visible_to(person):
        yield Item(
            gettext("Somebody signed in with one proof"),
            iso(small.day),
            ONLY_YOU,
            (Said(gettext("With only"), small.by),),
        )
    for page in Aside.objects.visible_to(person).select_related("person__key"):
        yield Item(gettext("A page written there"), iso(page.day), ONLY_YOU, (Said("", page.text),))


def _folds(person: Person) -> Iterator[Item]:
    for fold in NotToday.objects.visible_to(person).order_by("day", "leaf"):
        yield Item(fold.leaf, iso(fold.day), ONLY_YOU)
