"""The forms of a page, each filled in as somebody would who writes everywhere."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

WRITTEN = {"text", "search", "email", "url", "password", "tel"}
VOID_OF_WORDS = {"csrfmiddlewaretoken", "next"}


@dataclass
class Form:
    action: str
    method: str
    kept: list[tuple[str, str]] = field(default_factory=list)
    written: list[tuple[str, str]] = field(default_factory=list)  # name and type

    def filled(self, words) -> list[tuple[str, str]]:
        """`words` gives one that stands nowhere else, each time it is called."""
        typed = [(name, f"{words()}@{words()}.example" if kind == "email" else words()) for name, kind in self.written]
        return [*self.kept, *typed]


class Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.found.append(Form(given.get("action", ""), given.get("method", "get").upper()))
        elif self.found and (name := given.get("name")):
            self.take(tag, name, given)
        elif tag == "option" and self.select:
            self.found[-1].kept.append((self.select, given.get("value", "")))
            self.select = ""

    def take(self, tag, name, given):
        kind = given.get("type", "submit" if tag == "button" else "text")
        if tag == "select":
            self.select = name
        elif name not in VOID_OF_WORDS and (tag == "textarea" or (tag == "input" and kind in WRITTEN)):
            self.found[-1].written.append((name, kind))
        elif tag == "input" and kind != "file":
            self.found[-1].kept.append((name, given.get("value", "on")))
