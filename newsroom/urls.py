"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("newsroom.api.urls")),
    path("", include("articles.urls")),
]

handler400 = "newsroom.failures.bad_request"
handler403 = "newsroom.failures.permission_denied"
handler404 = "newsroom.failures.page_not_found"
handler500 = "newsroom.failures.server_error"
