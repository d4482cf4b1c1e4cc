"""What every world begins with: written through the product once, copied from then on."""

from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection, transaction

written = {}  # the rows, by model
statements = []  # what copies them, with its values


@transaction.atomic
def begin(write):
    """Call `write` the first time; later copy the rows it made, which takes a thirtieth of it."""
    if written:
        copy()
        return
    before = rows()
    write()
    written.update((model, list(made - before[model])) for model, made in rows().items())
    written[Group] = list(Group.objects.all())


def rows():
    models = apps.get_app_config("annotate").get_models(include_auto_created=True)
    return {model: set(model._base_manager.all()) for model in models}


def copy():
    Group.objects.all().delete()  # a flush between tests gave them other numbers
    if statements:
        with connection.cursor() as cursor:
            for statement, values in statements:
                cursor.execute(statement, values)
        return
    with connection.execute_wrapper(remember):
        for model, made in written.items():
            model._base_manager.bulk_create(made)


def remember(execute, statement, values, *rest):
    statements.append((statement, values))
    return execute(statement, values, *rest)
