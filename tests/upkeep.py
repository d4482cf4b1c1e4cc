"""Pages of the admin, filled in as a browser would."""

from django.urls import reverse


def address(row, page="change"):
    return reverse(f"admin:annotate_{row._meta.model_name}_{page}", args=[row.pk])


def list_of(model):
    return reverse(f"admin:annotate_{model._meta.model_name}_changelist")


def form_of(page):
    """The fields of the form on the page, and of the rows under it, with their values."""
    form = page.context["adminform"].form
    sent = {form.add_prefix(name): form[name].value() for name in form.fields}
    for formset in page.context["inline_admin_formsets"]:
        forms = [formset.formset.management_form, *formset.formset.forms]
        sent |= {one.add_prefix(name): one[name].value() for one in forms for name in one.fields}
    return {name: value for name, value in sent.items() if value is not None and value is not False}


def save(client, row, **typed):
    return client.post(address(row), form_of(client.get(address(row))) | typed)


def choose(client, action, rows, **answers):
    """Marks the rows on their list and chooses an action: the page that shows what will change."""
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(list_of(type(rows[0])), chosen | answers)


def confirm(client, page, rows, **answers):
    """Presses the button on that page. Returns the page that follows."""
    sent = {"shown": page.context["shown"], "confirmed": "yes"} | answers
    chosen = {"action": page.context["bulk"].name, "_selected_action": [row.pk for row in rows]}
    return client.post(list_of(type(rows[0])), chosen | sent, follow=True)
