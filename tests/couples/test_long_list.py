"""The list of towns is Django's own, drawn faster."""

from django import forms

from pages.widgets import LongList
from pages.zones import zones

GROUPS = [("", [("a", "A")]), ('Here & "there"', [("b<", "<b>"), ("c'", "C & D"), ("d", "D")])]


def test_it_is_what_django_draws_to_the_byte():
    for value in ("a", "b<", "c'", "", None, "nowhere"):
        ours, theirs = (
            kind({"aria-describedby": "sees"}, GROUPS).render("zone", value, {"id": "id_zone"})
            for kind in (LongList, forms.Select)
        )
        assert ours == theirs


def test_the_towns_of_one_person_are_not_changed_by_another():
    before = zones()
    zones("CET")[1][1].clear()
    assert zones() == before
    assert zones("CET")[0] == ("Without a town", [("CET", "CET"), ("UTC", "UTC")])
