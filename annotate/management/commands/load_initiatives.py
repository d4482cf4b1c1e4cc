from django.core.management.base import BaseCommand, CommandError

from annotate.actions.loading import load_initiatives
from annotate.models import CodebookVersion, Country


class Command(BaseCommand):
    help = "Adds the shipped initiatives that were never here, after codebook and places."

    def handle(self, **options):
        if not CodebookVersion.objects.exists() or not Country.objects.exists():
            raise CommandError("Load what they refer to first: load_codebook and load_places.")
        self.stdout.write(f"{load_initiatives()} initiatives added")
