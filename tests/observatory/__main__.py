"""`make observatory`: this site behind TLS, graded by Mozilla's observatory (npm). Needs Node.js; CI asks for the same
headers in tests/core/test_observatory.py."""

import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.site import Site, free_port, fresh_database

VERSION = "1.4.8"
NAME = "@mdn/mdn-http-observatory"
HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("OBSERVATORY", HERE.parents[1] / "var" / "observatory"))
# Its installer would fetch these two lists from other hosts. A site on localhost stands in neither.
LISTS = {"conf/hsts-preload.json": "{}", "conf/tld-list.json": "[]"}


def install():
    """Into var/, which git leaves out; nothing of it runs while it is installed."""
    package = FOLDER / "node_modules" / NAME
    if not package.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / "package.json").write_text("{}")
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-save")
        subprocess.run(["npm", "install", *options, f"{NAME}@{VERSION}"], cwd=FOLDER, check=True)
    for name, text in LISTS.items():
        if not (package / name).exists():
            (package / name).write_text(text)
    return package


def make_certificate(folder):
    """Of localhost, for an hour, trusted by this one process of Node.js."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *private))
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "key.pem", folder / "certificate.pem"


def grade(package, folder):
    https, http = free_port(), free_port()
    key, certificate = make_certificate(folder)
    outside = {"BASE_URL": f"https://localhost:{https}", "TRUSTED_PROXY_COUNT": "1"}
    with fresh_database() as database, Site(folder / "var", database | outside).running() as site:
        done = subprocess.run(
            ["node", HERE / "grade.mjs", package, str(site.port), str(https), str(http), key, certificate],
            env={**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=120,
        )
    return json.loads(done.stdout)


def main():
    package = install()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "var").mkdir()
        found = grade(package, Path(folder))
    print(json.dumps(found, indent=2))
    sys.exit(found["grade"] != "A+")


if __name__ == "__main__":
    main()
