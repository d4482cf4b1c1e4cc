from django.core.management.base import BaseCommand

from annotate.actions.indexing import index_all
from annotate.models import Case


class Command(BaseCommand):
    help = "Rewrites the full-text index of all cases, as after a restore or a change of folding."

    def handle(self, **options):
        done = index_all(Case.objects.all())
        self.stdout.write(f"Indexed {done:,} cases.")
