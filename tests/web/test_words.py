"""The page's words are all there."""

from prompts import load_words
from web.links import STATIC, asset_url


def test_examples_fit_the_question_box():
    assert all(2 < len(example) <= 40 for example in load_words("web")["examples"])


def test_the_words_for_asking_about_a_unit_name_it():
    assert "市住建局" in load_words("web")["ask_unit"].format(unit="市住建局")


def test_every_static_file_has_an_address():
    for path in STATIC.iterdir():
        assert asset_url(path.name).startswith(f"/web/{path.name}?v=")
