"""Tests here drive the Chromium of this machine against the running site."""

import os
import shutil
from pathlib import Path

import pytest

# Playwright keeps an event loop running in the thread of the tests, where Django expects none.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
PLACES = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
]
MISSING = (
    "No Chromium found. Install the package “chromium” (Debian, Fedora, Homebrew),"
    " “chromium-browser” (Ubuntu), or Google Chrome."
)


def pytest_collection_modifyitems(items):
    """The server has connections of its own, so what a test writes must be committed."""
    real = pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(real)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = next(filter(None, map(shutil.which, NAMES + PLACES)), None)
    if not found and os.environ.get("CI"):
        pytest.fail(MISSING)
    if not found:
        pytest.skip(MISSING)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return browser_type_launch_args | {
        "executable_path": found,
        "args": ["--disable-background-networking", *(["--no-sandbox"] if root else [])],
    }


@pytest.fixture(scope="session")
def base_url(live_server):
    return live_server.url


@pytest.fixture
def signed_in(page, client, live_server):
    """`signed_in(person)` makes the page theirs, without the way through the sign-in page."""

    def as_person(person):
        client.force_login(person)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        page.context.add_cookies([cookie | {"url": live_server.url}])
        return page

    return as_person


@pytest.fixture
def problems():
    """What went wrong in the browser; a test that means it to may clear the list."""
    return []


@pytest.fixture(scope="session")
def window(browser, browser_context_args):
    """One for all stories: to open a window takes longer than most of them."""
    with browser.new_context(**browser_context_args) as window:
        window.new_page()  # keeps it open between them
        yield window


@pytest.fixture
def context(window, live_server, problems):
    """Every page is watched: no error in the console, no request to another machine."""

    def watch_request(request):
        if not request.url.startswith((f"{live_server.url}/", "data:", "blob:")):
            problems.append(f"request to {request.url}")

    def watch_console(message):
        if message.type in {"error", "warning"}:
            problems.append(f"{message.type}: {message.text}")

    def watch_error(found):
        problems.append(str(found.error))

    watched = {"request": watch_request, "console": watch_console, "weberror": watch_error}
    for event, watch in watched.items():
        window.on(event, watch)
    yield window
    clear(window, live_server.url)
    for event, watch in watched.items():
        window.remove_listener(event, watch)
    assert problems == []


def clear(window, address):
    """Closes what a story opened and forgets what it left, as if the window were a new one."""
    first, *opened = window.pages
    for page in opened:
        page.close()
    devtools = window.new_cdp_session(first)
    devtools.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"})
    devtools.detach()
    window.clear_cookies()
    window.clear_permissions()
    window.set_offline(False)
