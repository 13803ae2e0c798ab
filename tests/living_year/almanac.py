"""Danish working days. People apply on any day; they meet, decide and travel on these."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

DAY = timedelta(days=1)
SATURDAY = 5
SUMMER_WEEKS = (28, 29, 30)


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def is_workday(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def workday(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_workday(day):
        day += DAY
    return day


def workdays_after(day: date, count: int) -> date:
    """So many working days later, or earlier when negative."""
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not is_workday(day):
            day += step
    return day


def is_quiet(day: date) -> bool:
    """Nobody meets in the three weeks of summer or around New Year."""
    return day.isocalendar().week in SUMMER_WEEKS or (day.month, day.day) >= (12, 19) or (day.month, day.day) <= (1, 3)


def can_meet(day: date) -> bool:
    return is_workday(day) and not is_quiet(day)


def holidays(year: int) -> frozenset[date]:
    sunday = easter(year)
    moving = (-3, -2, 1, 39, 40, 50)  # Maundy Thursday to Whit Monday; the Friday after Ascension is commonly free
    fixed = ((1, 1), (5, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))
    return frozenset({*(sunday + n * DAY for n in moving), *(date(year, month, day) for month, day in fixed)})


def easter(year: int) -> date:
    """Oudin's form of the Gregorian computus."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    full_moon = epact - (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + full_moon + 2 - century + century // 4) % 7
    march_days = full_moon - weekday + 28
    return date(year, 3, 1) + (march_days - 1) * DAY


def month_later(first: date, months: int) -> date:
    """The first of the month so many months on."""
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
