"""No form takes a file: neither a large one, which is not read, nor a small one, which is not kept."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

LIMIT = 1_000_000


class Unread(BytesIO):
    """A body that must not be touched."""

    def read(self, *_size: Any) -> bytes:
        raise AssertionError

    readline = read


def test_what_is_larger_than_any_form_is_refused_unread(client: Client) -> None:
    body: Any = {"CONTENT_LENGTH": str(LIMIT + 1), "wsgi.input": Unread()}

    response = client.generic("POST", "/findes-ikke/", **body)

    assert response.status_code == 413
    assert "Vi kunne ikke læse det, du sendte" in response.content.decode()


def test_a_small_file_is_passed_over_and_the_words_beside_it_are_read() -> None:
    data = {"words": "Vi løber stærkt", "file": SimpleUploadedFile("billede.png", b"x" * 100_000)}

    request = RequestFactory().post("/", data)

    assert (request.POST.dict(), request.FILES.dict()) == ({"words": "Vi løber stærkt"}, {})
