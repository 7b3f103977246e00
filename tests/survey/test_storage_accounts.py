"""Accounts and sessions."""

import operator
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from survey import storage
from survey.storage import Store
from survey.storage.accounts import MOST_NAMES, Attempts, common_passwords

PASSWORD = "тоғыз қоңыр тиін"


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(store: Store) -> Clock:
    store.clock = Clock()
    return store.clock


def test_the_right_password_signs_in_and_others_do_not(store: Store):
    store.add_account("aigul", PASSWORD)
    assert store.check_password("aigul", PASSWORD)
    assert not store.check_password("aigul", PASSWORD + " ")
    assert not store.check_password("nobody", PASSWORD)
    assert store.accounts() == ["aigul"]


def test_there_is_no_account_by_default(store: Store):
    assert store.accounts() == []
    assert store.sign_in("admin", "admin") is None


def test_the_database_keeps_only_an_argon2_hash(sqlite: Store):
    sqlite.add_account("aigul", PASSWORD)
    with sqlite.read() as connection:
        hashed = connection.exec_driver_sql("SELECT password_hash FROM account").scalar()
    assert hashed.startswith("$argon2id$")
    assert PASSWORD not in hashed


@pytest.mark.parametrize(
    "password", ["", "1234567", "x" * 129, "password1", "Йцукенгш", "SAUALNAMA", "kitaphana"]
)
def test_a_short_long_or_common_password_is_refused_in_words(sqlite: Store, password: str):
    with pytest.raises(storage.PasswordRefused):
        sqlite.add_account("aigul", password)
    assert sqlite.accounts() == []


def test_the_name_is_no_password(sqlite: Store):
    with pytest.raises(storage.PasswordRefused):
        sqlite.add_account("Aigul Serikova", "aigul serikova")


@pytest.mark.parametrize(
    "password", ["x7#kQ2vb", "ж" * 128, "  spaces  count ", "\u0000\u0000null\u0000\u0000"]
)
def test_any_letters_make_a_password_of_8_to_128(store: Store, password: str):
    store.add_account("aigul", password)
    assert store.check_password("aigul", password)
    assert not store.check_password("aigul", password[:-1])


def test_common_passwords_are_in_small_letters_and_long_enough_to_be_tried():
    assert len(common_passwords()) >= 100
    assert all(word == word.casefold() and len(word) >= 8 for word in common_passwords())


def test_an_unknown_name_takes_as_long_as_a_known_one(sqlite: Store):
    sqlite.add_account("aigul", PASSWORD)
    sqlite.check_password("nobody", "x")
    times = {name: [] for name in ("aigul", "nobody")}
    for i in range(4):
        for name, taken in times.items():
            began = time.perf_counter()
            sqlite.check_password(name, f"wrong {i}")
            taken.append(time.perf_counter() - began)
    assert 0.4 < min(times["nobody"]) / min(times["aigul"]) < 2.5


def test_wrong_passwords_make_one_wait_longer_and_longer_whether_the_account_is_there_or_not(store, clock):
    store.add_account("aigul", PASSWORD)
    for name in ("aigul", "nobody"):
        for _ in range(5):
            assert not store.check_password(name, "wrong")
        waits = []
        for _ in range(4):
            with pytest.raises(storage.TooManyAttempts) as refused:
                store.check_password(name, PASSWORD)
            waits.append(refused.value.seconds)
            clock.now += refused.value.seconds
            assert not store.check_password(name, "wrong")
        assert waits == sorted(set(waits))


def test_many_wrong_passwords_at_once_are_counted_as_if_they_came_one_by_one(sqlite: Store):
    def refused(i: int) -> bool:
        try:
            return sqlite.check_password("nobody", f"wrong {i}")
        except storage.TooManyAttempts:
            return True

    with ThreadPoolExecutor(30) as pool:
        assert sum(map(operator.not_, pool.map(refused, range(30)))) <= 6


def test_invented_names_do_not_fill_the_memory():
    attempts = Attempts()
    for i in range(MOST_NAMES + 10):
        attempts.failed(f"{i}" * 1000, now=0.0)
    assert len(attempts._failed) == MOST_NAMES
    assert sum(map(len, attempts._failed)) == 32 * MOST_NAMES


def test_waiting_helps_and_the_right_password_ends_the_count(store, clock):
    store.add_account("aigul", PASSWORD)
    for _ in range(5):
        store.check_password("aigul", "wrong")
    clock.now += 60
    assert store.check_password("aigul", PASSWORD)
    assert not store.check_password("aigul", "wrong")
    assert store.check_password("aigul", PASSWORD)


def test_nobody_waits_more_than_a_quarter_of_an_hour():
    attempts = Attempts()
    for _ in range(60):
        attempts.failed("nobody", now=0.0)
    with pytest.raises(storage.TooManyAttempts):
        attempts.check("nobody", now=15 * 60 - 1)
    attempts.check("nobody", now=15 * 60)


@pytest.mark.parametrize("name", ["", "a\0b", "\udcff", "x" * 10_000, "' OR 1=1 --"])
def test_no_name_that_can_be_typed_breaks_signing_in(store: Store, name: str):
    assert store.sign_in(name, "\udcff\0" + PASSWORD) is None


def test_a_session_is_known_by_its_token_until_sign_out(store: Store):
    store.add_account("aigul", PASSWORD)
    first, second = store.sign_in("aigul", PASSWORD), store.sign_in(" aigul ", PASSWORD)
    assert first != second
    assert store.session_account(first) == store.session_account(second) == "aigul"
    store.end_session(first)
    assert store.session_account(first) is None
    assert store.session_account(second) == "aigul"


@pytest.mark.parametrize("token", ["", "x", "\udcff", "a" * 10_000])
def test_an_invented_token_is_nobody(sqlite: Store, token: str):
    assert sqlite.session_account(token) is None


def test_the_database_does_not_hold_the_token(sqlite: Store):
    sqlite.add_account("aigul", PASSWORD)
    token = sqlite.sign_in("aigul", PASSWORD)
    files = list(sqlite.settings.database_file.parent.iterdir())
    assert not any(token.encode() in file.read_bytes() for file in files)


def test_an_idle_session_ends_after_half_an_hour_and_use_prolongs_it(store, clock):
    store.add_account("aigul", PASSWORD)
    token = store.sign_in("aigul", PASSWORD)
    for _ in range(3):
        clock.now += 29 * 60
        assert store.session_account(token) == "aigul"
    clock.now += 30 * 60 + 1
    assert store.session_account(token) is None


def test_a_session_ends_after_twelve_hours_however_it_is_used(store, clock):
    store.add_account("aigul", PASSWORD)
    token = store.sign_in("aigul", PASSWORD)
    for _ in range(12 * 4 - 1):
        clock.now += 15 * 60
        assert store.session_account(token) == "aigul"
    clock.now += 15 * 60
    assert store.session_account(token) is None


def test_a_new_password_or_a_removed_account_ends_its_sessions(store: Store):
    store.add_account("aigul", PASSWORD)
    token = store.sign_in("aigul", PASSWORD)
    store.add_account("aigul", PASSWORD + "!")
    assert store.session_account(token) is None
    token = store.sign_in("aigul", PASSWORD + "!")
    store.remove_account("aigul")
    assert store.session_account(token) is None
    with pytest.raises(storage.UnknownAccount):
        store.remove_account("aigul")
