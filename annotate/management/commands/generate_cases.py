from django.core.management.base import BaseCommand, CommandError

from annotate.actions.generating import NothingToRecombine, generate


class Command(BaseCommand):
    help = "Adds invented cases, recombined from the real ones, for trying out large datasets."

    def add_arguments(self, parser):
        parser.add_argument("count", type=int, help="how many")
        parser.add_argument("--seed", type=int, default=1, help="same seed, same cases")

    def handle(self, count, seed, **options):
        try:
            for made in generate(count, seed=seed):
                self.stderr.write(f"\r{made:,} of {count:,} cases", ending="")
        except NothingToRecombine as error:
            raise CommandError(str(error)) from error
        self.stderr.write("")
