"""Labels that make room for each other."""

from itertools import pairwise
from random import Random

from analysis.charts.axes import Span, ticks
from analysis.charts.spacing import free, spread


def test_labels_with_room_stand_where_they_want():
    assert spread([10, 50, 90], [10, 10, 10], 0) == [10, 50, 90]


def test_two_at_one_place_share_the_way():
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


def test_no_two_touch_and_all_stand_inside_wherever_they_want_to_be():
    random = Random(3)
    for _ in range(500):
        many = random.randrange(1, 12)
        sizes = [random.uniform(1, 8) for _ in range(many)]
        wanted = [random.uniform(-20, 120) for _ in range(many)]
        found = spread(wanted, sizes, 0, 100)
        edges = sorted((at - size / 2, at + size / 2) for at, size in zip(found, sizes, strict=True))
        assert edges[0][0] >= -1e-9
        assert edges[-1][1] <= 100 + 1e-9
        assert all(before[1] <= after[0] + 1e-9 for before, after in pairwise(edges))


def test_what_wants_to_be_lower_stays_lower():
    found = spread([50, 51, 49], [10, 10, 10], 0, 100)
    assert found[2] < found[0] < found[1]


def test_a_place_is_free_inside_and_off_what_is_taken():
    assert free((0, 0, 2, 2), [(3, 0, 5, 2)], (0, 0, 9, 9))
    assert not free((2, 0, 4, 2), [(3, 0, 5, 2)], (0, 0, 9, 9))
    assert not free((8, 0, 10, 2), [], (0, 0, 9, 9))


def test_ticks_are_round_and_few():
    assert ticks(0, 31, 7) == [0, 5, 10, 15, 20, 25, 30]
    assert ticks(19, 62, 4) == [20, 40, 60]
    assert len(ticks(0, 98_765, 6)) <= 6


def test_a_scale_ends_at_its_ends():
    span = Span(0, 50, 100, 200)
    assert (span.at(0), span.at(25), span.at(80)) == (100, 150, 200)
