from django.core.management.base import BaseCommand

from annotate.actions.loading import load_places


class Command(BaseCommand):
    help = "Adds the shipped states and territories that were never here."

    def handle(self, **options):
        self.stdout.write(f"{load_places()} states and territories added")
