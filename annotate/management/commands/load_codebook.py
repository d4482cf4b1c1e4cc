from django.core.management.base import BaseCommand

from annotate.actions.loading import load_codebook


class Command(BaseCommand):
    help = "Adds the shipped codes that were never here; publishes the first codebook version."

    def handle(self, **options):
        self.stdout.write(f"{load_codebook()} codes added")
