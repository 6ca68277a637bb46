"""Django's admin: its own scripts make elements out of text, so there, and nowhere else, they may."""

from typing import Any

from csp.decorators import csp_replace
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig

SCRIPTS_OF_DJANGO = {"require-trusted-types-for": None, "trusted-types": None}


class OperatorsSite(AdminSite):
    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return csp_replace(SCRIPTS_OF_DJANGO)(super().admin_view(view, cacheable))


class OperatorsConfig(AdminConfig):
    default_site = "community.core.admin_site.OperatorsSite"
