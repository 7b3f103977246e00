"""The linkage attack: at chance for our store, and the same attack breaks naive ones.

The attacker has the database, its write-ahead log, copies of both from all through the field, every link,
and knows in which order people answered.
"""

import json
from array import array
from random import Random

import numpy as np
import pytest

from survey import anonymity, closing
from survey.anonymity import Unreadable
from survey.coded import Coded
from survey.storage.values import read_questionnaire
from tests.attacks import attack, field, naive
from tests.attacks.field import Evidence

SEEDS = 20
CHANCE = (0.47, 0.53)


def own_boxes(evidence: Evidence) -> dict[int, bytes]:
    """Person -> id of the sealed response: told by the judge, so that the attacker is as strong as can be."""
    rows = attack.query(evidence.copies[-1], "SELECT id, sealed FROM box")
    opened = {
        box: anonymity.open_sealed(evidence.keys, evidence.survey.id, box, sealed) for box, sealed in rows
    }
    return {payload["answers"]["truth"]: box for box, payload in opened.items()}


def orders_of_people(evidence: Evidence) -> dict[str, list[int]]:
    """Every order among the people that the field could have left."""
    image, boxes = attack.whole(evidence.copies[-1]), own_boxes(evidence)
    marks = {person: evidence.mark(person) for person in evidence.order}
    return {
        "use": list(evidence.order),
        "marks": sorted(marks, key=marks.__getitem__),
        "places of marks": attack.by_place(marks, image),
        "boxes": sorted(boxes, key=boxes.__getitem__),
        "places of boxes": attack.by_place(boxes, image),
    }


def orders_of_answers(evidence: Evidence) -> dict[str, list[int]]:
    """Every order among the answers and texts of the closed database."""
    answers = [int(truth) for truth in column(evidence, "rows", "truth")]
    texts = [int(str(text).split("-")[1]) for text in column(evidence, "apart", "comment")]
    keys = attack.query(evidence.last, "SELECT keys FROM noise")[0][0]
    by_key = sorted(zip(array("Q", keys), answers, strict=True))
    return {"answers": answers, "texts": texts, "record keys": [person for _, person in by_key]}


def column(evidence: Evidence, part: str, variable: str) -> list[str | float]:
    """What everybody said, in the order of the closed database."""
    query = f"SELECT words, places FROM coded_column WHERE part = '{part}' AND variable = '{variable}'"
    return list(Coded.unpacked(*attack.query(evidence.last, query)[0]).values())


@pytest.fixture(scope="module")
def linked(tmp_path_factory) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """(order of people, order of answers) -> AUC and accuracy of each of twenty fields."""
    found = {}
    for seed in range(SEEDS):
        folder = tmp_path_factory.mktemp("field")
        evidence = field.run(folder, seed)
        answers = orders_of_answers(evidence)
        for name, people in orders_of_people(evidence).items():
            for other, order in answers.items():
                result = attack.auc(people, order), attack.accuracy(people, order)
                found.setdefault((name, other), []).append(result)
        field.forget(folder)
    return found


def test_no_order_of_people_goes_with_an_order_of_answers(linked):
    means = {pair: np.mean([auc for auc, _ in results]) for pair, results in linked.items()}
    assert len(means) == 15
    assert {pair: mean for pair, mean in means.items() if not CHANCE[0] < mean < CHANCE[1]} == {}


def test_pairing_by_rank_links_as_few_as_guessing(linked):
    shares = {pair: np.mean([share for _, share in results]) for pair, results in linked.items()}
    assert max(shares.values()) < 0.02


@pytest.mark.parametrize("table", [naive.AUTOINCREMENT, naive.HIDDEN_ROWID])
def test_the_same_attack_links_everybody_in_a_naive_store(tmp_path, table):
    order = Random(1).sample(range(257), 237)
    stolen = naive.run(tmp_path / "naive.sqlite", order, table)
    rows = attack.query(stolen, "SELECT answers FROM response ORDER BY rowid")
    found = [json.loads(answers)["truth"] for (answers,) in rows]
    assert attack.accuracy(order, found) == 1.0
    assert attack.auc(order, found) > 0.99


def test_the_same_look_at_pages_sees_the_order_in_a_store_of_random_keys_never_swept(tmp_path):
    order = Random(1).sample(range(257), 30)
    stolen = naive.run(tmp_path / "naive.sqlite", order, naive.NEVER_VACUUMED)
    rows = attack.query(stolen, "SELECT id, answers FROM response")
    keys = {json.loads(answers)["truth"]: key for key, answers in rows}
    assert attack.accuracy(order, attack.by_place(keys, stolen.database)) == 1.0
    assert attack.accuracy(order, list(keys)) < 0.3


def test_lengths_link_answers_that_are_sealed_without_padding_but_ours_have_one_length(tmp_path):
    random = Random(1)
    texts = {person: json.dumps(field.payload(person, random)) for person in range(237)}
    lengths = naive.sealed_without_padding(texts)
    unpadded = [person for person in texts if sum(n == lengths[person] for n in lengths.values()) == 1]
    assert len(unpadded) > 20
    evidence = field.run(tmp_path, seed=1)
    sizes = {
        attack.query(copy, "SELECT min(length(sealed)), max(length(sealed)) FROM box")[0]
        for copy in evidence.copies
    }
    assert len(sizes) == 1
    assert len(set(sizes.pop())) == 1


@pytest.fixture(scope="module")
def evidence(tmp_path_factory) -> Evidence:
    return field.run(tmp_path_factory.mktemp("field"), seed=7)


