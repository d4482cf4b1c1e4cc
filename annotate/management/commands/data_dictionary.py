from django.core.management.base import BaseCommand

from annotate.queries.exports import DESCRIBED

HEAD = """# Data dictionary

Made by `manage.py data_dictionary` from `annotate/queries/columns.py` and the shipped codebook. A
blank cell is *not yet coded* or not known, `?` is *cannot tell*, 0 is *absent*, and `none` says
that no code applies."""


class Command(BaseCommand):
    help = "Prints the meaning of every export column, as Markdown."

    def handle(self, **options):
        self.stdout.write(HEAD)
        for name, table in DESCRIBED.items():
            self.stdout.write(f"\n## {name}\n\n{table.meaning}\n\n")
            self.stdout.write("| column | type | meaning |\n|---|---|---|")
            for column in table.columns():
                meaning = column.meaning.replace("|", "\\|")
                self.stdout.write(f"| `{column.name}` | {column.type} | {meaning} |")
