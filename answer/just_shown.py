"""What is asked of the answer just shown, told by the message's own words: its documents, its number, the next place of its order."""

from __future__ import annotations

from answer.conversation import Turn
from answer.query import Query
from answer.shown_lists import (
    by_how_many,
    counts_again,
    next_place,
    none_of_its_part,
    not_led,
    numbers_again,
    so_many_listed,
    so_many_of_it,
    tasks_of_nth,
)
from answer.shown_tasks import (
    called_document,
    documents_again,
    inside_it,
    is_in_field,
    its_content,
    names_its_document,
    of_its_documents,
    of_its_limit,
    of_its_number,
    of_its_people,
    of_this_matter,
    one_of_its_documents,
    word_in_it,
)
from answer.shown_units import (
    first_so_many,
    is_alone,
    number_of_its_units,
    number_with_lead,
    of_its_units,
    of_led_task,
    of_units_shown,
    part_in_this,
    partners_in_it,
    place_in_its_list,
    units_of_each_listed,
)
from schema import Notice


def of_what_was_shown(query: Query, last: Turn, notice: Notice) -> Query | None:
    """Return the question as one of the task, the units or the order that the last answer showed; None where it says nothing of them."""
    return next((found for resolve in RESOLVERS if (found := resolve(query, last, notice))), None)


RESOLVERS = (
    names_its_document,
    one_of_its_documents,
    number_with_lead,
    counts_again,
    is_in_field,
    is_alone,
    partners_in_it,
    first_so_many,
    its_content,
    units_of_each_listed,
    none_of_its_part,
    so_many_listed,
    numbers_again,
    of_its_people,
    so_many_of_it,
    of_this_matter,
    part_in_this,
    by_how_many,
    tasks_of_nth,
    next_place,
    of_its_limit,
    number_of_its_units,
    called_document,
    inside_it,
    of_units_shown,
    not_led,
    of_its_documents,
    documents_again,
    word_in_it,
    place_in_its_list,
    of_its_number,
    of_led_task,
    of_its_units,
)
