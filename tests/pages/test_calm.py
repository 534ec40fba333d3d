"""Where no page would be: a calm one all the same, and never a 500."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("url", ["/today/folds/", "/agreement/offer/", "/invitation/ending/"])
def test_a_link_to_where_only_a_form_leads_gets_a_page(as_alice, couple, url):
    answer = as_alice.get(url)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "There’s nothing to read here" in answer.text


@pytest.mark.parametrize("charset", ["latin-1", "iso-8859-15", "cp1252", "", "utf-8; x=y"])
def test_a_form_is_read_as_utf8_whatever_it_says(charset):
    client = Client(enforce_csrf_checks=True)
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    assert client.post("/account/login/", b"login=%ff", content_type=kind).status_code == 403
    answer = Client().post("/account/login/", b"login=gr%C3%BC%C3%9Fe@example.org", content_type=kind)
    assert answer.status_code == 200
    assert "grüße@example.org" in answer.text


def test_a_request_out_of_all_proportion_gets_a_calm_page(as_alice, couple, settings):
    form = "application/x-www-form-urlencoded"
    answer = as_alice.post(
        "/plan/9/", "happened=" + "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1), content_type=form
    )
    assert answer.status_code == 400
    assert "Everything you saved before is still there." in answer.text


def test_who_is_asked_and_has_no_sign_in_is_led_to_make_one(client, dana):
    from couples import actions

    token = actions.invite(dana).body["token"]
    page = client.get(f"/join/{token}/").text
    assert f'href="/account/signup/?next=/join/{token}/yes/"' in page
    assert f'href="/account/login/?next=/join/{token}/yes/"' in page
