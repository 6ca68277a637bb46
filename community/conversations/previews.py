"""What a message would look like, and what the rules about words say of it."""

from django.forms import Form
from django.http import HttpRequest

from community.core.text import render_markdown
from community.words.masking import masked
from community.words.second_look import SecondLook, look_at


def preview_of(request: HttpRequest, form: Form) -> str:
    """What the text would look like, when that was asked for and there is one."""
    asked = form.is_bound and "preview" in request.POST
    return render_markdown(masked(form.cleaned_data.get("body", ""))) if asked else ""


def look_in_preview(request: HttpRequest, form: Form) -> SecondLook | None:
    asked = form.is_bound and "preview" in request.POST
    return look_at(request, *(form.cleaned_data.get(name, "") for name in ("subject", "body"))) if asked else None
