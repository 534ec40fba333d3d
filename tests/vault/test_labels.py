"""The labels in the seals of bodies. A label that changes makes every row of its model unreadable: so none does."""

from django.apps import apps

from people.accounts.factors import LABEL
from vault.models import EncryptedModel

# What is here stays as it is, whatever a model is called and wherever it lives. A new model adds a line.
LABELS = {
    "people.Person": "person",
    "people.Aside": "aside",
    "people.Browser": "browser",
    "people.Change": "change",
    "people.Export": "export",
    "people.HandOver": "hand-over",
    "people.HasRead": "has-read",
    "people.Interruption": "interruption",
    "people.PaperKey": "paper-key",
    "people.Rest": "rest",
    "people.SmallSignIn": "small-sign-in",
    "couples.Couple": "couple",
    "couples.Partner": "partner",
    "couples.Invitation": "invitation",
    "couples.InvitationLookAgain": "invitation-look-again",
    "couples.NotToday": "not-today",
    "together.Subject": "subject",
    "together.Sitting": "sitting",
    "sealed.Draft": "draft",
    "sealed.Answer": "answer",
    "sealed.Reveal": "reveal",
    "sealed.Opening": "opening",
    "sealed.LookAgain": "look-again",
    "sealed.TakingBack": "taking-back",
    "agreement.Version": "version",
    "agreement.Clause": "clause",
    "agreement.Signature": "signature",
    "agreement.SigningNote": "signing-note",
    "agreement.Guess": "guess",
    "agreement.Mark": "mark",
    "agreement.OwnLine": "own-line",
    "agreement.OwnSituation": "own-situation",
    "agreement.TopicChoice": "topic-choice",
    "agreement.Removal": "removal",
    "agreement.SetAside": "set-aside",
    "letters.Letter": "letter",
    "letters.LetterYes": "letter-yes",
    "reviews.Note": "line-note",
    "recovery.Done": "done",
    "recovery.SharedPage": "shared-page",
    "recovery.SharedRead": "shared-read",
    "checkins.Rhythm": "rhythm",
    "checkins.CheckIn": "check-in",
}


def test_every_model_has_the_label_it_always_had() -> None:
    models = [model for model in apps.get_models() if issubclass(model, EncryptedModel)]
    assert {model._meta.label: model.vault_label for model in models} == LABELS, "a new model adds a line here"


def test_each_says_its_own() -> None:
    models = [model for model in apps.get_models() if issubclass(model, EncryptedModel)]
    assert [model._meta.label for model in models if "vault_label" not in vars(model)] == []
    assert len(set(LABELS.values())) == len(LABELS)


def test_second_steps_have_theirs() -> None:
    assert LABEL == "factor.secret"
