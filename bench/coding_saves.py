"""Saves of the workbench with eight coders at once, beside one coder alone. See README.md."""

import argparse
import http.cookiejar
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODERS = 8
PASSWORD = "bench bench bench"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
VERSION = re.compile(r'name="version" value="(\d+)"')
CODE = re.compile(r'name="value-(\d+)"')
DOCUMENT = re.compile(r'data-document="(\d+)"')


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--saves", type=int, default=60, help="of each coder")
    arguments.add_argument("--pause", type=float, default=0, help="seconds between two saves")
    chosen = arguments.parse_args()
    how = chosen.saves, chosen.pause
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        case = give_out()
        with serving() as address:
            alone = code(address, case, 0, *how)
            with ThreadPoolExecutor(CODERS) as pool:
                coders = range(1, CODERS + 1)
                together = pool.map(lambda one: code(address, case, one, *how), coders)
                times = [ms for each in together for ms in each]
    tell("one coder alone", alone)
    tell(f"{CODERS} coders at once", times)
    print(f"ratio of the 95th percentiles: {p95(times) / p95(alone):.1f}")


def tell(who, times):
    print(f"{who:20} p50 {statistics.median(times):5.0f} ms, p95 {p95(times):5.0f} ms a save")


def p95(times):
    return statistics.quantiles(times, n=20)[-1]


def give_out():
    """A draft with a text, given to nine coders; returns its public id."""
    for step in ["migrate", "load_places", "load_codebook", "collectstatic --no-input"]:
        line = [sys.executable, ROOT / "manage.py", *step.split()]
        subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "project.settings"
    import django

    django.setup()
    from django.contrib.auth.models import Group

    from annotate.actions.cases import open_case
    from annotate.actions.content import Content
    from annotate.actions.documents import store_narrative
    from annotate.actions.rounds import open_round
    from annotate.models import Case, Round, User

    researchers, _ = Group.objects.get_or_create(name="researcher")
    coders = [User.objects.create_user(f"bench{n}", None, PASSWORD) for n in range(CODERS + 1)]
    for coder in coders:
        coder.groups.add(researchers)
    owner = User.objects.create_superuser("bench", None, PASSWORD)
    case = Case(title="Bench", narrative="Citizens talked. " * 200)
    open_case(case, Content(), by=owner)
    store_narrative(case, by=owner)
    round_ = Round(title="Bench", codings_per_case=len(coders))
    open_round(round_, [case], coders, by=owner)
    return case.public_id


class serving:  # noqa: N801 - reads as a word
    """The server as in use, on a free port."""

    def __enter__(self):
        line = [sys.executable, "-u", ROOT / "manage.py", "serve", "--port", "0"]
        self.process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
        for said in self.process.stdout:
            if found := re.search(r"http://[\w.:]+/", said):
                return found.group()
        raise SystemExit("The server did not start.")

    def __exit__(self, *error):
        self.process.terminate()
        self.process.wait()


def code(address, case, number, saves, pause):
    """One coder signs in, and saves a sheet that grows; returns the milliseconds of each save."""
    browser = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    sign_in(browser, address, f"bench{number}")
    page = read(browser, f"{address}cases/{case}/code")
    codes = list(dict.fromkeys(CODE.findall(page)))
    document, version = DOCUMENT.search(page).group(1), VERSION.search(page).group(1)
    sheet = {"csrfmiddlewaretoken": TOKEN.search(page).group(1)}
    times = []
    for turn in range(saves):
        chosen = codes[turn % len(codes)]
        sheet[f"value-{chosen}"] = "present"
        sheet[f"rationale-{chosen}"] = f"Because of sentence {turn}."
        sheet[f"passage-{chosen}"] = f"{document}:{turn * 17}:{turn * 17 + 8}"
        started = time.perf_counter()
        answer = save(browser, f"{address}cases/{case}/code", sheet | {"version": version})
        times.append((time.perf_counter() - started) * 1000)
        version = answer["version"]
        time.sleep(pause)
    return times


def sign_in(browser, address, name):
    page = read(browser, f"{address}sign-in")
    token = TOKEN.search(page).group(1)
    form = {"csrfmiddlewaretoken": token, "username": name, "password": PASSWORD}
    request = post(f"{address}sign-in", form)
    browser.open(request).close()


def save(browser, address, sheet):
    with browser.open(post(address, sheet, Accept="application/json")) as answer:
        return json.load(answer)


def read(browser, address):
    with browser.open(address) as answer:
        return answer.read().decode()


def post(address, form, **headers):
    headers["Referer"] = address
    return urllib.request.Request(address, urllib.parse.urlencode(form).encode(), headers)


if __name__ == "__main__":
    main()
