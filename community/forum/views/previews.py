"""What a text would look like, by the renderer that makes the real thing."""

from django.http import HttpRequest

from community.forum.answers import html_of
from community.forum.forms.posts import PostForm
from community.groups.mentions import names_in
from community.groups.models import SupportGroup
from community.words.second_look import SecondLook, look_at


def preview_of(request: HttpRequest, form: PostForm, *, group: SupportGroup) -> str:
    """Empty unless it was asked for and there is something to show."""
    if not form.is_bound or "preview" not in request.POST:
        return ""
    body = form.cleaned_data.get("body", "")
    return html_of(body, form.how().answers, names=names_in(body, group=group))


def look_in_preview(request: HttpRequest, form: PostForm, *, before: str = "") -> SecondLook | None:
    """What the rules about words say of it; the notes among it are read now."""
    if not form.is_bound or "preview" not in request.POST:
        return None
    return look_at(request, *texts_of(form), before=before)


def texts_of(form: PostForm) -> tuple[str, str]:
    return form.cleaned_data.get("title", ""), form.cleaned_data.get("body", "")
