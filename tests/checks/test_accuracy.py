"""Clean reports raise nothing grave, wrong ones are found: what `docs/accuracy.md` counts, on fewer reports."""

import pytest

from assistant.finding import Level
from tests.checks.accuracy import MOST, Measured, measure
from tests.checks.generated import ORGANS
from tests.checks.slips import SLIPS

CLEAN, WRONG = 200, 9


@pytest.fixture(scope="module")
def measured() -> Measured:
    """The counts over 200 clean reports and every slip in five others."""
    return measure(CLEAN, WRONG)


@pytest.mark.slow
def test_enough_is_tried(measured: Measured) -> None:
    """Both forms, every kind of organ, every slip, and more than 200 wrong reports."""
    kinds = {f"{form}格式 {organ['机关类型']}" for form in ("2019", "2021") for organ in ORGANS}

    assert kinds == set(measured.kinds)
    assert {slip.what for slip in SLIPS} == set(measured.tried)
    assert measured.wrong >= 200


@pytest.mark.slow
def test_nothing_blocks_a_clean_report(measured: Measured) -> None:
    """Not one rule says that a report in order must be changed."""
    blocking = {code for code, level in measured.false_alarms if level is Level.BLOCKS}

    assert set() == blocking


@pytest.mark.slow
def test_no_rule_cries_wolf(measured: Measured) -> None:
    """A rule above 提示 speaks wrongly of at most two clean reports in a hundred."""
    loud = {
        code: count
        for (code, level), count in measured.false_alarms.items()
        if level is not Level.HINT and 100 * count > MOST * measured.clean
    }

    assert {} == loud


@pytest.mark.slow
def test_slips_are_found(measured: Measured) -> None:
    """Of every hundred slips, at least 98 are found by a rule that is for them."""
    assert measured.recall >= 98, dict(measured.tried - measured.caught)
