"""Equal data give equal bytes, whoever makes the report: another process, place, clock, tongue, hash seed."""

import os
import subprocess
import sys
from pathlib import Path

MAKE = """
from hashlib import sha256
from analysis.reports import forms, report, write
from tests.reports import examples
from survey.reporting import by_groups

whole = examples.source("kk")
group = by_groups(whole, examples.questionnaire(), "system")["abay"]
for source in (whole, group):
    made = report(source)
    for form in forms():
        print(form, sha256(write(made, form)).hexdigest())
"""
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
ELSEWHERE = {"TZ": "Asia/Almaty", "LC_ALL": "C", "LANG": "ru_RU.KOI8-R", "PYTHONHASHSEED": "2"}


def test_every_format_has_the_same_bytes_in_another_process_elsewhere(tmp_path):
    root = Path(__file__).parents[2]
    first, second = (made(root, place, around) for place, around in ((root, HERE), (tmp_path, ELSEWHERE)))
    assert len(first) == 6
    assert first == second


def made(root, place, around):
    """A line for each file that is made in that folder."""
    known = {**os.environ, **around, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", MAKE], cwd=place, env=known, capture_output=True, text=True, check=True
    )
    return done.stdout.split("\n")[:-1]
