"""What nginx is told, on a machine and in containers: whom it lets through, and how. Nothing here starts one."""

import re
from itertools import accumulate

import pytest

from tests.core.test_compose import DEPLOY, NGINX, SERVICES

pytestmark = pytest.mark.once


def servers_of(name):
    """What stands in each `server { … }`."""
    text, found = re.sub(r" *#.*|^\s+", "", (DEPLOY / name).read_text(), flags=re.MULTILINE), []
    for start in re.finditer(r"^server \{\n", text, re.MULTILINE):
        depths = accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in text[start.end() :])
        found.append(text[start.end() :][: next(at for at, depth in enumerate(depths) if depth < 0)])
    return found


def before_servers(name):
    return (DEPLOY / name).read_text().partition("server {")[0]


def test_no_server_notes_who_reads():
    for text in [*servers_of("nginx.conf"), before_servers("nginx.compose.conf")]:  # those inherit it
        assert re.findall(r"access_log ([^;]+);", text) == ["off"]
        assert [words.split()[-1] for words in re.findall(r"error_log ([^;]+);", text)] == ["crit"]
    assert not re.search("access_log|error_log", "".join(servers_of("nginx.compose.conf")))


def test_nginx_finds_the_web_processes_where_they_are():
    text = (DEPLOY / "nginx.compose.conf").read_text()
    places = {SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in ("web1", "web2")}

    assert set(re.findall(r"server ([\d.]+):8000", text)) == places
    assert set(re.findall(r"listen (\d+)", text)) == {port.split(":")[1] for port in SERVICES["nginx"]["ports"]}


@pytest.mark.parametrize("name", NGINX)
def test_whoever_asks_for_no_name_of_ours_does_not_reach_the_site(name):
    """Programs that look for holes ask every address of the network, many times a day."""
    stranger, *ours = servers_of(name)
    ports = set(re.findall(r"listen ([^\s;]+)", "".join(ours)))

    assert set(re.findall(r"listen (\S+) .*?default_server;", stranger)) == ports
    assert {"ssl_reject_handshake on;", "return 444;"} <= set(stranger.splitlines())
    assert "location" not in stranger
    assert all("server_name " in server and "default_server" not in server for server in ours)


@pytest.mark.parametrize("name", NGINX)
def test_what_is_chosen_before_the_name_is_known_is_chosen_as_strictly(name):
    """By the default server: seen, with TLS 1.3 and a cipher of 128 bits."""
    first, *_, last = [line.strip() for line in servers_of(name)[0].splitlines()], servers_of(name)[-1].splitlines()
    chosen = re.compile("ssl_protocols|ssl_conf_command|ssl_prefer_server_ciphers")
    everywhere = before_servers(name).splitlines()

    assert [line for line in first if chosen.match(line)] == [line for line in last if chosen.match(line)]
    assert len([line for line in [*everywhere, *first] if chosen.match(line.strip())]) == 3


@pytest.mark.parametrize(
    ("host", "is_one"),
    [
        ("community.example", True),
        ("face.de", True),
        ("192.0.2.1", False),
        ("[2001:db8::1]", False),
        ("[fe80::1]", False),
    ],
)
def test_in_containers_any_name_is_ours_and_no_address(host, is_one):
    names = set(re.findall(r'server_name "~([^"]+)";', (DEPLOY / "nginx.compose.conf").read_text()))

    assert {bool(re.search(name, host)) for name in names} == {is_one}


@pytest.mark.parametrize("name", NGINX)
def test_a_reader_cannot_claim_another_address(name):
    text = (DEPLOY / name).read_text()

    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "$proxy_add_x_forwarded_for" not in text
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
    assert "proxy_set_header Upgrade $http_upgrade;" in text
    assert not re.search(
        r"^\s*http2 on;", text, re.MULTILINE
    )  # unknown to the nginx of Debian 12, which then does not start


@pytest.mark.parametrize("name", NGINX)
def test_a_file_that_one_process_does_not_know_yet_is_asked_of_the_other(name):
    """While one of two is new, its pages name files that are not in the other's list."""
    server = servers_of(name)[-1]
    files = re.search(r"location /static/ \{([^}]*)\}", server)[1]

    assert "proxy_next_upstream error timeout http_404;" in files
    assert re.findall(r"proxy_pass [^;]+;", server) == ["proxy_pass https://steadfold;"] * 2
    assert "proxy_set_header" not in "".join(re.findall(r"location \S+ \{([^}]*)\}", server))  # all others would go


def test_readers_come_by_ipv6_too():
    """docs/deploy.md says to publish such an address. Containers get theirs from Docker."""
    for server in servers_of("nginx.conf"):
        listens = re.findall(r"^listen ([^\s;]+)(.*);$", server, re.MULTILINE)
        assert {f"[::]:{port}" for port, _more in listens if port.isdigit()} == {
            place for place, _more in listens if not place.isdigit()
        }
        assert len({more for _place, more in listens}) == len(listens) / 2


@pytest.mark.parametrize("name", NGINX)
def test_nginx_keeps_nothing_of_what_is_being_sent(name):
    """Four slow senders without an account would fill the memory it has. The site waits for them, with an end
    (tests/core/test_bodies.py)."""
    assert "proxy_request_buffering off;" in servers_of(name)[-1].splitlines()


def test_what_nginx_keeps_of_answers_fits_into_its_memory():
    (folder,) = SERVICES["nginx"]["tmpfs"]
    most, all_of_it = re.search(r"size=(\d+)m", folder)[1], re.fullmatch(r"(\d+)m", SERVICES["nginx"]["mem_limit"])[1]

    assert int(most) * 2 <= int(all_of_it)
