"""Lines to database, Redis and mail server take the certificates of `deploy/inner-tls.sh` and refuse all others. What
answers here is a server that knows how a line begins, and no more."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.core.mail.backends.smtp import EmailBackend

ROOT = Path(__file__).parent.parent.parent
pytestmark = [pytest.mark.once, pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")]
REACH = """
import django
django.setup()
from community.core.reachability import Unreachable, reach_broker, reach_database
for reach in (reach_database, reach_broker):
    try:
        reach()
    except Unreachable as problem:
        print(problem)
"""


def certificates(folder):
    subprocess.run(["sh", ROOT / "deploy/inner-tls.sh", folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    return certificates(tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    return certificates(tmp_path_factory.mktemp("strange"))


class Server:
    """Takes lines one after the other; which of them came to an agreement, with the client's certificate."""

    def __init__(self, folder, name, greet):
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=folder / "ca.pem")
        self.context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
        self.context.verify_mode = ssl.CERT_OPTIONAL
        self.greet, self.agreed = greet, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                line, _address = self.listener.accept()
            except OSError:
                return
            self.answer(line)

    def answer(self, line):
        with line:
            self.greet(line)
            try:
                with self.context.wrap_socket(line, server_side=True) as secret:
                    secret.recv(1024)  # in TLS 1.3 a client says only now that it does not trust us
                    subject = dict(part[0] for part in (secret.getpeercert() or {}).get("subject", ()))
                    self.agreed.append(subject.get("commonName", "nobody"))
            except OSError:
                pass


def as_postgresql(line):
    line.recv(8)
    line.sendall(b"S")


def as_mail_server(line):
    for answer in (b"220 here\r\n", b"250-here\r\n250 STARTTLS\r\n", b"220 go on\r\n"):
        line.sendall(answer)
        if b"220 go on" not in answer:
            line.recv(1024)


@pytest.fixture
def serve():
    servers = []

    def begin(folder, name, greet=lambda line: None):
        servers.append(Server(folder, name, greet))
        return servers[-1]

    yield begin
    for server in servers:
        server.listener.close()


def reach(ours, database, redis):
    """As the site does at its start, with these two lines in its environment."""
    files = f"{ours}/site.pem&{{}}={ours}/site.key"
    of_database = f"sslmode=verify-full&sslrootcert={ours}/ca.pem&sslcert={files.format('sslkey')}"
    of_redis = f"ssl_cert_reqs=required&ssl_ca_certs={ours}/ca.pem&ssl_certfile={files.format('ssl_keyfile')}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "community.settings",
        "DATABASE_URL": f"postgres://steadfold@localhost:{database.port}/steadfold?{of_database}",
        "REDIS_URL": f"rediss://localhost:{redis.port}/0?{of_redis}",
    }
    done = subprocess.run([sys.executable, "-c", REACH], env=environment, cwd=ROOT, capture_output=True, text=True)
    return done.stdout


def test_trusted_services_are_reached_with_the_sites_certificate(ours, serve):
    database, redis = serve(ours, "postgresql", as_postgresql), serve(ours, "redis")

    told = reach(ours, database, redis)

    assert "certificate" not in told
    assert database.agreed[:1] == redis.agreed[:1] == ["steadfold"]


def test_a_service_that_another_authority_signed_is_refused(ours, strange, serve):
    database, redis = serve(strange, "postgresql", as_postgresql), serve(strange, "redis")

    told = reach(ours, database, redis)

    assert told.count("certificate verify failed") == 2
    assert database.agreed == redis.agreed == []


def test_a_mail_server_with_a_certificate_that_nobody_knows_gets_no_mail(strange, serve):
    server = serve(strange, "web", as_mail_server)
    mail = EmailBackend(host="localhost", port=server.port, use_tls=True, timeout=5)

    with pytest.raises(ssl.SSLCertVerificationError):
        mail.open()
    assert server.agreed == []


def test_certificates_are_made_anew_by_the_same_authority_and_keys_are_shut(ours):
    before, authority = (ours / "site.pem").read_bytes(), (ours / "ca.pem").read_bytes()

    certificates(ours)

    assert (ours / "site.pem").read_bytes() != before
    assert (ours / "ca.pem").read_bytes() == authority
    assert {oct(key.stat().st_mode & 0o777) for key in ours.glob("*.key")} <= {"0o600", "0o640"}