def test_with_the_keys_the_log_links_everybody_which_is_why_closing_destroys_them(evidence: Evidence):
    sealed = dict(attack.query(evidence.copies[-1], "SELECT id, sealed FROM box"))
    people = {person: evidence.mark(person) for person in evidence.order}
    pairs = attack.paired(people, sealed, evidence.copies)
    opened = {
        person: anonymity.open_sealed(evidence.keys, evidence.survey.id, box, sealed[box])
        for person, box in pairs.items()
    }
    right = sum(answers["answers"]["truth"] == person for person, answers in opened.items())
    assert right == field.ANSWERING


def test_without_the_keys_not_one_sealed_answer_opens(evidence: Evidence):
    sealed = attack.query(evidence.copies[-1], "SELECT id, sealed FROM box")
    candidates = [anonymity.Keys(data, data) for data in every_thirty_two_bytes(evidence)]
    assert not anonymity.key_file(evidence.settings.keys, evidence.survey.id).exists()
    for box, content in sealed[:3]:
        for keys in candidates:
            with pytest.raises(Unreadable):
                anonymity.open_sealed(keys, evidence.survey.id, box, content)


def every_thirty_two_bytes(evidence: Evidence) -> list[bytes]:
    """What could be a key in the thief's hands: every blob of 32 bytes that the database ever held."""
    marks = attack.query(evidence.copies[-1], "SELECT mark FROM used")
    hashes = attack.query(
        evidence.copies[-1], "SELECT secret_hash FROM participant UNION SELECT code_hash FROM participant"
    )
    checks = attack.query(
        evidence.copies[0],
        "SELECT substr(key_check, 1, 32) FROM survey UNION SELECT substr(key_check, 33) FROM survey",
    )
    return [blob for (blob,) in [*marks, *hashes, *checks]]


def test_the_keys_stand_in_no_copy_and_in_no_file_that_is_left(evidence: Evidence):
    held = [part for copy in (*evidence.copies, evidence.last) for part in (copy.database, copy.log)]
    held += field.everything([evidence.settings.instance]).values()
    for key in (evidence.keys.invite, evidence.keys.box):
        assert not any(key in content or key.hex().encode() in content for content in held)


def test_before_closing_no_file_tells_an_answer_a_link_or_a_code(evidence: Evidence):
    held = attack.pages(evidence.copies)
    for person in evidence.order:
        secret = evidence.links[person]
        needles = [
            secret,
            secret[:12],
            anonymity.printed(secret[:12]),
            field.comment(person),
            f'"truth":{person}',
        ]
        assert not [needle for needle in needles if needle.encode() in held]


def test_after_closing_no_file_tells_a_person_a_link_or_a_code(evidence: Evidence):
    left = b"".join(field.everything([evidence.settings.instance]).values())
    for person, secret in evidence.links.items():
        needles = [secret, secret[:12], f"person-{person:03d}"]
        assert not [needle for needle in needles if needle.encode() in left]
        assert evidence.mark(person) not in left
    seen = sum(field.comment(person).encode() in left for person in evidence.order)
    assert seen > 0.9 * field.ANSWERING, "texts would be seen, but where one runs over the end of a page"


def test_nothing_is_written_outside_the_instance(tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(elsewhere))
    monkeypatch.setenv("SQLITE_TMPDIR", str(elsewhere))
    found = field.run(tmp_path / "run", seed=3, every=100)
    assert list(elsewhere.iterdir()) == []
    names = {path.name for path in field.everything([found.settings.instance])}
    assert names <= {"session.key", "saualnama.sqlite", "saualnama.sqlite-wal", "saualnama.sqlite-shm"}


def test_the_same_answers_closed_twice_get_another_order():
    questionnaire = read_questionnaire(field.SOURCE, "field")
    responses = [(field.payload(person, Random(person)), person) for person in range(60)]
    first, second = (closing.close(questionnaire, responses) for _ in range(2))
    assert sorted(first.keys) == sorted(second.keys) == list(range(60))
    orders = [
        list(one.values()) for end in (first, second) for one in (end.rows["truth"], end.apart["comment"])
    ]
    assert len({tuple(order) for order in orders}) == 4


def test_a_record_key_belongs_to_its_row(tmp_path):
    store, survey, links = field.begin(tmp_path)
    random = Random(4)
    for person in range(40):
        store.submit(survey, links[person], field.payload(person, random))
    wave_keys = anonymity.read_keys(store.settings.keys, survey.id)
    with store.read() as connection:
        boxes = connection.exec_driver_sql("SELECT id, sealed FROM box").all()
    own = {
        anonymity.open_sealed(wave_keys, survey.id, box, sealed)["answers"]["truth"]: wave_keys.record_key(
            survey.id, box
        )
        for box, sealed in boxes
    }
    survey = store.close(survey)
    truths = store.microdata(survey).column("truth").values.tolist()
    assert dict(zip(truths, store.record_keys(survey).tolist(), strict=True)) == own
    store.engine.dispose()


@pytest.mark.postgres
def test_postgresql_keeps_neither_transactions_nor_places_that_tell(postgres, tmp_path):
    from survey.storage import Store
    from tests.survey.stores import small_settings

    store = Store(small_settings(tmp_path / "instance", postgres.new_database()))
    survey = store.create_survey("field", field.SOURCE)
    store.load_frame(survey, [(str(i), f"d{district}") for i, district in enumerate(field.districts())])
    survey = store.open_survey(survey)
    for one in store.invitations(survey)[:60]:
        store.submit(survey, one.secret, field.payload(int(one.person), Random(1)))
    store.close(survey)
    with store.read() as connection:
        query = "SELECT xmin FROM coded_column UNION SELECT xmin FROM noise"
        assert len(connection.exec_driver_sql(query).all()) == 1
        for table in ("box", "used", "participant"):
            assert connection.exec_driver_sql(f"SELECT pg_relation_size('{table}')").scalar() == 0
    store.engine.dispose()
