"""Who asks for the file says once more who they are."""

from django import forms
from django.utils.translation import gettext_lazy


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("Write your password.")},
    )
