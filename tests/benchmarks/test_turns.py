"""What is said about a run, without running one."""

import pytest

from benchmarks.findings import FAILED, REFUSED, Finding, show
from benchmarks.turns import Comparison, Measured


def test_the_ratio_is_the_median_over_the_turns() -> None:
    found = Comparison(Measured([3.0, 4.0, 6.0, 9.0]), Measured([1.0, 2.0, 2.0, 3.0]))

    assert found.ratio == 3.0


@pytest.mark.parametrize(("cpu_ms", "is_steady"), [([10.0, 13.0, 12.0], True), ([10.0, 13.1], False)])
def test_turns_that_differ_by_more_than_thirty_per_cent_are_refused(cpu_ms: list[float], is_steady: bool) -> None:
    assert Comparison(Measured(cpu_ms), Measured([1.0, 1.0])).is_steady is is_steady


@pytest.mark.parametrize(
    ("value", "is_steady", "verdict"),
    [
        (1.5, True, "aim reached"),
        (3.0, True, "gate holds"),
        (3.1, True, "FAILED"),
        (1.0, False, "refused"),
    ],
)
def test_a_finding_says_how_it_stands(value: float, is_steady: bool, verdict: str) -> None:
    assert Finding("1", "list", value, gate=3, aim=1.5, is_steady=is_steady).verdict == verdict


def test_the_exit_code_tells_a_failure_from_a_restless_machine(capsys: pytest.CaptureFixture[str]) -> None:
    held, failed = Finding("1", "list", 1, 3, 1.5), Finding("1", "list", 4, 3, 1.5)
    refused = Finding("1", "list", 1, 3, 1.5, is_steady=False)

    assert [show([held]), show([held, refused]), show([refused, failed])] == [0, REFUSED, FAILED]
    assert "Run again when the machine is quiet" in capsys.readouterr().out
