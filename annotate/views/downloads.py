from django.http import HttpResponse


def download(content, name, content_type):
    """Text or UTF-8 bytes as a file of that name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=f"{content_type}; charset=utf-8", headers=headers)
