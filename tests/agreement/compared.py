"""What is stored and seen of two people's texts, held against the model of plain values (plain.py)."""

from agreement.draft_page import draft_lines
from agreement.models import Clause, Mark, Removal, SetAside, Signature, Version
from agreement.reading import set_aside_of, texts_of
from agreement.reviewing import review_lines
from couples.us import us_of

from .plain import can_undo


def assert_the_same_is_stored(plain, couple, two, today):
    """Texts, signatures, removals and lines; and a signed text has the hash that it was signed by."""
    versions = Version.unscoped.filter(couple=couple)
    assert {
        (row.pk, row.number, row.state, row.previous_id, row.review_on, row.offered_on, row.sha256) for row in versions
    } == {
        (text.id, text.number, text.state, _id_of(text.previous), text.review_on, text.offered_on, text.sha256)
        for text in plain.texts
    }
    signed = Signature.unscoped.filter(version__in=versions).values_list("version", "person", "sha256")
    assert set(signed) == {
        (text.id, two[who].pk, sha256) for text in plain.texts for who, sha256 in text.signed.items()
    }
    removed = Removal.unscoped.filter(couple=couple).values_list("version", "clause", "removed_on")
    assert set(removed) == {
        *((text.id, None, text.gone_on) for text in plain.texts if text.gone_on),
        *((text.id, line.id, line.gone_on) for text in plain.texts for line in text.lines if line.gone_on),
    }
    for text in plain.texts:
        rows = Clause.unscoped.filter(version=text.id).select_related("version__couple")
        assert [(row.pk, row.revision, row.body) for row in rows] == [
            (line.id, line.revision, _body_of(line)) for line in text.lines
        ]
        if text.is_signed:
            assert text.sha256 == text.hash(today)


def assert_sees_the_same(plain, two, who, today):
    """What one of the two may see, on every page that has a text on it."""
    person = two[who]
    us = us_of(person)
    texts, aside = texts_of(us), set_aside_of(us)
    in_force = None if plain.is_closed else plain.in_force
    assert (_id_of(texts.working), _id_of(texts.in_force)) == (_id_of(plain.working), _id_of(in_force))
    assert (aside and aside.person_id) == (None if plain.aside is None else two[plain.aside].pk)
    back = {text.id for text in plain.texts if can_undo(text.gone_on, today)}
    found = [each.version.pk for each in texts.discarded]
    assert set(found) <= back
    assert len(found) == min(3, len(back))
    assert set(Version.objects.visible_to(person).values_list("pk", flat=True)) == {
        text.id for text in plain.texts if text.is_signed or not plain.is_closed
    }
    assert set(Signature.objects.visible_to(person).values_list("version", "person")) == {
        (text.id, two[of].pk) for text in plain.texts for of in text.signed if of == who or text.is_signed
    }
    assert set(Mark.objects.visible_to(person).values_list("clause", "person", "revision")) == {
        (line.id, two[of].pk, mark[0])
        for text in plain.texts
        for line in text.lines
        for of, mark in line.marks_for(who, is_working=text is plain.working).items()
    }
    _assert_reads_the_same(plain, two, who, us, texts, today)


def assert_sees_nothing(stranger):
    for model in (Version, Clause, Mark, Signature, Removal, SetAside):
        assert not model.objects.visible_to(stranger).exists()


def _assert_reads_the_same(plain, two, who, us, texts, today):
    """The drafting page, and the review."""
    lines = plain.working.lines if plain.working else ()
    names = [("you" if who == number else us.name_of(two[number].pk)) for number in (0, 1)]
    assert [
        (
            row.clause.pk,
            row.clause.line.body(),
            row.edited_by,
            row.until is not None,
            row.changed is not None,
            *_said(row),
        )
        for row in draft_lines(us, texts.working, today)
    ] == [
        (line.id, line.words, names[line.by], *_on_page(line, who))
        for line in lines
        if line.gone_on is None or can_undo(line.gone_on, today)
    ]
    if texts.in_force:
        found = review_lines(us, texts.in_force, texts.working, today)
        assert [line.outcome for line in found] == plain.outcomes()


def _id_of(row):
    return row and (row.pk if isinstance(row, Version) else row.id)


def _body_of(line):
    """What is stored of a line: beside its words nothing that has nothing to say."""
    beside = {"before": line.before, "earlier": line.earlier and str(line.earlier), "reviewed": line.reviewed}
    return {**line.words, **{name: value for name, value in beside.items() if value}}


def _said(row):
    return tuple(mark and (mark.says, mark.note) for mark in (row.marks.mine, row.marks.theirs))


def _on_page(line, who):
    """Whether it can be brought back, whether it shows what was changed, and what is said of it: mine and theirs."""
    if line.gone_on:
        return True, False, None, None
    marks = {of: mark[1:] for of, mark in line.marks_for(who).items() if mark[0] == line.revision}
    return False, line.before not in (None, line.words), marks.get(who), marks.get(1 - who)
