"""The one door: private rows are asked for with a person, or not at all."""

import pytest
from django.apps import apps

from couples.models import Couple, Invitation, Partner
from sealed.models import Draft
from vault.door import Door, DoorClosed
from vault.models import PrivateModel

pytestmark = pytest.mark.django_db

PRIVATE = [model for model in apps.get_models() if issubclass(model, PrivateModel)]


@pytest.mark.parametrize("model", PRIVATE, ids=lambda model: model.__name__)
def test_objects_offers_only_visible_to(model):
    assert isinstance(model.objects, Door)
    for ask in (model.objects.all, model.objects.count, lambda: model.objects.filter(pk=None), model.objects.first):
        with pytest.raises(DoorClosed):
            ask()


@pytest.mark.parametrize("model", PRIVATE, ids=lambda model: model.__name__)
def test_django_itself_uses_the_plain_manager(model):
    assert model._default_manager.name == "unscoped"
    assert model._base_manager.name == "unscoped"


@pytest.mark.parametrize("model", apps.get_models(), ids=lambda model: model._meta.label)
def test_no_side_door_opens_through_a_relation(model):
    for field in model._meta.get_fields():
        if field.is_relation and field.auto_created and issubclass(field.related_model, PrivateModel):
            assert field.is_hidden(), f"{field.related_model.__name__}.{field.field.name} needs related_name='+'"


def test_a_stranger_sees_none_of_it(alice, couple, charlie):
    entry = Draft(person=alice, piece="recovery:what-happened", changed_on="2026-05-01")
    entry.save()
    assert list(Draft.objects.visible_to(alice)) == [entry]
    assert not Draft.objects.visible_to(charlie).exists()
    assert Couple.objects.visible_to(alice).get() == couple
    assert couple not in Couple.objects.visible_to(charlie)
    assert not Partner.objects.visible_to(charlie).filter(couple=couple).exists()
    assert not Invitation.objects.visible_to(charlie).filter(couple=couple).exists()


def test_a_partner_sees_none_of_the_private_rows(alice, bob, couple):
    Draft(person=alice, piece="recovery:what-happened", changed_on="2026-05-01").save()
    assert not Draft.objects.visible_to(bob).exists()
    assert not Invitation.objects.visible_to(bob).exists()
