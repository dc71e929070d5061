import pytest

from answer.english import to_chinese, without_asking


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("the Finance Bureau and the Disabled Persons' Federation", ["财政局", "残疾人联合会"]),
        ("sending first secretaries to villages", ["第一书记"]),
        ("Shanwei Municipal Forestry Bureau", ["林业局"]),
        ("renovating dilapidated houses", ["危房改造"]),
    ],
)
def test_names_and_terms_are_put_into_chinese(text, chinese):
    found = to_chinese(text)
    assert all(word in found for word in chinese)
    assert not {"finance", "persons", "secretaries", "forestry", "dilapidated"} & set(found.lower().split())


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Who is in charge of 危房改造 renovation?", "危房改造 renovation"),
        ("the lead agency for旅游and for the林业", "旅游、林业"),
        ("Which offices handle 光伏 power", "光伏 power"),
        ("who pays for it?", "who pays for it?"),  # nothing is named in Chinese
    ],
)
def test_what_asks_is_no_part_of_the_matter(text, matter):
    assert without_asking(text) == matter


@pytest.mark.parametrize(
    ("text", "clauses", "units"),
    [
        ("Apart from the lead, who else takes part in the forestry task (no. 4)?", ("4",), ("市财政局",)),
        ("who works with the lead on item 53", ("53",), ("市统计局",)),
    ],
)
def test_the_others_are_told_beside_the_lead(ask, text, clauses, units):
    answer = ask(text)
    assert (answer.clauses, answer.units) == (clauses, units)
