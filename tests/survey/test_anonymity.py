"""Keys, secrets, codes, marks, sealed responses."""

import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey import anonymity
from survey.anonymity import Keys, KeyTrouble, TooLong, Unreadable

SURVEY = "5" * 32
KEYS = Keys(bytes(range(32)), bytes(range(32, 64)))


@given(st.binary(min_size=16, max_size=16))
def test_a_secret_of_16_bytes_is_26_characters_that_nobody_confuses(data: bytes):
    text = anonymity.encode(data)
    assert len(text) == 26
    assert not set(text) & set("ilou")
    assert anonymity.looks_like_secret(text)
    assert anonymity.repair(text.upper().replace("0", "O").replace("1", "I")) == text


@given(st.sets(st.binary(min_size=16, max_size=16), min_size=2, max_size=20))
def test_different_bytes_are_spelt_differently(values: set[bytes]):
    assert len({anonymity.encode(value) for value in values}) == len(values)


def test_a_code_uses_all_of_its_sixty_bits():
    firsts = {anonymity.encode(bytes([i] + [0] * 15))[0] for i in range(256)}
    assert len(firsts) == 32


def test_secrets_differ_by_survey_wave_person_and_key():
    secrets = {
        KEYS.secret(SURVEY, 1, "a"),
        KEYS.secret(SURVEY, 1, "b"),
        KEYS.secret(SURVEY, 2, "a"),
        KEYS.secret("6" * 32, 1, "a"),
        Keys.new().secret(SURVEY, 1, "a"),
        KEYS.secret(SURVEY, 1, "1|a"),
        KEYS.secret(SURVEY, 11, "a"),
    }
    assert len(secrets) == 7


def test_the_secret_of_a_person_stays_what_it_was_so_that_printed_cards_stay_good():
    assert KEYS.secret(SURVEY, 1, "a") == "ysvkqmpp62rgng27qmjk7z65cr"


def test_a_code_is_printed_in_groups_of_four():
    assert anonymity.printed("0123456789ab") == "0123-4567-89ab"
    assert anonymity.repair(" 0123 4567–89AB ") == "0123456789ab"


def test_hashes_need_the_key_and_marks_need_the_survey():
    assert KEYS.hash_of("code", "x") != Keys.new().hash_of("code", "x")
    assert KEYS.hash_of("code", "x") != KEYS.hash_of("hash", "x")
    assert anonymity.mark("secret", SURVEY) != anonymity.mark("secret", "6" * 32)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=60), max_size=5))
def test_what_was_sealed_opens_as_it_was(payload: dict[str, str]):
    box_id, sealed = anonymity.seal(KEYS, SURVEY, payload, 4096)
    assert anonymity.open_sealed(KEYS, SURVEY, box_id, sealed) == payload
    assert len(sealed) == 4096 + 28


def test_even_a_lone_surrogate_comes_back():
    box_id, sealed = anonymity.seal(KEYS, SURVEY, "\ud800", 2048)
    assert anonymity.open_sealed(KEYS, SURVEY, box_id, sealed) == "\ud800"


def test_the_same_answers_are_never_sealed_alike():
    assert len({anonymity.seal(KEYS, SURVEY, {}, 2048) for _ in range(50)}) == 50


def test_a_sealed_response_bears_no_change_no_move_and_no_other_key():
    box_id, sealed = anonymity.seal(KEYS, SURVEY, {"a": 1}, 2048)
    changed = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for keys, survey, at, data in [
        (KEYS, SURVEY, box_id, changed),
        (KEYS, SURVEY, bytes(16), sealed),
        (KEYS, "6" * 32, box_id, sealed),
        (Keys.new(), SURVEY, box_id, sealed),
    ]:
        with pytest.raises(Unreadable):
            anonymity.open_sealed(keys, survey, at, data)


def test_sizes_are_whole_pages_and_what_does_not_fit_is_refused():
    assert [anonymity.padded_size(most) for most in (0, 2044, 2045, 5000)] == [2048, 2048, 4096, 6144]
    anonymity.seal(KEYS, SURVEY, "x" * 2042, 2048)
    with pytest.raises(TooLong, match="2045 bytes, 2044 are allowed"):
        anonymity.seal(KEYS, SURVEY, "x" * 2043, 2048)


def test_a_form_key_has_16_bytes_in_either_spelling():
    key = "00ff" * 8
    assert anonymity.form_key(key.upper()) == anonymity.encode(bytes.fromhex(key))
    assert anonymity.form_key(anonymity.encode(bytes.fromhex(key))) == anonymity.form_key(key)
    assert [anonymity.form_key(bad) for bad in ("", "x", key + "0", key[:-1] + "g")] == [None] * 4


def test_key_files_are_for_their_owner_only(tmp_path):
    folder = tmp_path / "keys"
    path = anonymity.save_keys(folder, SURVEY, KEYS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert anonymity.read_keys(folder, SURVEY) == KEYS
    assert list(folder.iterdir()) == [path]


def test_a_missing_or_damaged_key_file_is_trouble_in_words(tmp_path):
    with pytest.raises(KeyTrouble, match="is missing"):
        anonymity.read_keys(tmp_path, SURVEY)
    path = anonymity.save_keys(tmp_path, SURVEY, KEYS)
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(KeyTrouble, match="is damaged"):
        anonymity.read_keys(tmp_path, SURVEY)
    path.write_bytes(b"\xff" * 100)
    with pytest.raises(KeyTrouble, match="is damaged"):
        anonymity.read_keys(tmp_path, SURVEY)


def test_keys_are_destroyed_once_and_for_good(tmp_path):
    path = anonymity.save_keys(tmp_path, SURVEY, KEYS)
    second_name = tmp_path / "kept"
    second_name.hardlink_to(path)
    assert anonymity.destroy_keys(tmp_path, SURVEY)
    assert not path.exists()
    assert KEYS.box.hex().encode() not in second_name.read_bytes()
    assert not anonymity.destroy_keys(tmp_path, SURVEY)


def test_keys_show_nothing_of_themselves():
    assert KEYS.invite.hex() not in repr(KEYS)
    assert str(KEYS.invite) not in repr(KEYS)
    assert KEYS.check(SURVEY) == Keys(KEYS.invite, KEYS.box).check(SURVEY) != Keys.new().check(SURVEY)
