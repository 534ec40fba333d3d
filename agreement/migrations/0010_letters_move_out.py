from django.db import migrations


class Migration(migrations.Migration):
    """Letters get a room of their own: their rows stay, under the names of tables of the room `letters`."""

    dependencies = [
        ("agreement", "0009_signing_notes"),
    ]

    operations = [
        migrations.AlterModelTable(name="letter", table="letters_letter"),
        migrations.AlterModelTable(name="letteryes", table="letters_letteryes"),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="Letter"), migrations.DeleteModel(name="LetterYes")],
        ),
    ]
