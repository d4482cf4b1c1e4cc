"""A form as a browser without scripts sees it: fields with their values, sent as they stand."""

from html.parser import HTMLParser

from django.http import QueryDict


class Fields(HTMLParser):
    """What a browser would send of the forms on a page, buttons left out."""

    def __init__(self, html):
        super().__init__()
        self.typed = QueryDict(mutable=True)
        self.area = self.select = None
        self.patterns = 0  # how many <template>s deep
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.patterns += tag == "template"
        if self.patterns or not (given.get("name") or tag == "option"):
            return
        if tag == "input":
            self.input(given)
        elif tag == "textarea":
            self.area, self.text = given["name"], ""
        elif tag == "select":
            self.select, self.first = given["name"], True
        elif tag == "option" and self.select:
            self.option(given)

    def input(self, given):
        if given.get("type") not in {"checkbox", "radio"}:
            self.typed.appendlist(given["name"], given.get("value", ""))
        elif "checked" in given:
            self.typed.appendlist(given["name"], given.get("value", "on"))

    def option(self, given):
        if self.first or "selected" in given:
            self.typed[self.select] = given["value"]
        self.first = False

    def handle_data(self, data):
        if self.area:
            self.text += data

    def handle_endtag(self, tag):
        self.patterns -= tag == "template"
        if tag == "textarea" and self.area:
            self.typed[self.area] = self.text.removeprefix("\n")
            self.area = None
        if tag == "select":
            self.select = None


class Page:
    """A page of the case form, opened by `client`. `page["title"] = …` types; `press` sends."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self.read(client.get(address))

    def read(self, answer):
        self.answer = answer
        self.html = answer.content.decode()
        self.typed = Fields(self.html).typed
        self.typed.pop("q", None)  # the search at the top is another form
        return self

    def __getitem__(self, name):
        return self.typed.get(name)

    def __setitem__(self, name, value):
        self.typed[name] = value

    def row(self, prefix, **values):
        """Fill in the first row that is blank; asks the server for one where there is none."""
        first = next(iter(values))
        for place in range(100):
            name = f"{prefix}-{place}-{first}"
            if name not in self.typed:
                self.press(add_row=prefix)
            if not self.typed.get(name):
                break
        for field, value in values.items():
            self.typed[f"{prefix}-{place}-{field}"] = value
        return place

    def tick(self, code, **said):
        """Tick a code; `said` are its answer, rationale and confidence."""
        self.typed[f"tag-{code.pk}-on"] = "on"
        for field, value in said.items():
            self.typed[f"tag-{code.pk}-{field}"] = value

    def press(self, **button):
        """Send all that is typed with a button; reads the page that comes back."""
        sent = dict(self.typed.lists()) | button
        return self.read(self.client.post(self.address, sent, follow=False))

    def save(self, then="stay"):
        return self.press(then=then).answer
