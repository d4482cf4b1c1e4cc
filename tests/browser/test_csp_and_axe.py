"""Every page, as each kind of visitor sees it: nothing inline, nothing from elsewhere, no barrier.

The fixture `context` fails a test for any message in the console, which is where a violation of
the policy shows, and for any request to another machine. axe-core looks for barriers at two widths
and in both themes. An address that is new needs one line here; names in braces are made by
`examples`.
"""

import pytest
from axe_playwright_python.base import AXE_FILE_PATH

from tests.examples import examples

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
REPORT = {"resultTypes": ["violations"], "preload": False}

PUBLIC = """
    /
    /about/accessibility
    /about/data
    /about/licence
    /cases/
    /cases/?track=4&q=nothing
    /cases/{published}
    /cases/{published}/documents/
    /cases/{published}/documents/{document}?passage={evidence}
    /cases/columns
    /cases/matrix
    /codebook/
    /codebook/track
    /codebook/track/4
    /codebook/versions/1.0
    /join/{secret}
    /rulings/
    /password/reset
    /password/reset/{uid}/{token}
    /sign-in
"""
RESEARCHER = """
    /
    /account
    /cases/new
    /cases/{draft}
    /cases/{draft}/discard
    /cases/{draft}/documents/
    /cases/{draft}/documents/add
    /cases/{draft}/documents/{document_of_draft}
    /cases/{draft}/documents/{document_of_draft}/correct
    /cases/{to_code}/code/annotations
    /cases/{draft}/edit
    /cases/{draft}/propose
    /cases/{published}/history
    /cases/{to_code}/code
    /cases/{to_code}/code/submit
    /codings/{coding}
    /password
    /reliability/
    /reliability/mine
    /saved/
"""
CURATOR = """
    /
    /admin/
    /admin/annotate/case/
    /admin/annotate/case/{case}/change/
    /admin/annotate/code/
    /admin/annotate/code/{code}/change/
    /admin/annotate/code/{code}/history/
    /admin/annotate/codebookversion/add/
    /admin/annotate/dimension/add/
    /admin/annotate/dimension/{dimension}/change/
    /admin/annotate/evidence/{evidence}/change/
    /admin/annotate/historicalcase/
    /admin/annotate/historicalcase/{historicalcase}/change/
    /admin/annotate/source/add/
    /cases/{published}
    /codebook/steps
    /codebook/track/4/change
    /codebook/track/4/change?step=redefine
    /codebook/track/4/change?step=split
    /recodings/
    /codings/{coding}/assign
    /codings/{coding}/reopen
    /rounds/
    /rounds/new
    /rounds/{round}
    /rounds/{round}/cases/{to_code}/more
    /cases/{disputed}/settle
    /cases/{settled}/settle
    /disputes/
    /rulings/
"""
ADMIN = """
    /admin/annotate/user/
    /admin/annotate/user/{user}/change/
    /invitations/
    /people/{user}/password
"""
VISITORS = {"": PUBLIC, "ada": RESEARCHER, "cleo": CURATOR, "edda": ADMIN}

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 780}
LOOKS = [(WIDE, "light"), (NARROW, "dark"), (WIDE, "dark"), (NARROW, "light")]


@pytest.mark.slow
@pytest.mark.parametrize("name", VISITORS)
def test_every_page_is_free_of_barriers_in_every_look(visit, page, problems, name):
    for address in visit(name):
        problems += [f"{address}: {found}" for found in barriers(page, LOOKS)]


@pytest.fixture
def visit(world, page, signed_in, problems):
    """Shows each page of a visitor in turn, ready to be judged; gives its address."""
    given = examples(world, owner=world.ada)
    page.add_init_script(AXE)
    page.emulate_media(reduced_motion="reduce")  # colours on their way are no colours to judge

    def pages_of(name):
        if name:
            signed_in(getattr(world, name))
        for address in VISITORS[name].split():
            page.set_viewport_size(WIDE)
            answer = page.goto(address.format(**given))
            if answer.status != 200:
                problems.append(f"{address} answers {answer.status}")
            yield address

    return pages_of


def barriers(page, looks):
    for size, scheme in looks:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        look = f"{size['width']} px, {scheme}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{look}: scrolls sideways"
        for violation in page.evaluate("options => axe.run(options)", REPORT)["violations"]:
            where = ", ".join(str(node["target"][0]) for node in violation["nodes"][:3])
            yield f"{look}: {violation['help']} ({violation['id']}) at {where}"


def test_signing_in_takes_no_mouse(world, page, live_server):
    page.goto("/account")
    page.keyboard.type("ada")
    page.keyboard.press("Tab")
    page.keyboard.type(world.password)
    page.keyboard.press("Enter")

    page.wait_for_url(f"{live_server.url}/account")
    assert page.get_by_role("heading", name="Your account").is_visible()


def test_on_the_sign_in_page_the_keyboard_goes_from_top_to_bottom(page):
    page.goto("/sign-in")
    reached = [focused(page)]
    for _ in range(3):
        page.keyboard.press("Tab")
        reached.append(focused(page))

    assert reached == ["username", "password", "Sign in", "Forgotten your password?"]


def focused(page):
    return page.evaluate("document.activeElement.name || document.activeElement.innerText")
