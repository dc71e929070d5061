"""Where clauses hold is read off labels, columns and what one clause states for all below it."""

import pytest

from ingest import parse_notice
from ingest.scopes import find_scopes


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("甲。（负责部门：人民银行，适用范围：福建自贸试验区）", ["福建自贸试验区"]),
        ("推广范围：全国。", ["全国"]),
        ("扩大适用范围，加强推广", []),
        ("工作范围：本市", []),
    ],
)
def test_what_a_label_introduces_is_a_scope(text, scopes):
    found = list(find_scopes(text))
    assert [scope.words for _, _, scope in found] == [text[begin:end] for begin, end, _ in found] == scopes


def test_a_column_of_a_table_states_scopes():
    notice = parse_notice("推广清单\n序号\t举措\t指导部门\t推广范围\n1\t审判\t司法部\t全国\n2\t信贷\t银保监会\t8个改革试验区域\n", "table")
    assert [[scope.words for scope in task.scopes] for task in notice.tasks] == [["全国"], ["8个改革试验区域"]]
    assert all(notice.source[s.start : s.end] == s.words for task in notice.tasks for s in task.scopes)


def test_what_is_stated_for_all_holds_for_the_tasks_below_that_state_nothing_else():
    notice = parse_notice(
        "国务院关于支持的通知\n（一）甲。（负责部门：商务部；适用范围：所有试验区，以下除标注适用于特定试验区的措施外，适用范围均为所有试验区）\n"
        "（二）乙。（负责部门：海关总署）\n（三）丙。（负责部门：司法部，适用范围：上海试验区）\n",
        "all",
    )
    assert [[scope.words for scope in task.scopes] for task in notice.tasks] == [["所有试验区"], ["所有试验区"], ["上海试验区"]]
    assert notice.clause_at(notice.clause("（二）").scopes[0].start).id == "（一）"
