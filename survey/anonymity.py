"""The ballot box: keys, link secrets, marks of use, sealed responses. Nothing here touches the database.

Each survey wave has two keys of 32 random bytes in one file, apart from the database and its backups:
`invite` makes the links, `box` seals the answers. Closing a wave destroys the file. Until then, who holds the
file and the database can pair people with answers; afterwards nobody can.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u."""

SECRET_BYTES, SECRET_LENGTH, CODE_LENGTH = 16, 26, 12
RECEIPT_DRAWN, RECEIPT_LENGTH = 5, 16
PAGE = 2048
NONCE, TAG = 12, 16
KEY_BYTES = 32
FILE_HEADER = "saualnama keys 1"

_LOOK_ALIKE = str.maketrans(
    {"o": "0", "i": "1", "l": "1", " ": None, "-": None, "\u2013": None, "\u00a0": None}
)


class KeyTrouble(RuntimeError):
    """A key file is missing, damaged or not the one that the database expects."""


class Unreadable(ValueError):
    """A sealed response was altered, or sealed with another key."""


class TooLong(ValueError):
    """A response has more bytes than the questionnaire allows."""


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The two keys of a survey wave. Not shown by repr, so that no log can hold them."""

    invite: bytes
    box: bytes

    @classmethod
    def new(cls) -> Keys:
        """Two fresh keys of 32 random bytes."""
        return cls(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))

    def check(self, survey_id: str) -> bytes:
        """What the database keeps (64 bytes) to know these keys again; it tells nothing about them."""
        return b"".join(_keyed(key, f"check|{survey_id}") for key in (self.invite, self.box))

    def secret(self, survey_id: str, wave: int, person: str) -> str:
        """The link secret of a person: 128 bits as 26 characters."""
        return encode(_keyed(self.invite, f"{survey_id}|{wave}|{person}")[:SECRET_BYTES])

    def hash_of(self, kind: str, text: str) -> bytes:
        """The keyed hash (32 bytes) under which the database knows a secret or a code."""
        return _keyed(self.invite, f"{kind}|{text}")

    def record_key(self, survey_id: str, box_id: bytes) -> int:
        """The 64 bits by which the noise of publications knows a response. Who has not the key of the box
        cannot tell them from drawn ones, nor find whose they are."""
        return int.from_bytes(_keyed(self.box, f"record|{survey_id}|{box_id.hex()}")[:8], "little")

    def noise_secret(self, survey_id: str, snapshot: int) -> bytes:
        """The secret (32 bytes) of the noise in the publications of one snapshot."""
        return _keyed(self.box, f"noise|{survey_id}|{snapshot}")


def encode(data: bytes) -> str:
    """`data` (16 bytes) in Crockford's base 32: 26 characters, the spare bits in the last one."""
    length = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << (5 * length - 8 * len(data))
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def repair(typed: str) -> str:
    """What was meant by a typed code: small letters, no spaces or hyphens, o as 0, i and l as 1."""
    return typed.strip().lower().translate(_LOOK_ALIKE)


def looks_like_secret(repaired: str) -> bool:
    """Whether this can be a whole link secret."""
    return len(repaired) == SECRET_LENGTH and set(repaired) <= set(ALPHABET)


def looks_like_code(repaired: str) -> bool:
    """Whether this can be the short code of a printed card."""
    return len(repaired) == CODE_LENGTH and set(repaired) <= set(ALPHABET)


def code_of(secret: str) -> str:
    """The short code of a secret: its first 12 characters (60 bits)."""
    return secret[:CODE_LENGTH]


