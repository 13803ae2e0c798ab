"""The components as a page meets them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from sparkweb.foundation.core import charts
from sparkweb.foundation.core.components import Bar, Interval, Stage, Step, steps_at
from sparkweb.foundation.core.forms import LongText, ShortText, SparkForm
from sparkweb.foundation.core.widgets import CheckRows, ChoiceRows, DateInput
from tests.architecture.templates import Element, parse

MEETING = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


class Wish(SparkForm):
    name = ShortText(label="Navn", max_length=20, help_text="Som kollegerne siger.")
    words = LongText(label="Med dine egne ord", max_length=100, required=False)
    themes = forms.MultipleChoiceField(
        label="Temaer",
        choices=[("samarbejde", "Samarbejde"), ("chikane", "Chikane")],
        widget=CheckRows(hint={"samarbejde": "Vi taler forbi hinanden."}.get),
    )
    start_date = forms.DateField(label="Dag", widget=DateInput())
    agreed = forms.BooleanField(label="Vi sætter tid af")


def render(source: str, query: Mapping[str, str] = {}, **values: Any) -> str:
    request = RequestFactory().get("/", query)
    return Template("{% load spark %}" + source).render(Context({"request": request, **values}))


def elements(html: str, tag: str) -> list[Element]:
    return [element for element in parse(html).elements if element.tag == tag]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("long_date", "3. marts 2026"),
        ("short_date", "03.03.2026"),
        ("weekday_date", "tirsdag 3. marts 2026"),
        ("clock", "kl. 13.00"),
        ("long_datetime", "3. marts 2026 kl. 13.00"),
    ],
)
def test_dates_read_as_danes_write_them_and_in_danish_time(written: str, expected: str) -> None:
    assert render("{{ at|" + written + " }}", at=MEETING) == expected


def test_a_meeting_reads_from_and_until() -> None:
    ends = MEETING.replace(hour=15)

    assert render("{{ at|clock_until:ends }}", at=MEETING, ends=ends) == "kl. 13.00–16.00"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (date(2026, 3, 15), "i dag"),
        (date(2026, 3, 14), "i går"),
        (MEETING, "for 12 dage siden"),
        # Half past midnight in Denmark, though still the day before in UTC.
        (datetime(2026, 3, 14, 23, 30, tzinfo=UTC), "i dag"),
        (None, ""),
    ],
)
@time_machine.travel(datetime(2026, 3, 15, 9, 0, tzinfo=UTC))
def test_since_counts_days_on_the_danish_calendar(at: date | None, expected: str) -> None:
    assert render("{{ at|since }}", at=at) == expected


def test_the_mark_fills_one_circle_for_each_voice_and_waits_with_the_spark() -> None:
    html = render('{% mark "leader" spark=False title="Én af to har sagt ja" %}')

    classes = [element.attributes["class"] for element in elements(html, "circle")]
    assert sorted(classes) == ["k-off", "k-off", "k-on"]
    assert "k-wait" in html
    assert "k-spark" not in html
    assert "<title>Én af to har sagt ja</title>" in html


def test_a_title_typed_by_somebody_stays_text() -> None:
    assert "<script>" not in render("{% mark title=typed %}", typed="<script>")


def test_a_mark_without_a_title_is_silent() -> None:
    assert elements(render("{% mark %}"), "svg")[0].attributes["aria-hidden"] == "true"


def test_only_steps_already_done_are_links() -> None:
    steps = steps_at(2, ["Hvem", "Hvad", "Håb"], ["/1", "/2", "/3"])

    assert steps == [Step("Hvem", Stage.DONE, "/1"), Step("Hvad", Stage.HERE), Step("Håb", Stage.NEXT)]


def test_a_phone_reads_the_number_of_the_step() -> None:
    html = render("{% steps items 'Trin' %}", items=steps_at(2, ["Hvem", "Hvad", "Håb"]))

    assert "Trin 2 af 3" in html
    assert [e.attributes.get("aria-current") for e in elements(html, "li")] == [None, "step", None] * 2


def test_a_field_says_its_hint_and_its_error_to_those_who_listen() -> None:
    html = str(Wish({})["name"].as_field_group())

    (control,) = elements(html, "input")
    assert control.attributes["aria-describedby"] == "id_name_helptext id_name_error"
    assert control.attributes["aria-invalid"] == "true"
    assert {e.attributes["id"] for e in elements(html, "p")} == {"id_name_helptext", "id_name_error"}


def test_an_optional_field_says_so_and_a_long_one_its_room() -> None:
    html = str(Wish()["words"].as_field_group())

    assert "(kan udelades)" in html
    assert "Der er plads til 100 tegn." in html
    assert "maxlength" not in html


def test_choices_are_rows_in_a_fieldset_with_their_hints() -> None:
    html = str(Wish({"themes": ["chikane"]})["themes"].as_field_group())

    assert len(elements(html, "legend")) == 1
    assert len([e for e in elements(html, "label") if e.attributes["class"] == "choice"]) == 2
    assert "Vi taler forbi hinanden." in html
    assert [e.attributes["value"] for e in elements(html, "input") if "checked" in e.attributes] == ["chikane"]


def test_radio_rows_are_radios() -> None:
    widget = ChoiceRows(choices=[("a", "A")])

    assert elements(widget.render("side", "a"), "input")[0].attributes["type"] == "radio"


def test_a_date_is_shown_as_the_browser_wants_it() -> None:
    html = DateInput().render("day", date(2026, 3, 3))

    assert elements(html, "input")[0].attributes["value"] == "2026-03-03"


def test_a_single_box_is_a_row_too() -> None:
    html = str(Wish()["agreed"].as_field_group())

    assert [e.attributes["class"] for e in elements(html, "label")] == ["choice"]


def test_the_error_summary_leads_to_each_field() -> None:
    form = Wish({"name": "Anne"})

    html = render("{% error_summary form %}", form=form)

    assert [e.attributes["href"] for e in elements(html, "a")] == ["#id_themes_0", "#id_start_date", "#id_agreed"]
    assert "Der er 3 ting at rette" in html


def test_what_is_missing_is_said_as_something_to_do() -> None:
    assert Wish({}).errors == {
        "name": ["Feltet skal udfyldes."],
        "themes": ["Vælg mindst én."],
        "start_date": ["Vælg en dag."],
        "agreed": ["Sæt et mærke for at gå videre."],
    }


def test_a_form_without_errors_has_no_summary() -> None:
    assert render("{% error_summary form %}", form=Wish()).strip() == ""


def test_pages_keep_the_search_in_the_address() -> None:
    page = Paginator(range(100), 20).page(2)

    html = render("{% pagination page %}", {"q": "børn & co", "page": "2"}, page=page)

    addresses = [e.attributes["href"] for e in elements(html, "a")]
    assert addresses[0] == "?q=b%C3%B8rn+%26+co&page=1"
    assert [e.attributes.get("aria-current") for e in elements(html, "a")].count("page") == 1


def test_one_page_needs_no_pages() -> None:
    assert render("{% pagination page %}", page=Paginator(range(3), 20).page(1)).strip() == ""


def test_options_mark_the_chosen_and_escape_what_they_show() -> None:
    html = render("{% options choices chosen %}", choices=[("101", "København"), ("<b>", "Å & Ø")], chosen="101")

    assert html == '<option value="101" selected>København</option><option value="&lt;b&gt;">Å &amp; Ø</option>'


def test_a_filter_keeps_the_others_and_starts_from_the_first_page() -> None:
    html = render("{% filter_chip 'Venter' 'svar' 'waiting' 3 %}", {"tema": "chikane", "svar": "x", "page": "4"})

    assert elements(html, "a")[0].attributes == {"href": "?tema=chikane&svar=waiting"}


def test_the_filter_in_use_says_so() -> None:
    html = render("{% filter_chip 'Venter' 'svar' 'waiting' %}", {"svar": "waiting"})

    assert elements(html, "a")[0].attributes["aria-current"] == "true"


def test_bars_share_the_longest_as_their_measure() -> None:
    drawn = charts.bars([Bar("Fyn", 1, proposed=1, goal=4), Bar("Sjælland", 2)])

    assert [(row.solid, row.lighter, row.goal) for row in drawn] == [(25.0, 25.0, 100.0), (50.0, 0.0, None)]


def test_nothing_to_show_draws_nothing() -> None:
    assert [row.solid for row in charts.bars([Bar("Fyn", 0)])] == [0.0]


def test_an_interval_stands_on_its_scale_and_never_outside() -> None:
    (drawn,) = charts.intervals([Interval("Trivsel", 3, low=2, high=6)], low=1, high=5)

    assert (drawn.left, drawn.point, drawn.right) == (25.0, 50.0, 100.0)


def test_too_few_is_printed_as_a_result() -> None:
    html = render("{% interval_chart rows 'Trivsel' 1 5 %}", rows=[Interval("Trivsel", None)])

    assert "For få svar" in html


def test_drawings_write_numbers_with_a_full_stop_whatever_the_language() -> None:
    html = render("{% gauge rows 'Plads' %}", rows=[Bar("Fyn", 1, goal=3)])

    assert [e.attributes["width"] for e in elements(html, "rect")] == ["100", "33.3", "0.0"]
