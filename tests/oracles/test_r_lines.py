"""R's lines are read as R reads them, or fail with their text."""

import numpy as np
import pytest

from tests.oracles import r_frames, r_functions
from tests.oracles.r_evaluate import Scope, evaluate, run
from tests.oracles.r_syntax import Unreadable, parse
from tests.oracles.r_values import Factor, Frame, labels_of, numbers_of

REGISTERED = (r_frames, r_functions)


def data() -> Scope:
    mood = Factor(np.array([0, 2, -1, 1]), ["bad", "so-so", "good"], ordered=True)
    return {"d": Frame({"age": np.array([15.0, 40.0, np.nan, 61.0]), "mood": mood}, np.arange(4))}


def read(line: str) -> list[str]:
    return labels_of(evaluate(parse(line), data()))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('ifelse(d$age < 18, "child", "adult")', ["child", "adult", "NA", "adult"]),
        ('d$mood >= "so-so"', ["FALSE", "TRUE", "NA", "TRUE"]),
        ('!d$mood %in% c("bad", "good")', ["FALSE", "FALSE", "TRUE", "TRUE"]),
        ('cut(d$age, c(0, 18, 60, Inf), labels = c("a", "b", "c"))', ["a", "b", "NA", "c"]),
        ("cut(d$age, c(15, 40, 61), include.lowest = TRUE)", ["[15,40]", "[15,40]", "NA", "(40,61]"]),
        ('factor(ifelse(d$age > 20, 1, 0), labels = c("no", "yes"))', ["no", "yes", "NA", "yes"]),
        ("interaction(d$mood, d$age > 20)", ["bad.FALSE", "good.TRUE", "NA", "so-so.TRUE"]),
        ("as.integer(d$mood) * 10 + 1", ["11", "31", "NA", "21"]),
        ("d[rep(seq_len(nrow(d)), c(1, 0, 2, 1)), ]$age", ["15", "NA", "NA", "61"]),
        ('rbind(data.frame(d["mood"], s = "x"), data.frame(d["mood"], s = "y"))$s', ["x"] * 4 + ["y"] * 4),
        ('subset(d, age > 20 & mood != "so-so")$age', ["40"]),
        ('paste0("q", 1:3)', ["q1", "q2", "q3"]),
        ('relevel(d$mood, ref = "good")', ["bad", "good", "NA", "so-so"]),
        ("tapply(d$age, d$mood, function(z) sum(z) + 1)", ["16", "62", "41"]),
        ("factor(d$age > 20, levels = c(FALSE, TRUE), labels = c(0, 1))", ["0", "1", "NA", "1"]),
        ("ncol(as.matrix(d)) + nrow(d)", ["6"]),
        ("-2:1", ["-2", "-1", "0", "1"]),
        ("as.numeric(row.names(d)) %% 3", ["1", "2", "0", "1"]),
    ],
)
def test_an_expression_means_what_it_means_in_r(line: str, words: list[str]) -> None:
    assert read(line) == words


def test_a_loop_adds_its_columns_to_the_data() -> None:
    line = '{ .v <- c("age", "mood"); for (i in .v) d[[paste0("mr_", i)]] <- as.numeric(is.na(d[[i]])) }'
    assert numbers_of(run([line], data())["d"].column("mr_mood")).tolist() == [0, 0, 1, 0]


def test_a_copy_leaves_what_it_was_made_of_alone() -> None:
    scope = run(["k <- d", "k$age <- 1"], data())
    assert numbers_of(scope["d"].column("age"))[0] == 15


def test_a_column_beyond_the_reader_is_told_with_its_line() -> None:
    scope = run(["d$far <- spline(d$age)", "d$near <- d$age + 1", "d$next <- d$far + 1"], data())
    assert numbers_of(scope["d"].column("near"))[1] == 41
    with pytest.raises(Unreadable, match=r"spline\(d\$age\)"):
        scope["d"].column("next")


def test_levels_that_never_occur_are_no_answer_of_nobody() -> None:
    with pytest.raises(Unreadable, match="none of the levels"):
        read('factor(d$mood, levels = c("worse", "better"))')


def test_data_changed_beyond_the_reader_are_not_data_any_more() -> None:
    scope = run(["d <- merge(d, d)"], data())
    with pytest.raises(Unreadable, match=r"merge\(d, d\)"):
        evaluate(("name", "d"), scope)
