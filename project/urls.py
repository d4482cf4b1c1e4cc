from django.urls import include, path

from annotate.admin import site

urlpatterns = [
    path("admin/", site.urls),
    path("", include("annotate.urls")),
]
