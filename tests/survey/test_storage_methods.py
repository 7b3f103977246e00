"""The methods of a survey as they are kept: one statement for each, whole, in the place of the last."""

from survey.storage import Store
from tests.survey.stores import opened

TOLD = {"sponsor": {"kk": "Әкімдік", "en": "The akimat"}, "field_start": "2026-10-01"}


def test_a_survey_has_no_methods_before_they_are_told(store: Store):
    assert store.methods(opened(store)) == {}


def test_methods_come_back_as_they_were_told_the_last_ones_only(store: Store):
    survey = opened(store)
    store.keep_methods(survey, {"sponsor": {"en": "Nobody"}, "quality": {"en": "Read twice"}})
    store.keep_methods(survey, TOLD)
    assert store.methods(survey) == TOLD


def test_each_survey_has_its_own(store: Store):
    survey, other = opened(store), store.create_survey("work", opened(store, mode="open").source)
    store.keep_methods(survey, TOLD)
    assert store.methods(other) == {}
