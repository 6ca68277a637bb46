"""What the site answers in that world: every page by role, and what comes of sending attacks through every form."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

from django.db import transaction
from django.test import Client

from community.accounts.models import User
from community.notifications.letters import SUBJECTS, write_letter
from community.privacy.export.archive import page_of
from tests.browser.xss.payloads import NUL, attack
from tests.factories import NOON
from tests.matrix.routes import NO_NAME, ROUTES
from tests.matrix.standing import signed_in
from tests.matrix.table import read_table
from tests.matrix.world import NOW

ROLES = ("owner", "member", "moderator", "editor", "admin")
MARK = re.compile(r"xq(\d+)q")
HTML = (("Content-Type", "text/html; charset=utf-8"),)
TYPED = 90_000  # numbers above it are of forms and searches
SEARCHES = ("q", "next", "page", "title", "board", "from", "reason", "template", "room", "group", "country", "state")
SHOWN = ("text/html", "application/xml", "application/atom+xml", "text/xml", "text/plain", "image/svg+xml")
NOT_TYPED = {"hidden", "checkbox", "radio", "submit", "button", "file", "number", "date", "time", "datetime-local"}


@dataclass(frozen=True)
class Answer:
    name: str
    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def marks(self):
        return {int(mark) for mark in MARK.findall(self.body.decode(errors="replace"))}

    @property
    def is_page(self):
        return b"</html>" in self.body

    @property
    def has_shell(self):
        """Not a mail, nor a member's own file, which stand by themselves."""
        return self.headers != HTML

    @property
    def kind(self):
        return dict(self.headers).get("Content-Type", "").partition(";")[0]


class Gathering:
    """Keeps an answer unless all it shows stood in one from the same place before."""

    def __init__(self, clients):
        self.clients = clients
        self.answers = []
        self.seen = {}
        self.forms = set()

    def ask(self, role, path, place, *, data=None):
        client = self.clients[role]
        cookies = client.cookies.copy()
        response = client.post(path, data, follow=True) if data is not None else client.get(path)
        client.cookies = cookies
        assert response.status_code < 500, f"{response.status_code} at {path} for {role}"
        return self.keep(f"{role} {place}", place, path, response)

    def keep(self, name, place, path, response):
        headers = dict(response.headers)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        answer = Answer(name, path, response.status_code, tuple(headers.items()), content)
        known = self.seen.setdefault(place, set())
        is_handed_out = "attachment" in headers.get("Content-Disposition", "")
        if answer.kind in SHOWN and not is_handed_out and answer.marks - known:
            known |= answer.marks
            self.answers.append(answer)
        return answer

    def send_forms(self, role, page):
        """Each form of the page once, whoever sees it: an attack in every field that one can type into."""
        for form in forms_in(page.body.decode(errors="replace")):
            action = urljoin(page.path, form["action"] or page.path)
            kind = (re.sub(r"\d+", "1", action.partition("?")[0]), *sorted(form["typed"]))
            if form["typed"] and form["method"] == "post" and kind not in self.forms and action.startswith("/"):
                self.forms.add(kind)
                self.send(role, action, form)

    def send(self, role, action, form):
        """Every second one has a NUL in it."""
        number = len(self.forms)
        more = NUL if number % 2 else ""
        words = {name: attack(TYPED + number, turn=5 * number, most=most) for name, most in form["typed"].items()}
        with transaction.atomic():
            sent = form["given"] | {name: text + more for name, text in words.items()}
            self.ask(role, action, f"after POST {action}", data=sent)
            transaction.set_rollback(True)


def gather(world, clients):
    found = Gathering(clients)
    for route, methods in read_table().items():
        for role in readers_of(route):
            if methods.get("GET", {}).get(role) == "200":
                page = found.ask(role, route.address(world), route.path)
                found.send_forms(role, page)
    for path in world.more:
        for role in ("owner", "moderator", "admin"):
            found.ask(role, path, path)
    ask_with_searches(found, world)
    find_letters(found, world)
    return found


def shown_to_a_member(world):
    """Numbers of what somebody new reads who is of the group and wrote nothing."""
    return shown_to("newcomer", world, signed_in(world, ["newcomer"]))


def shown_to_visitors(world):
    return shown_to("visitor", world, {"visitor": Client()})


def shown_to(role, world, clients):
    """The numbers of all columns on the pages they get; a token in an address is for one person."""
    found = Gathering(clients)
    for route, methods in read_table().items():
        if methods.get("GET", {}).get(role) == "200" and "token>" not in route.path:
            found.ask(role, route.address(world), route.path)
    for path in world.more:
        if not path.startswith("/contact/complaint/"):
            found.ask(role, path, path)
    return set().union(*(answer.marks for answer in found.answers))


def readers_of(route):
    """Who sees most there."""
    if route.path.startswith("admin/"):
        return ("admin",)
    if route.path.startswith("resources/"):
        return ("owner", "member", "editor")
    return ("moderator",) if route.path.startswith("moderation/") else ("owner", "member", "moderator")


def ask_with_searches(found, world):
    """Words in addresses, which pages say again."""
    for number, route in enumerate(ROUTES):
        if not route.has_ids and not route.path.startswith(("admin/", "(?")) and route.name != NO_NAME:
            words = {
                name: attack(TYPED - number, turn=number + 7 * turn, most=500) for turn, name in enumerate(SEARCHES)
            }
            found.ask("admin", f"{route.address(world)}?{urlencode(words)}", f"{route.path}?")


def find_letters(found, world):
    """What leaves the site and is read without its headers: a member's own file, and mails."""
    pieces = page_of(world.ada, now=NOW, step=lambda: None)
    found.answers.append(Answer("own file", "/own-file", 200, HTML, "".join(pieces).encode()))
    reader = User.objects.get(pk=world.ada.pk)
    about = {"recipient": reader, "path": "/x/", "due_at": NOON, "now": NOW}
    for number, kind in enumerate(SUBJECTS):
        words = attack(TYPED + 1000 + number, turn=7 * number, most=120)
        letter = write_letter(kind=kind, words=words, **about)
        found.answers.append(Answer(f"mail {kind}", "/mail", 200, HTML, letter.html.encode()))


class Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.select = None

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form":
            method = (has.get("method") or "get").lower()
            self.found.append({"action": has.get("action"), "method": method, "typed": {}, "given": {}})
        elif self.found and has.get("name") and tag in ("input", "textarea", "select"):
            self.note(tag, has)
        elif self.found and tag == "option" and self.select and has.get("value"):
            self.found[-1]["given"].setdefault(self.select, has["value"])

    def note(self, tag, has):
        form, name, kind = self.found[-1], has["name"], has.get("type", "text")
        self.select = name if tag == "select" else None
        if tag == "textarea" or (tag == "input" and kind not in NOT_TYPED):
            form["typed"][name] = int(has.get("maxlength") or (4000 if tag == "textarea" else 150))
        elif tag == "input" and (kind != "radio" or "checked" in has):
            form["given"][name] = has.get("value") or "on"


def forms_in(html):
    parser = Forms()
    parser.feed(html)
    return parser.found
