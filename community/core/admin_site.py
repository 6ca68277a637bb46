"""Django's admin: its own scripts make elements out of text, so there, and nowhere else, they may.

It is for running the site: nothing about anybody's health stands in it (tests/privacy/test_admin.py walks it).
"""

from typing import Any

from csp.decorators import csp_replace
from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.utils.translation import gettext as _

from community.core.admin import OnlyChanged

SCRIPTS_OF_DJANGO = {"require-trusted-types-for": None, "trusted-types": None}


class OperatorsSite(AdminSite):
    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return csp_replace(SCRIPTS_OF_DJANGO)(super().admin_view(view, cacheable))


class ByNumber(OnlyChanged):
    """What would be deleted with a row is told by number. Django would list it, with what people wrote."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        _listed, numbers, forbidden, protected = super().get_deleted_objects(objs, request)
        return (
            [],
            numbers,
            forbidden,
            [_("%(number)d rows that stay") % {"number": len(protected)}] if protected else [],
        )


class OperatorsConfig(AdminConfig):
    default_site = "community.core.admin_site.OperatorsSite"
