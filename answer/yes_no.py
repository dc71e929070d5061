"""Yes or no about what a clause says: figures are compared, then whether question and sentence both affirm or both deny."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.figures import Figure, agree
from schema import Clause, Sentence

AT_LEAST = 0.1  # share of a question's character pairs that its clause must hold before yes or no is said of it
PLAINLY_THERE = 0.4  # share of a question's character pairs that its clause holds
# "有没有", "能不能", "是不是": the negation in them denies nothing
A_NOT_A = re.compile(r"([\u4e00-\u9fff])[不没]\1|有[没冇]有|有无|可否|能否|是否|有冇|可唔可以|没记错|没错|不是吗")
# Asked whether something is provided or allowed: finding the provision is the answer.
PROVIDED = re.compile(
    r"有[没冇]?有?(?!人|的人|几|多|点|些)|提到|写到|规定|讲[没过到]|说[没过到]|[能可]不?[能可]?以?(?:享受|领|得|拿|申请|借|贷|报|参加|入|免|补|用|搞|给|做|送|去|安排)"
    r"|能不能|可不可以|可以|能否|可否|给不给|让不让|管不管|包不包|算不算|要不要|在不在|有份|享受(?:得)?到|够条件"
)
DENIED_IN_QUESTION = re.compile(
    r"不(?:到|再|给|管|让|许|准|用|必|需|能|可以|算|包|补|发|要)|没(?:有)?(?:了|份|人|资格|得)|再也|取消|停(?:了|掉|发)?|断(?:了|掉|供)|没了|收回"
    r"|只(?:给|有|能|发|报|管)|一部分|一半|自己(?:掏|交|出|花|付|还|家|承担)|自(?:掏|付|费)|掏(?:钱|腰包)|平均|其余|除外|作废|到此为止"
)
DENIED_IN_SENTENCE = re.compile(r"免(?:担保|抵押|费|除|收|学)|不(?:得|再|准|予|能|收|需|必|用)|无需|停止|取消|禁止|严禁|除外")


def find_verdict(question: str, sentences: Sequence[Sentence], clause: Clause) -> tuple[str, Figure | None]:
    """Return the key of the opening words in ``prompts/answers.yaml`` and the figure they name; ("", None) where nothing can be said.

    是10万元吗 against 5万元以下 -> no_number; 有没有生活费补助 -> yes_there; 政策是不是马上断掉 against 继续享受 -> no_so.
    """
    if not sentences:
        return "", None
    asked = next((s for s in re.findall(r"[^。？！]+[？]?", question) if s.endswith("？")), question)
    for sentence in sentences:
        compared = agree(asked, sentence.text) or agree(question, sentence.text)
        if compared:
            return ("yes_number", None) if compared[0] else ("no_number", compared[1])
    tail = re.split("[，,；;]", asked.strip("？?。"))[-1]  # what stands before is told, not asked: 后面没人理，有没有规定回头看
    denied = bool(DENIED_IN_QUESTION.search(A_NOT_A.sub("", tail)))
    share = _share(asked, clause.text)
    if share < AT_LEAST:
        return "", None  # told in quite other words: the quotation speaks for itself
    if denied and not DENIED_IN_SENTENCE.search(sentences[0].text):
        return "no_so", None
    if not denied and PROVIDED.search(tail):
        return "yes_there", None
    return ("yes_so", None) if share >= PLAINLY_THERE else ("", None)


def _share(question: str, text: str) -> float:
    pairs = character_pairs(question)
    return len(pairs & character_pairs(text)) / max(1, len(pairs))


def character_pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters, marks and blanks left out: 危房。改造 -> 危房, 房改, 改造."""
    plain = re.sub(r"[\W_]+", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
