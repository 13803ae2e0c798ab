from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sparkweb.foundation.core.periods import Period, follow_on
from sparkweb.registers.programme.models import AgreementPeriod

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def span(start: date, end: date | None) -> Period:
    return AgreementPeriod(from_date=start, to_date=end)


def test_the_first_day_is_in_and_the_end_day_is_out() -> None:
    period = span(MARCH, APRIL)

    covered = [period.covers(day) for day in (date(2026, 2, 28), MARCH, date(2026, 3, 31), APRIL)]

    assert covered == [False, True, True, False]


def test_without_an_end_it_holds_for_ever() -> None:
    assert span(MARCH, None).covers(date.max)


def test_one_after_the_other_follow_on() -> None:
    assert follow_on([span(APRIL, MAY), span(MAY, None), span(MARCH, APRIL)])


def test_a_gap_an_overlap_or_an_end_do_not() -> None:
    gap = [span(MARCH, APRIL), span(MAY, None)]
    overlap = [span(MARCH, MAY), span(APRIL, None)]
    two_open = [span(MARCH, None), span(APRIL, None)]
    end = [span(MARCH, APRIL)]

    assert [follow_on(periods) for periods in (gap, overlap, two_open, end)] == [False] * 4


@given(st.lists(st.dates(), min_size=1, unique=True), st.dates())
def test_periods_that_follow_on_give_every_later_day_exactly_one(starts: list[date], day: date) -> None:
    starts.sort()
    periods = [span(start, end) for start, end in zip(starts, [*starts[1:], None], strict=True)]

    assert follow_on(periods)
    assert sum(period.covers(day) for period in periods) == (1 if day >= starts[0] else 0)
