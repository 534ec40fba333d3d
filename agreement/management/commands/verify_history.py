from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from agreement import history
from agreement.document import Document
from agreement.models import SIGNED, Clause, Signature, State, Version, document_of
from agreement.verifying import ALTERED, ERASED, READABLE, SignedRow, VersionRow, erased, faults
from couples.models import Couple, Partner
from vault.fields import Ciphertext
from vault.keyring import Destroyed, VaultError


class Command(BaseCommand):
    help = "Reads every signed agreement again from its rows, and names whatever was changed since it was signed."

    def handle(self, *args: Any, **options: Any) -> None:
        found = [f"the database does not refuse changes: {name} is missing" for name in history.missing(connection)]
        signed = Version.unscoped.filter(state__in=SIGNED)
        for couple in Couple.unscoped.filter(pk__in=signed.values("couple")).order_by("pk"):
            versions = [_read(version) for version in _versions_of(couple)]
            for line in erased(versions):
                self.stdout.write(f"couple {couple.pk}, {line}")
            partners = frozenset(Partner.unscoped.filter(couple=couple).values_list("person", flat=True))
            found += [f"couple {couple.pk}, {fault}" for fault in faults(versions, partners)]
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"{len(found)} things do not fit.")
        self.stdout.write(f"{signed.count()} signed versions are as they were signed.")


def _versions_of(couple: Couple) -> list[Version]:
    rows = Version.unscoped.filter(couple=couple, state__in=SIGNED).select_related("couple", "previous")
    return list(rows.order_by("number"))


def _read(version: Version) -> VersionRow:
    document, words = _document(version)
    signatures = Signature.unscoped.filter(version=version).select_related("person").order_by("person")
    return VersionRow(
        number=version.number,
        in_force=version.state == State.IN_FORCE,
        in_force_on=version.in_force_on,
        sha256=version.sha256,
        previous_number=version.previous.number if version.previous else None,
        document=document,
        words=words,
        signatures=tuple(map(_signed, signatures)),
    )


def _document(version: Version) -> tuple[Document | None, str]:
    clauses = list(Clause.unscoped.filter(version=version).select_related("version__couple"))
    assert version.review_on is not None
    try:
        return document_of(version, clauses, version.review_on), READABLE
    except Destroyed:
        return None, ERASED if _are_under_own_key(version, *clauses) else ALTERED
    except (VaultError, KeyError, ValueError):
        return None, ALTERED


def _signed(signature: Signature) -> SignedRow:
    try:
        readable = READABLE if signature.body["name"] else ALTERED
    except Destroyed:
        readable = ERASED if _are_under_own_key(signature) else ALTERED
    except (VaultError, KeyError, ValueError):
        readable = ALTERED
    return SignedRow(signature.person_id, signature.sha256, signature.signed_on, readable)


def _are_under_own_key(*rows: Version | Clause | Signature) -> bool:
    """Whether what is stored of each names the key that its owner has. Under a key that there never was, nothing is
    erased: some byte of its name was altered."""
    stored = ((row, type(row).unscoped.values_list("body", flat=True).get(pk=row.pk)) for row in rows)
    return all(Ciphertext(body).key_id == row.body_key_id() for row, body in stored)
