"""Every view names the permission it asks for; one that names none is refused."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied

from annotate.permissions import allowed


def needs(permission):
    """Decorates a view, function or `as_view()`, with the permission it asks for."""

    def mark(view):
        view.permission = permission
        return view

    return mark


class PermissionMiddleware:
    """Deny by default. In the admin each page asks `permissions` again, for its own rows."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if allowed(request.user, permission_of(view, request.resolver_match)):
            return None
        if request.user.is_authenticated:
            raise PermissionDenied("Your role does not allow this.")
        if request.method not in {"GET", "HEAD"} or request.htmx:
            # A redirect here would throw away what was typed.
            raise PermissionDenied("You are signed out.")
        return redirect_to_login(request.get_full_path())


def permission_of(view, match):
    if match.app_names[:1] == ["admin"]:
        return "admin.view"
    if not hasattr(view, "permission"):
        raise ImproperlyConfigured(f"{match.view_name} names no permission.")
    return view.permission