def printed(code: str) -> str:
    """A code as it stands on a card: in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def form_key(typed: str) -> str | None:
    """The form key of an open survey (16 random bytes from the page, as 32 hexadecimal digits or 26
    characters of base 32) in one spelling; None when it is not one."""
    text = typed.strip().lower()
    if re.fullmatch("[0-9a-f]{32}", text):
        return encode(bytes.fromhex(text))
    repaired = repair(typed)
    return repaired if looks_like_secret(repaired) else None


def mark(secret: str, survey_id: str) -> bytes:
    """The mark (32 bytes) that a used secret leaves; it cannot be turned back into the secret."""
    return _keyed(secret.encode(), f"used|{survey_id}")


def padded_size(most_bytes: int) -> int:
    """The one size of every sealed plain text of a survey: whole pages of 2048 bytes."""
    return PAGE * -(-(most_bytes + 4) // PAGE)


def seal(keys: Keys, survey_id: str, payload: Any, size: int) -> tuple[bytes, bytes]:
    """A random id (16 bytes) and `payload` as sealed JSON, `size` + 28 bytes whatever it says.

    TooLong when the JSON does not fit.
    """
    box_id, nonce = secrets.token_bytes(16), secrets.token_bytes(NONCE)
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    data = text.encode("utf-8", "surrogatepass")
    if len(data) + 4 > size:
        raise TooLong(f"the answers take {len(data)} bytes, {size - 4} are allowed")
    plain = (len(data).to_bytes(4, "big") + data).ljust(size, b"\0")
    return box_id, nonce + AESGCM(keys.box).encrypt(nonce, plain, _bound_to(survey_id, box_id))


def open_sealed(keys: Keys, survey_id: str, box_id: bytes, sealed: bytes) -> Any:
    """The payload of a sealed response; Unreadable when it is not as it was sealed."""
    try:
        plain = AESGCM(keys.box).decrypt(sealed[:NONCE], sealed[NONCE:], _bound_to(survey_id, box_id))
    except InvalidTag as error:
        raise Unreadable(
            "a sealed response was altered, or the key file is not the one it was sealed with"
        ) from error
    length = int.from_bytes(plain[:4], "big")
    return json.loads(plain[4 : 4 + length].decode("utf-8", "surrogatepass"))


def receipt_key(keys: Keys, survey_id: str) -> bytes:
    """The key that makes receipts of a survey, and nothing else."""
    return keys.hash_of("receipts", survey_id)


def receipt(key: bytes) -> str:
    """A fresh receipt: 25 random bits and their seal of 55 bits, as 16 characters. Made of nothing that the
    person has or said, so that it leads nowhere, and anybody may pass it on."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(RECEIPT_DRAWN))
    return drawn + _receipt_seal(key, drawn)


def is_receipt(key: bytes, typed: str) -> bool:
    """Whether this is a receipt that the key made."""
    repaired = repair(typed)
    drawn = repaired[:RECEIPT_DRAWN]
    return hmac.compare_digest(repaired.encode(), (drawn + _receipt_seal(key, drawn)).encode())


def _receipt_seal(key: bytes, drawn: str) -> str:
    return encode(_keyed(key, drawn)[:SECRET_BYTES])[: RECEIPT_LENGTH - RECEIPT_DRAWN]


def enclose(keys: Keys, survey_id: str, name: bytes, data: bytes) -> bytes:
    """What a device sealed, sealed once more: 28 bytes more than it has."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(keys.box).encrypt(nonce, data, _bound_to(survey_id, name))


def disclose(keys: Keys, survey_id: str, name: bytes, enclosed: bytes) -> bytes:
    """What the device sealed; Unreadable when it is not as it was enclosed."""
    try:
        return AESGCM(keys.box).decrypt(enclosed[:NONCE], enclosed[NONCE:], _bound_to(survey_id, name))
    except InvalidTag as error:
        raise Unreadable("a sealed draft was altered, or enclosed with another key") from error


def key_file(folder: Path, survey_id: str) -> Path:
    """Where the keys of a survey wave are."""
    return folder / f"{survey_id}.key"


def save_keys(folder: Path, survey_id: str, keys: Keys) -> Path:
    """Write a key file that only its owner can read, wholly or not at all."""
    text = f"{FILE_HEADER}\ninvite {keys.invite.hex()}\nbox {keys.box.hex()}\n"
    return write_private(key_file(folder, survey_id), text)


def read_keys(folder: Path, survey_id: str) -> Keys:
    """The keys of a survey wave; KeyTrouble when the file is missing or damaged."""
    path = key_file(folder, survey_id)
    try:
        text = path.read_text("ascii", "replace")
    except FileNotFoundError as missing:
        raise KeyTrouble(f"the key file {path} is missing; put it back from its own safe place") from missing
    found = re.fullmatch(rf"{FILE_HEADER}\ninvite ([0-9a-f]{{64}})\nbox ([0-9a-f]{{64}})\n", text)
    if not found:
        raise KeyTrouble(f"the key file {path} is damaged; put it back from its own safe place")
    return Keys(bytes.fromhex(found[1]), bytes.fromhex(found[2]))


def destroy_keys(folder: Path, survey_id: str) -> bool:
    """Overwrite and remove a key file for good; False when it was gone already."""
    path = key_file(folder, survey_id)
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(os.fstat(file.fileno()).st_size))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return False
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    _sync_folder(folder)
    return True


def write_private(path: Path, text: str) -> Path:
    """Write a small file with mode 0600 in a folder with mode 0700, wholly or not at all."""
    private_folder(path.parent)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
    _sync_folder(path.parent)
    return path


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner can enter."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def _keyed(key: bytes, message: str) -> bytes:
    return hmac.digest(key, message.encode("utf-8"), "sha256")


def _bound_to(survey_id: str, box_id: bytes) -> bytes:
    """What a sealed response is tied to, so that it can be moved neither between rows nor surveys."""
    return survey_id.encode() + box_id


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
