"""Claims that a matter stands in a clause: 危房改造是第16项吧, 学前教育也是这一项里写的？"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.masked import Masked
from answer.reader import UNIT_MARK, Reading

TOPIC, CLAUSE = "\ue010", "\ue011"  # in place of the matter and of the reference
# "这一项", "刚才那条", "同一项", "这里"
POINTED = re.compile(r"(?:刚才|刚刚|前面|上面)?的?(?:(?:这|那|同)一?(?:项|条|个任务|款)(?:任务)?|[这那]里)")
ASKS = r"(?:是不是|是否|有没有|有没|有无|[提写讲说]没(?=[提写讲说])|也|都|就|好像|应该|不是|正是|还|确实|属于|算|该|会不会|[，])*"
TAIL = r"的?(?:内容|任务|部分|事)?(?:吧|吗|么|嘛|呀|啊|呢|没有|没|对吧|是吧|对吗|是吗|对不对|是不是|对么|[，。？！])*"
MATTER = r"(?:这块|这事|这件事|这一块|那块|那个|这个|的事|的内容|的工作|工作|这些|说的)?"
WITHIN = r"(?:里头|里面|里边|里|中|当中|上|头)?"
SAID = r"(?:写|讲|说|提|管|要求|安排|规定|明确|涉及|包括)?(?:到|了|过|着|起|的)*"
LEADING = r"(?:那|好|哦|嗯|谢谢?|多谢|请问|(?:想|再|还想|顺便)问(?:一个|一下|下)?|麻烦|我记得|听说|[，。！])*"
# The reader may mark less than the whole word: 加|氢站.
# "学前教育是不是第12项里的", "农村公路写在第18项吧" / "第12项里有没有写学前教育", "第16项讲的是危房改造吧"
CLAIMS = (
    re.compile(
        rf"{LEADING}(?P<less>[\u4e00-\u9fff]{{0,2}}?){TOPIC}(?P<more>[\u4e00-\u9fff]{{0,3}}?){MATTER}{ASKS}(?:是|在|归|写在|放在|列在|算在|属于|出现在|说在|落在|归在|对应)*{ASKS}{CLAUSE}{WITHIN}{SAID}{TAIL}"
    ),
    re.compile(
        rf"{LEADING}{CLAUSE}{WITHIN}{ASKS}(?:是|写|讲|说|提|管|涉及|包括|包含|关于|有)+(?:的|到|了|过)*(?:就?是)?(?P<less>[\u4e00-\u9fff]{{0,2}}?){TOPIC}(?P<more>[\u4e00-\u9fff]{{0,3}}?){MATTER}{TAIL}"
    ),
)


def claimed_matter(masked: Masked, reading: Reading, matters: Sequence[tuple[int, int]]) -> str:
    """Return the matter that a message claims, or asks, to stand in one clause; "" where it says anything else.

    Args:
        matters: where the matter is named.
    """
    clauses = list(reading.tagged("clause")) or [match.span() for match in POINTED.finditer(masked.text)]
    if not matters or len(clauses) != 1 or UNIT_MARK in masked.text:
        return ""
    (begin, end), matter = clauses[0], (matters[0][0], matters[-1][1])
    if begin < matter[1] and matter[0] < end:
        return ""
    text = masked.text
    for (start, stop), mark in sorted([((begin, end), CLAUSE), (matter, TOPIC)], reverse=True):
        text = text[:start] + mark + text[stop:]
    claim = next((match for pattern in CLAIMS if (match := pattern.fullmatch(text))), None)
    return claim["less"] + masked.words(*matter) + claim["more"] if claim else ""
