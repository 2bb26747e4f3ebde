"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from newsroom.admin.autocomplete import autocomplete_view

JAVASCRIPT_PACKAGES = ["django.contrib.admin", "articles"]

urlpatterns = [
    # The admin's own address for translations of its scripts, with ours added.
    path("admin/jsi18n/", JavaScriptCatalog.as_view(packages=JAVASCRIPT_PACKAGES)),
    # Replaces the admin's own view, which shows nothing but the name of each namesake.
    path("admin/autocomplete/", admin.site.admin_view(autocomplete_view)),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("newsroom.api.urls")),
    path("", include("articles.urls")),
]

handler400 = "newsroom.error_views.bad_request"
handler403 = "newsroom.error_views.permission_denied"
handler404 = "newsroom.error_views.page_not_found"
handler500 = "newsroom.error_views.server_error"
