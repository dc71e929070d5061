import pytest

from answer.english import fact_in_english, to_chinese, without_asking


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


@pytest.mark.parametrize(("text", "figures"), [("who leads task thirty-seven", "task 37"), ("what does item nineteen say", "item 19")])
def test_a_number_written_out_is_read(text, figures):
    assert figures in to_chinese(text)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("How many tasks are there altogether?", "The notice has 60 tasks in all."),
        ("Which tasks does 市农业局 lead", "**市农业局** leads 2 tasks:"),
        ("who else is on task 14 apart from the lead", "Apart from the lead 市文广新局, 2 units take part in [任务14]: 市财政局、市文联."),
        ("Does the Civil Affairs Bureau take part in task 22?", "No. [任务22] is without **市民政局**; the lead is 市住建局"),
        ("Which units only lead and never take part?", "7 units meet the conditions (tasks led: at least 1, tasks joined: 0): 市旅游局"),
    ],
)
def test_a_question_in_english_is_answered_in_english(ask, question, begins):
    assert ask(question).text.startswith(begins)


def test_the_next_question_is_answered_in_its_own_language(ask):
    assert ask("Which tasks does 市农业局 lead", "那市财政局呢").text.startswith("**市财政局** 牵头 1 项任务：")


def test_the_front_matter_is_asked_for_in_english(ask):
    assert "中共汕尾市委办公室" in ask("Who put this notice out? I need the issuing offices.").text


@pytest.mark.parametrize(
    ("text", "fact"), [("By what dates must they report?", "when"), ("In what proportion is it split?", "amount"), ("谁牵头", "")]
)
def test_the_kind_of_fact_is_told_by_english_words(text, fact):
    assert fact_in_english(text) == fact
