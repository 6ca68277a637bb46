"""What an edit consists of: the same boxes as the post had, and why they were changed."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.accounts.models import User
from community.forum.actions.editing import Words
from community.forum.forms.posts import PostForm, ThreadForm, TitleField
from community.forum.models import Post

LONGEST_REASON = 200


class EditForm(PostForm):
    """`edit_count` is the version from which the editor went on."""

    edit_count = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    title = ThreadForm.base_fields["title"]
    reason = TitleField(
        label=gettext_lazy("Why you change it"),
        required=False,
        error_messages={"required": gettext_lazy("Say in a few words why: its author is told.")},
        validators=[
            MaxLengthValidator(
                LONGEST_REASON,
                gettext_lazy(
                    "Your reason has %(show_value)d characters, and %(limit_value)d fit. Shorten it a little."
                ),
            )
        ],
    )
    field_order = ["title", "body", "reason"]

    def __init__(self, *args: Any, post: Post, editor: User, **kwargs: Any) -> None:
        words = Words.readable(post)
        kwargs["initial"] = {
            "title": words.title,
            "body": words.body,
            "edit_count": post.edit_count,
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, group=post.thread.board.group, **kwargs)
        del self.fields["submit_id"]  # the version tells a second try from a second thought
        if not post.opens_thread:
            del self.fields["title"]
        if editor.pk != post.author_id:
            self.fields["body"].label = _("The post")
            self.fields["reason"].required = True
        self.fields["reason"].help_text = _(
            "One line. It stands in the history of the post, for everybody who reads it."
        )

    @property
    def words(self) -> Words:
        return Words(self.cleaned_data["body"], self.cleaned_data.get("title", ""))

    def now_over(self, post: Post) -> None:
        """Sent once more, it replaces the version that this post has now: its writer has seen both."""
        self.data = data = cast(QueryDict, self.data).copy()
        data["edit_count"] = str(post.edit_count)
