"""Tasks told one by one in a conversation: which of them a message means, and what it asks of two of them."""

from __future__ import annotations

import re

from answer.conversation import Conversation
from answer.documents import asks_for_documents
from answer.parts import said_part
from answer.query import Asks, Part, Query, Wanted
from ingest.lines import CHINESE_DIGITS, ordinal_value

# "以上两项", "该两项之中", "这几条"
SO_MANY_TASKS = re.compile(rf"(?:这|那|该|以上|上述|上面|前面|前述|刚才)的?(?P<n>[{CHINESE_DIGITS}]|\d)(?:项|条|个任务|件事?)")


REVERSED = re.compile("(?:反|倒|掉|调)(?:过来|转|个儿)")  # 反过来呢
# "前一项有、后一项没有的", "后者有前者没有的": which of two is which
OF_TWO = "(?:面|边|头)?(?:(?:那|这)一?[项条个]|一[项条个]|者)"
PAIR = re.compile(f"(?P<first>[前后]){OF_TWO}[^。？]*?(?!(?P=first))[前后]{OF_TWO}")


def tasks_told(conversation: Conversation, text: str) -> tuple[str, ...]:
    """Return the tasks that were told one by one and that a number of them in a message means: 这两项, 以上三条; () where none are."""
    number = SO_MANY_TASKS.search(text)
    return last_told(conversation, ordinal_value(number["n"]) if number else 2 if PAIR.search(text) else 0)


def last_told(conversation: Conversation, wanted: int) -> tuple[str, ...]:
    """Return the last so many of the tasks that were told one by one, in their order; () where they were fewer, or one is wanted."""
    earlier = dict.fromkeys(i for turn in reversed(conversation.turns) if len(turn.clauses) == 1 for i in turn.clauses)
    return tuple(reversed(list(earlier)[:wanted])) if 1 < wanted <= len(earlier) else ()


# "第一个和第三个，…", "回到最前面那个", "中间那条是谁牵头的"; not 第一个问题, 第二家
NTH_TOLD = re.compile(
    rf"(?:第(?P<n>[{CHINESE_DIGITS}]|\d)|(?P<first>头一|最(?:前|先|早|开始)(?:面|边|头)?(?:问|说|讲)?的?那?一?|最初(?:问|说|讲)?的?那?一?)"
    r"|(?P<middle>(?:正)?中间的?那?一?)|(?P<last>最后的?[这那]?一?))(?:个|项|条|件|样)(?!单位|部门|问题|局|家|事|意思|县|村|镇)"
)


def nth_told(query: Query, conversation: Conversation) -> Query | None:
    """What is asked of tasks told one by one, meant by their places: 第一个和第三个，财政局是不是都参加; 回到最前面那个."""
    said = list(NTH_TOLD.finditer(query.masked))
    if not said or query.clauses or query.topic or any(len(turn.clauses) != 1 for turn in conversation.turns):
        return None
    told = list(dict.fromkeys(turn.clauses[0] for turn in conversation.turns))
    places = [
        ordinal_value(match["n"]) if match["n"] else (len(told) + 1) // 2 if match["middle"] else len(told) if match["last"] else 1
        for match in said
    ]
    middle = any(match["middle"] for match in said)
    if len(told) < 2 or max(places) > len(told) or (middle and not len(told) % 2):
        return None
    asked = query.but(clauses=tuple(dict.fromkeys(told[place - 1] for place in places)), places=(), sizes=(), rank=None)
    asked = asked.but(from_conversation=("回到前面的问题",))
    if query.conditions and (query.yes_no or query.asks is Asks.VERIFY):
        return asked.but(asks=Asks.VERIFY, wanted=Wanted.ALL, part=Part.ANY)
    if query.deliverable is not None or asks_for_documents(query.masked):
        return asked.but(asks=Asks.CONTENT, fact="documents", deliverable=None, literal=(), wanted=Wanted.ALL, part=Part.ANY)
    return asked if query.asks in (Asks.UNITS, Asks.CONTENT, Asks.TASKS) and not query.conditions else None


# "这么看两项的单位是完全一样的，对吗", "参加单位两边一样"
UNITS_ALIKE = re.compile(
    "(?:(?:这|那)?[两俩](?:项|条|个|边|头|件)|它俩|它们)[^，。？]{0,4}(?:单位|部门|参加的|配合的|名单)[^，。？]{0,6}(?:一样|相同|一致|一模一样|同一)"
    "|(?:单位|部门|参加的|配合的|名单)(?:[^，。？]{0,3}(?:[两俩](?:项|条|个|边|头|件)|它俩|它们))?(?:完全|都|全|也|就|是)*(?:一样|相同|一致|一模一样|同一)(?!多)"
)


def units_alike(query: Query, conversation: Conversation) -> Query | None:
    """Whether the last two tasks told one after the other have the same units: 这么看两项的单位是完全一样的，对吗."""
    told = last_told(conversation, 2)
    if not UNITS_ALIKE.search(query.masked) or query.conditions or query.clauses or query.topic or len(told) != 2:
        return None
    if len(conversation.last.clauses) != 1 or re.search("[谁哪]", query.masked):
        return None
    wanted = Wanted.OTHERS if said_part(query.masked) is Part.JOINS else Wanted.ALL
    alike = query.but(asks=Asks.UNITS, clauses=told, compare="both", yes_no=True, sizes=(), wanted=wanted, part=Part.ANY)
    return alike.but(from_conversation=("沿用任务",))
