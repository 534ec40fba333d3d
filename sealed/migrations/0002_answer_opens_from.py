from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import clock


def give_each_answer_its_time(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A reveal used to be there from the second sealing on; one that is still to come becomes its answers' own time."""
    answers = apps.get_model("sealed", "Answer").unscoped
    reveals = apps.get_model("sealed", "Reveal").unscoped
    answers.update(opens_from=clock.now())
    for reveal in reveals.all():
        answers.filter(couple=reveal.couple_id, piece=reveal.piece).update(opens_from=reveal.opens_at)
    reveals.filter(opens_at__gt=clock.now()).delete()


class Migration(migrations.Migration):
    dependencies = [("sealed", "0001_initial")]

    operations = [
        migrations.AddField("answer", "opens_from", models.DateTimeField(null=True)),
        migrations.RunPython(give_each_answer_its_time, migrations.RunPython.noop),
        migrations.AlterField("answer", "opens_from", models.DateTimeField()),
    ]
