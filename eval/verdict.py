"""Read yes or no off an answer's first sentence."""

from __future__ import annotations

import re
import unicodedata

QUOTED = re.compile(r"[“「『\"《>][^”」』\"》]*[”」』\"》]")  # "“不低于70%”": the notice's words, not the answer's
MARKS = re.compile(r"^[\s*#>\-—:：✅❌✔✘]+|^(?:答|回答|结论)[:：]\s*")
FIRST_SENTENCE = re.compile(r"[^。！？!?;；\n]*")
NO_OPENING = re.compile(
    # "不是。", "没有，", "否", "未参与", "并非如此", "无", "有误", "No," / "不错", "没错" (they agree), "无论"
    r"(?:不(?!错|仅|但|只)|没(?!错)|否|未|并非|并不|并未|并没|非也|无(?!论)|错|有误|有出入|no\b|not\b)",
    re.IGNORECASE,
)
YES_OPENING = re.compile(
    # "是的，", "对。", "有，共 3 项", "参与", "没错", "确实", "可以", "Yes" / "对已脱贫户…", "有关…", "在任务22中…", "是否"
    r"(?:是(?!否)|对(?=$|[，,的呀啊])|有(?!关|误|出入|限)|在(?=$|[，,的内里列其])|都[是有要在]|参与|参加|牵头|负责|需要|要|能|可以|会(?!同|议)|应当|应该|属于|包括|包含|算|正确|没错|不错|确实|"
    r"提到|写到|写明|写了|规定了|同意|也[是有要在]|yes\b|correct\b|right\b)",
    re.IGNORECASE,
)
NEGATION = re.compile(
    # "第12项不由市司法局牵头", "市林业局没有参与", "市司法局未列入" / "不低于", "不断", "未脱贫"
    r"不(?:是|由|在|参与|参加|牵头|含|包括|负责|需要|要求|算|属于|用|必|能|会|归|涉及|承担|担任|对|成立|符|准确|正确|一致|相同|同)|没有|没(?:列|写|提|参|牵|说|要)|"
    r"并非|并不|并未|未(?:列|提|写|参|牵|说|要求|作|规定|明确|涉及|承担)|有误|\b(?:not|no|isn't|doesn't|does not)\b",
    re.IGNORECASE,
)


def read_verdict(text: str) -> str | None:
    """Return "yes", "no" or None of an answer.

    Only the first sentence counts, quotations and Markdown marks left out. It is "yes" or "no" by its opening word; with neither, a
    negation anywhere in it makes it "no"; a plain statement without an opening word is no verdict.

    是。市林业局是任务22的参加单位。 -> yes; 第12项不由市司法局牵头。 -> no; 任务22共 4 个单位。 -> None
    """
    text = MARKS.sub("", QUOTED.sub("", unicodedata.normalize("NFKC", text).replace("*", "")).strip())
    sentence = FIRST_SENTENCE.match(text.strip()).group().strip()
    if YES_OPENING.match(sentence):
        return "yes"
    if NO_OPENING.match(sentence) or NEGATION.search(sentence):
        return "no"
    return None
