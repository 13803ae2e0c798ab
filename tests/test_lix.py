from tests.lix import lix, text_of


def test_short_words_in_a_short_sentence_are_easy() -> None:
    assert lix("Vi ser på det.") == 4


def test_long_words_weigh() -> None:
    assert lix("Arbejdsmiljørepræsentanter samarbejder.") == 102


def test_only_the_main_part_is_read_and_each_piece_is_a_sentence() -> None:
    assert text_of("<p>Top</p><main><h1>Hej</h1><p>Kom ind</p></main>") == ".\nHej.\nKom ind.\n"
