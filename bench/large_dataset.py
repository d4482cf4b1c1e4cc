"""A filtered list page and the CSV at 100,000 cases, beside bare sqlite3. See README.md."""

import argparse
import csv
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 5

# Each question as an address and as SQL that gives the primary keys of its cases.
TAGGED = (
    "SELECT case_id FROM annotate_tag t JOIN annotate_code c ON c.id = t.code_id "
    "JOIN annotate_dimension d ON d.id = c.dimension_id "
    "WHERE t.certainty = 'present' AND d.key = '{}' AND c.key IN ({})"
)
PUBLIC = "SELECT id FROM annotate_case WHERE state = 'published' AND visibility = 'public'"


def tagged(dimension, *codes):
    return TAGGED.format(dimension, ", ".join(f"'{code}'" for code in codes))


QUESTIONS = {
    "": PUBLIC,
    "type=cultural": f"{PUBLIC} AND id IN ({tagged('type', 'cultural')})",
    "track=4&track=6&not.type=military&start=1980..2010": (
        f"{PUBLIC} AND id IN ({tagged('track', 'private-citizen', 'activism')}) "
        f"AND id NOT IN ({tagged('type', 'military')}) "
        "AND start_latest >= '1980-01-01' AND start_earliest <= '2010-12-31'"
    ),
    "track=1&track=7&track.mode=all": (
        f"{PUBLIC} AND id IN ({tagged('track', 'government')}) "
        f"AND id IN ({tagged('track', 'religious')})"
    ),
}
FACETS = "SELECT code_id, count(*) FROM annotate_tag WHERE case_id IN ({}) GROUP BY code_id"
PAGE = "SELECT * FROM annotate_case WHERE id IN ({}) ORDER BY id LIMIT 50"


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--cases", type=int, default=100_000)
    arguments.add_argument("--keep", type=Path, help="use and keep this database")
    arguments.add_argument("--csv-only", action="store_true", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = (chosen.keep or Path(folder) / "bench.sqlite3").resolve()
        os.environ["DATABASE_URL"] = f"sqlite:///{database}"
        if chosen.csv_only:
            measure_csv()
        else:
            measure_all(database, chosen.cases)


def measure_all(database, cases):
    if not database.exists():
        fill(cases)
    run("collectstatic", "--no-input")
    start_django()
    measure_pages(database)
    sys.stdout.flush()
    subprocess.run([sys.executable, __file__, "--csv-only", "--keep", database], check=True)
    measure_bare_csv(database)


def fill(cases):
    steps = ["migrate", "load_places", "load_codebook", "load_initiatives"]
    for step in (*steps, f"generate_cases {cases} --seed 1"):
        run(*step.split())


def run(*command):
    """A command of manage.py; its progress shows, its result does not."""
    line = [sys.executable, ROOT / "manage.py", *command]
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)


def start_django():
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()


def measure_pages(database):
    from django.test import Client

    bare = sqlite3.connect(database)
    print(f"{'question':55} {'cases':>7} {'page ms':>8} {'bare ms':>8} {'ratio':>6}")
    for query, sql in QUESTIONS.items():
        (count,) = bare.execute(f"SELECT count(*) FROM ({sql})").fetchone()
        page = median_ms(lambda query=query: fetch(Client(), f"/cases/?{query}"))
        raw = median_ms(lambda sql=sql: answer(bare, sql))
        print(f"{query or '(all)':55} {count:7,} {page:8.0f} {raw:8.0f} {page / raw:6.1f}")


def fetch(client, address):
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return response


def answer(bare, sql):
    """What the page needs: the count, a page of rows and the counts of all codes."""
    bare.execute(f"SELECT count(*) FROM ({sql})").fetchall()
    bare.execute(PAGE.format(sql)).fetchall()
    bare.execute(FACETS.format(sql)).fetchall()


def median_ms(call):
    call()
    return statistics.median(seconds(call) for _ in range(REPEATS)) * 1000


def seconds(call):
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def measure_csv():
    """In a process of its own, so that its peak memory is the CSV's."""
    start_django()
    from django.test import Client

    fetch(Client(), "/codebook/")
    before = peak_mib()
    started = time.perf_counter()
    response = fetch(Client(), "/cases.csv")
    took = time.perf_counter() - started
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as file:
        file.buffer.writelines(response.streaming_content)
        file.seek(0)
        rows = sum(1 for _ in csv.reader(file)) - 1
    print(
        f"CSV: {rows:,} rows in {took:.1f} s, {rows / took:,.0f} rows/s; "
        f"peak {peak_mib():.0f} MiB, of which {before:.0f} before the first row"
    )


def peak_mib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_bare_csv(database):
    """The same tables, read by case and written as they are."""
    bare = sqlite3.connect(database)
    parts = "tag casecountry participation place citation".split()
    started = time.perf_counter()
    with tempfile.TemporaryFile("w", newline="", encoding="utf-8") as file:
        rows = 0
        for row in bare.execute(f"SELECT * FROM annotate_case WHERE id IN ({PUBLIC})"):
            csv.writer(file).writerow(row)
            rows += 1
        for part in parts:
            table = f"SELECT * FROM annotate_{part} WHERE case_id IN ({PUBLIC}) ORDER BY case_id"
            csv.writer(file).writerows(bare.execute(table))
    took = time.perf_counter() - started
    print(f"bare: {rows:,} cases and their parts in {took:.1f} s, {rows / took:,.0f} cases/s")


if __name__ == "__main__":
    main()
