"""`/`: before anyone has an account."""

import re


def test_who_is_afraid_reads_so_before_what_is_on_offer(client):
    said = client.get("/").text
    in_order = [
        "If you’re afraid of what your partner might do, don’t begin here.",
        ">Begin</a>",
        "I’ve just found something",
        "How it begins",
    ]
    places = [said.index(each) for each in in_order]
    assert places == sorted(places)


def test_it_asks_nobody_to_have_decided(client):
    said = client.get("/").text
    assert "You don’t have to know yet whether you’ll stay together" in said
    assert "you can begin on your own" in said


def test_who_is_signed_in_goes_on_to_today(as_alice):
    assert as_alice.get("/").url == "/today/"


def test_the_address_of_a_confession_is_a_number(client):
    """A fragment stays in the browser's history; and the number has to be that of the part it is meant for."""
    link = re.search(r'href="(/library/\d+/)#(part-\d+)">I’ve done something', client.get("/").text)
    assert link
    assert f'<h2 id="{link[2]}">If you crossed a line</h2>' in client.get(link[1]).text
