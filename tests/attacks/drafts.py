"""What a device makes of four words, written a second time: drafts that go to another device."""

from __future__ import annotations

import hashlib
import json
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

COST = 2**15
FOLDED = str.maketrans("әғіңөұүқһё", "агиноуукхе")


def derived(words: str, salt: str, cost: int = COST) -> bytes:
    """The root of name and key: scrypt of the words, salted with survey, wave and invitation."""
    return hashlib.scrypt(
        words.translate(FOLDED).encode(), salt=salt.encode(), n=cost, r=8, p=1, maxmem=2**26, dklen=32
    )


def part(root: bytes, use: str) -> bytes:
    """The name or the key that a root gives."""
    return HKDF(SHA256(), 32, b"", use.encode()).derive(root)


def sealed(root: bytes, answers: object, size: int) -> bytes:
    """A draft as the device sends it: nonce and cipher text, padded to `size`."""
    nonce, plain = secrets.token_bytes(12), json.dumps(answers).encode().ljust(size - 28)
    return nonce + AESGCM(part(root, "key")).encrypt(nonce, plain, b"")
