"""What a visitor meets when something is wrong: one sentence, and what to do."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults
from django.views.csrf import csrf_failure

from tests.architecture.templates import parse


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_no_database_and_have_one_heading(name: str) -> None:
    page = parse(render_to_string(name))

    assert [element.tag for element in page.elements].count("h1") == 1
    assert [element.tag for element in page.elements].count("main") == 1


def test_our_own_mistake_is_told_without_the_request() -> None:
    response = defaults.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert "Noget gik galt hos os" in response.content.decode()


def test_an_address_that_is_not_there_is_answered_kindly(client: Client) -> None:
    response = client.get("/findes-ikke/")

    assert response.status_code == 404
    assert "Siden findes ikke" in response.content.decode()


def test_a_form_left_open_too_long_says_how_to_save_the_words() -> None:
    response = csrf_failure(RequestFactory().post("/", {"words": "Vi løber stærkt"}))

    assert response.status_code == 403
    assert "Siden har ligget åben for længe" in response.content.decode()
    assert "Vi løber stærkt" not in response.content.decode()
