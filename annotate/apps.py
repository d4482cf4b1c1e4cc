from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from annotate.permissions import MEMBER_ROLES


class AnnotateConfig(AppConfig):
    name = "annotate"
    verbose_name = "Multitrack"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from annotate.models import database

        pre_migrate.connect(database.take_down, sender=self)
        post_migrate.connect(database.set_up, sender=self)
        post_migrate.connect(make_groups, sender=self)


def make_groups(using, **kwargs):
    """A group for each role of the table in `permissions`."""
    from django.contrib.auth.models import Group

    for role in MEMBER_ROLES:
        Group.objects.using(using).get_or_create(name=role)
