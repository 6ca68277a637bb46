"""A device with a passkey, as a browser speaks for it: what it sends when one is made, and when one is asked for."""

import json

from allauth.account.utils import user_pk_to_url_str
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

HOST = "testserver"
FLAG = AuthenticatorData.FLAG
SEEN = FLAG.UP | FLAG.UV  # somebody was there, and it was its owner
ADD = reverse("mfa_add_webauthn")


class Device:
    def __init__(self):
        self.key, self.credential_id = ec.generate_private_key(ec.SECP256R1()), b"a passkey of a lamp"

    def made(self, client):
        """Answers the page on which a passkey is made."""
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(b"\0" * 16, self.credential_id, public)
        known = AuthenticatorData.create(sha256(HOST.encode()), SEEN | FLAG.AT, 0, data)
        proof = {"attestationObject": websafe_encode(AttestationObject.create("none", known, {}))}
        return self.answer(proof, said("webauthn.create", client), clientExtensionResults={"credProps": {"rk": True}})

    def shown(self, client, member=None):
        """Answers a page that asks for one; without a password, it says whose it is."""
        data, words = AuthenticatorData.create(sha256(HOST.encode()), SEEN, 1), said("webauthn.get", client)
        signature = self.key.sign(data + sha256(words), ec.ECDSA(hashes.SHA256()))
        proof = {"authenticatorData": websafe_encode(data), "signature": websafe_encode(signature)}
        whose = {"userHandle": websafe_encode(user_pk_to_url_str(member).encode())} if member else {}
        return self.answer(proof | whose, words)

    def answer(self, proof, words, **more):
        name = websafe_encode(self.credential_id)
        response = {"clientDataJSON": websafe_encode(words), **proof}
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        } | more


def said(kind, client):
    challenge = client.session["mfa.webauthn.state"]["challenge"]
    return json.dumps({"type": kind, "challenge": challenge, "origin": f"https://{HOST}"}).encode()


def make_passkey(client):
    device = Device()
    client.get(ADD)
    answer = client.post(ADD, {"name": "My lamp", "credential": json.dumps(device.made(client))})
    assert answer.status_code == 302, answer.content
    return device
