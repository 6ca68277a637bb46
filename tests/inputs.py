"""What each field of each form takes, read from the forms themselves: the tables of docs/security/input.md.
`python -m tests.inputs` writes them anew."""

import importlib
import os
import pkgutil
import re
from pathlib import Path

import django
from django.forms import BaseForm
from django.urls import get_resolver

import community
from community.limits import LIMITS, SOCKETS_LIMIT, UPLOADS_LIMIT, WRITES_LIMIT

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs/security/input.md"
NOT_LOADED = ("community.asgi", "community.celery")
PART = re.compile(r"(<!-- (\w+) -->\n\n).*?(\n\n<!-- end -->)", re.DOTALL)
# Fields without a limit of their own: what looks at them. All of them end with the body of the form (1 MB).
OTHERWISE = {
    **dict.fromkeys(
        (
            *("ActivateForm.code", "AuthenticateForm.code", "EitherCode.code", "ReauthenticateForm.code"),
            *("LoginForm.password", "PasswordForm.password", "LoginCodeForm.code", "AddressCodeForm.code"),
        ),
        "compared with what is kept, and never kept itself",
    ),
    "Credential.credential": "JSON of the browser's passkey; what the library cannot read or check does not fit",
    **dict.fromkeys(("AddForm.name", "RenameForm.name"), "text, at most 60 characters"),
    "SignupForm.username": "3 to 150 characters that a name may have (`community/accounts/forms.py`)",
    "RoomForm.slug": "letters, digits and hyphens, at most 70 (`community/chat/models/rooms.py`)",
    "ProposalForm.date": "a day; one outside of 1900 to 2199 is left out",
    "SendForm.in_reply_to": "the number of a message; another one answers nobody",
    "ReplyForm.in_reply_to": "the number of a post; anything else answers nobody",
    **dict.fromkeys(("EditForm.edit_count", "StructuredEditForm.edit_count"), "the version as the row has it"),
    **dict.fromkeys(("DecisionForm.version", "AnswerForm.version"), "the version as the row has it"),
}
BY_KIND = {
    "UUIDField": "a UUID",
    "NotesField": "several of those offered",
    "ConditionsField": "several of those offered",
    "NameField": "one of the names that one may use there",
    "ClockField": "a time of day",
    "TimeField": "a time of day",
    "DateInBoxes": "a day",
    "BirthField": "a day of the last 120 years",
    "BooleanField": "ticked or not",
    "PhrasesField": "at most 8 lines of at most 80 characters",
    "ModelChoiceField": "one of the rows that one may see",
    "BoardField": "one of the rows that one may see",
    "RowsField": "several of the rows that one may see",
    "TypedMultipleChoiceField": "several of those offered",
    "MultipleChoiceField": "several of those offered",
    "ChoiceField": "one of those offered",
    "TypedChoiceField": "one of those offered",
}


def forms_of_ours():
    """Every form class of ours that has fields, loaded by loading every module."""
    for module in pkgutil.walk_packages(community.__path__, "community."):
        if not {"migrations", "management"} & set(module.name.split(".")) and module.name not in NOT_LOADED:
            importlib.import_module(module.name)
    found = {form for form in kinds_of(BaseForm) if form.__module__.startswith("community.")}
    return sorted(found, key=lambda form: (form.__module__, form.__name__))


def kinds_of(parent):
    for form in parent.__subclasses__():
        yield form
        yield from kinds_of(form)


def fields_of_ours():
    """Module, form, field and what it takes; those of a parent form stand with the parent alone."""
    for form in forms_of_ours():
        for name, field in form.base_fields.items():
            if not any(name in getattr(parent, "base_fields", {}) and of_ours(parent) for parent in form.__mro__[1:]):
                yield form.__module__, form.__name__, name, takes(f"{form.__name__}.{name}", field)


def of_ours(form):
    return form.__module__.startswith("community.")


def takes(name, field):
    """Empty where nothing limits it."""
    limits = {type(check).__name__: check.limit_value for check in field.validators if hasattr(check, "limit_value")}
    least, most = limits.get("MinValueValidator"), limits.get("MaxValueValidator")
    longest = limits.get("MaxLengthValidator")
    if name in OTHERWISE:
        return OTHERWISE[name]
    if getattr(field, "most", None):
        return f"at most {field.most}, with commas between them"
    if least is not None and most is not None:
        return f"{'a whole number' if isinstance(least, int) else 'a day'} from {least} to {most}"
    if longest is not None:
        return f"{kind_of_text(field)}, at most {longest} characters"
    return BY_KIND.get(type(field).__name__, "")


def kind_of_text(field):
    kinds = [kind.__name__ for kind in type(field).__mro__]
    words = {"EmailField": "an e-mail address", "URLField": "an address", "RegexField": "characters of a pattern"}
    words |= {"WordsField": "plain text", "BodyField": "Markdown", "LineField": "one line"}
    return next((words[kind] for kind in kinds if kind in words), "text")


def table_of_fields():
    lines = ["| module | form | field | takes |", "| --- | --- | --- | --- |"]
    rows = [f"| `{module}` | {form} | {name} | {words} |" for module, form, name, words in fields_of_ours()]
    return "\n".join(lines + rows)


def table_of_limits():
    lines = ["| kind | a member | a network | a network, signed out |", "| --- | --- | --- | --- |"]
    for kind in (WRITES_LIMIT, UPLOADS_LIMIT, SOCKETS_LIMIT, *LIMITS):
        told = [" and ".join(map(in_words, amounts)) for amounts in (kind.member, kind.address, kind.visitor)]
        lines.append(f"| {kind.name} | {' | '.join(words or '–' for words in told)} |")
    return "\n".join(lines)


def in_words(amount):
    spans = {60: "a minute", 600: "ten minutes", 3600: "an hour", 86_400: "a day"}
    return f"{amount.most} in {spans[amount.seconds]}"


def written_anew(text):
    tables = {"fields": table_of_fields, "limits": table_of_limits}
    return PART.sub(lambda found: found[1] + tables[found[2]]() + found[3], text)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    list(get_resolver().url_patterns)
    DOCUMENT.write_text(written_anew(DOCUMENT.read_text()))
