"""Items and answers in another order for everyone, drawn on the device."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, field_wave
from tests.journeys.test_filling import Visits, address, fill_in, secret, thanked
from tests.survey.test_order import SHUFFLED

OPTIONS = "() => [...document.querySelectorAll('[name=pick]')].map(field => field.value)"
ITEMS = "() => [...document.querySelectorAll('.q')].map(item => item.id.slice(2))"
WRITTEN = ["a", "b", "c", "d", "e", "other", "none"]


def orders(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(page.evaluate(OPTIONS)), tuple(page.evaluate(ITEMS))


def test_everyone_gets_another_order_and_what_is_fixed_stays(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=SHUFFLED)
    seen = []
    for _ in range(12):
        one = visit()
        one.page.goto(address(site, survey, "en"))
        seen.append(orders(one.page))
        assert one.errors == []
        one.context.close()
    for options, items in seen:
        assert sorted(options) == sorted(WRITTEN)
        assert options[-1] == "none"
        assert items.index("why") == items.index("liked") + 1
        assert items.index("first") == items.index("told") + 1
    assert len({options for options, _ in seen}) > 6
    assert len({items for _, items in seen}) > 3
    assert len({options[0] for options, _ in seen}) > 2


def test_going_back_and_coming_again_show_the_same_order_until_it_is_sent(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=SHUFFLED)
    one = visit()
    one.page.goto(f"{address(site, survey, 'en')}#{secret(site, survey)}")
    one.page.click("#n")
    drawn = orders(one.page)
    one.page.check('[name=pick][value="other"]')
    one.page.click("#b")
    assert orders(one.page) == drawn
    one.page.reload()
    assert orders(one.page) == drawn
    one.page.click('[name=language][value="kk"]')
    expect(one.page.locator("html")).to_have_attribute("lang", "kk")
    assert orders(one.page) == drawn
    one.page.click("#n")
    one.page.fill("[name=first]", "x")
    with one.page.expect_request(lambda request: request.method == "POST") as sent:
        one.page.click("#s")
    assert re.findall("[~]|draw|order", str(sent.value.post_data)) == []
    thanked(one.page)


def test_without_script_the_order_is_as_written(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=SHUFFLED)
    one = visit(script=False)
    one.page.goto(address(site, survey, "en"))
    assert one.page.evaluate(OPTIONS) == WRITTEN


def test_lines_and_lists_are_mixed_and_a_written_answer_goes_with_its_field(
    site: Site, visit: Visits
) -> None:
    survey = field_wave(site, source=SHUFFLED)
    rows, lists = set(), set()
    for _ in range(8):
        one = visit()
        one.page.goto(f"{address(site, survey, 'en')}#{secret(site, survey)}")
        rows.add(
            tuple(
                one.page.evaluate(
                    "[...document.querySelectorAll('#q-grid fieldset legend')].map(l => l.textContent)"
                )
            )
        )
        each = one.page.evaluate(
            "[...document.querySelectorAll('#q-rank select')]"
            ".map(list => [...list.options].map(one => one.value).join())"
        )
        assert len(set(each)) == 1
        assert each[0].startswith(",")
        lists.add(each[0])
        after = one.page.evaluate(
            "document.querySelector('[value=other]').closest('label').nextElementSibling.name"
        )
        assert after == "pick.other.text"
        one.context.close()
    assert len(rows) > 2
    assert len(lists) > 1


def test_a_refused_page_keeps_the_order(site: Site, visit: Visits) -> None:
    survey = field_wave(site, source=SHUFFLED)
    one = visit()
    one.page.goto(f"{address(site, survey, 'en')}#{secret(site, survey)}")
    one.page.click("#n")
    drawn = orders(one.page)
    fill_in(one.page, {"many": ["no number"]})
    one.page.click("#s")
    expect(one.page.locator(".a")).to_be_focused()
    assert orders(one.page) == drawn
