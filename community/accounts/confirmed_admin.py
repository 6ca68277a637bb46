"""Pages of Django's admin that ask once more who it is: what stands there holds for everybody."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from community.accounts.decorators import ask_to_confirm


class Confirmed(admin.ModelAdmin):
    """Before a form, and before what is done with several rows of the list. The list itself asks for nothing."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ask_to_confirm(request)
        return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        ask_to_confirm(request)
        return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            ask_to_confirm(request)
        return super().changelist_view(request, *args, **kwargs)
