"""Plain questions for the reader, from a small grammar: python -m training.plain_questions > training/readings/plain.jsonl

The annotated questions by hand seek the widest variety of wording; these see to it that the plainest ways of asking for every kind of thing
are learned too. Units and topics are drawn from ``knowledge/units.yaml`` and the domains of ``training/pairs``.
"""

from __future__ import annotations

import json
import random
import re
import sys
from typing import Any

from knowledge import load_knowledge
from settings import ROOT

COUNT = 2400
SEED = 20161
WORDS = {
    "lead": "牵头 牵头 牵头 领头 挑头 主办 带头",
    "join": "参加 参加 配合 协办",
    "any": "负责 承担 参与 涉及",
    "which": "哪几项 哪些任务 哪几项任务 哪些 什么任务 哪几条 哪一项",
    "howmany": "几项 多少项 几项任务 多少个任务 几个任务",
    "who": "谁 哪个单位 哪个部门 哪家 哪个局 哪一家",
    "whos": "哪些单位 哪几家 哪些部门 谁 哪几个单位 哪几家单位",
    "tasks": "任务 任务 项目 工作 事项",
    "units": "单位 单位 部门 责任单位",
    "polite": "请问 麻烦问一下， 帮我查一下， 想问下",
    "end": "？ ？ 呢 啊 吗？",
    "and": "和 、 跟 与",
    "n": "2 3 4 5 6 7 8 10 两 三 四 五 六 七 八 十",
    "year": "2017 2018 2019 2020 2025",
    "plan": "实施方案 方案 规划 工作方案 行动计划",
    "word": "革命老区 光伏 互联网 志愿者 一村一品 台账 第一书记 数字化 营商环境",
    "kind": "银行 党委部门 群团组织 通信企业 金融机构 企业 媒体",
    "part": "银行 办 委 公司 联 局",
}
# (question, labels); {lead:U}: a unit in that role; [T] a topic; <C> a task by number; @word: one of WORDS
FORMS: list[tuple[str, dict[str, Any]]] = [
    ("[T]@who @lead", {"asks": "units", "want": "lead"}),
    ("[T]由@who@lead", {"asks": "units", "want": "lead"}),
    ("[T]的牵头单位是@who", {"asks": "units", "want": "lead"}),
    ("[T]归@who管", {"asks": "units", "want": "lead"}),
    ("[T]找@who", {"asks": "units", "want": "lead"}),
    ("[T]要找@who", {"asks": "units", "want": "lead"}),
    ("@whos参与[T]", {"asks": "units"}),
    ("@whos负责[T]", {"asks": "units"}),
    ("[T]由@whos负责", {"asks": "units"}),
    ("[T]的责任单位有@whos", {"asks": "units"}),
    ("[T]涉及@whos", {"asks": "units"}),
    ("[T]谁牵头，谁参加", {"asks": "units"}),
    ("[T]的牵头单位和参加单位", {"asks": "units"}),
    ("[T]的@join单位有@whos", {"asks": "units", "want": "others"}),
    ("@whos@join[T]", {"asks": "units", "want": "others"}),
    ("[T]除了牵头单位还有谁", {"asks": "units", "want": "others"}),
    ("[T]其他参加的单位是@whos", {"asks": "units", "want": "others"}),
    ("除了{except:U}，[T]还有谁", {"asks": "units", "want": "others"}),
    ("除了{except:U}，[T]还有谁参加", {"asks": "units", "want": "others"}),
    ("<C>@who @lead", {"asks": "units", "want": "lead"}),
    ("<C>由@who@lead", {"asks": "units", "want": "lead"}),
    ("<C>要找@who", {"asks": "units", "want": "lead"}),
    ("<C>由@whos负责", {"asks": "units"}),
    ("<C>的责任单位有@whos", {"asks": "units"}),
    ("<C>归哪几家管", {"asks": "units"}),
    ("<C>的@join单位", {"asks": "units", "want": "others"}),
    ("<C>除了牵头的还有谁", {"asks": "units", "want": "others"}),
    ("<C>的牵头单位和参加单位分别是谁", {"asks": "units"}),
    ("<C>写了什么", {"asks": "content"}),
    ("<C>的内容", {"asks": "content"}),
    ("<C>什么时候完成", {"asks": "content", "fact": "when"}),
    ("<C>要多少钱", {"asks": "content", "fact": "amount"}),
    ("[T]有什么要求", {"asks": "content"}),
    ("[T]怎么规定的", {"asks": "content"}),
    ("[T]什么时候完成", {"asks": "content", "fact": "when"}),
    ("[T]的期限是哪年", {"asks": "content", "fact": "when"}),
    ("[T]补助多少钱", {"asks": "content", "fact": "amount"}),
    ("[T]是真的吗", {"asks": "content", "yesno": True}),
    ("有没有[T]", {"asks": "content", "yesno": True}),
    ("@which讲[T]", {"asks": "tasks"}),
    ("[T]在第几项", {"asks": "tasks"}),
    ("[T]写在@which", {"asks": "tasks"}),
    ("哪几项@tasks讲到[T]", {"asks": "tasks", "several": True}),
    ("[T]和[T]分别谁牵头", {"asks": "units", "want": "lead", "several": True}),
    ("[T]谁牵头，[T]又归谁", {"asks": "units", "want": "lead", "several": True}),
    ("{lead:U}@lead@which", {"asks": "tasks"}),
    ("{lead:U}@lead的@tasks有哪些", {"asks": "tasks"}),
    ("{lead:U}@lead@howmany", {"asks": "tasks", "count": True}),
    ("{lead:U}@lead了@howmany", {"asks": "tasks", "count": True}),
    ("{join:U}@join@which", {"asks": "tasks"}),
    ("{join:U}只参加不牵头的@tasks", {"asks": "tasks"}),
    ("{join:U}不牵头、只@join的有@which", {"asks": "tasks"}),
    ("{join:U}@join@howmany", {"asks": "tasks", "count": True}),
    ("{any:U}@any@which", {"asks": "tasks"}),
    ("{any:U}有@which", {"asks": "tasks"}),
    ("{any:U}的@tasks", {"asks": "tasks"}),
    ("{any:U}的全部@tasks", {"asks": "tasks"}),
    ("{any:U}一共有@howmany", {"asks": "tasks", "count": True}),
    ("{any:U}牵头和参加的@tasks各有哪些", {"asks": "tasks"}),
    ("{any:U}牵头@howmany，参加@howmany", {"asks": "tasks", "count": True}),
    ("{any:U}有没有@tasks", {"asks": "tasks", "yesno": True}),
    ("{lead:U}有没有牵头的@tasks", {"asks": "tasks", "yesno": True}),
    ("{any:U}@and{any:V}共同的@tasks", {"asks": "tasks"}),
    ("{any:U}@and{any:V}都参加的@tasks有哪些", {"asks": "tasks"}),
    ("@which@tasks由{any:U}@and{any:V}共同承担", {"asks": "tasks"}),
    ("{lead:U}牵头、{join:V}参加的是@which", {"asks": "tasks"}),
    ("{any:U}参加而{not:V}没有参加的@tasks", {"asks": "tasks"}),
    ("有{any:U}、没有{not:V}的@tasks是@which", {"asks": "tasks"}),
    ("有{any:U}但没有{not:V}的有@howmany", {"asks": "tasks", "count": True}),
    ("{any:U}在、{not:V}不在的@tasks", {"asks": "tasks"}),
    ("{any:U}或者{any:V}参加的@tasks", {"asks": "tasks", "join": "or"}),
    ("{any:U}@and{any:V}任意一家参加的@tasks有哪些", {"asks": "tasks", "join": "or"}),
    ("{any:U}@and{any:V}至少有一家的@tasks", {"asks": "tasks", "join": "or"}),
    ("{any:U}@and{any:V}只有一家参加的@tasks", {"asks": "tasks", "join": "one"}),
    ("{any:U}@and{any:V}有且只有一家的是@which", {"asks": "tasks", "join": "one"}),
    ("{any:U}参加<C>吗", {"asks": "verify", "yesno": True}),
    ("{any:U}是不是<C>的责任单位", {"asks": "verify", "yesno": True}),
    ("<C>有没有{any:U}", {"asks": "verify", "yesno": True}),
    ("<C>是{lead:U}牵头的吗", {"asks": "verify", "yesno": True}),
    ("{lead:U}是不是<C>的牵头单位", {"asks": "verify", "yesno": True}),
    ("[T]是不是{lead:U}牵头", {"asks": "verify", "yesno": True}),
    ("{any:U}参不参加[T]", {"asks": "verify", "yesno": True}),
    ("{any:U}管[T]吗", {"asks": "verify", "yesno": True}),
    ("为什么<C>由{lead:U}牵头", {"asks": "verify", "why": True, "yesno": True}),
    ("为什么[T]由{lead:U}牵头", {"asks": "verify", "why": True, "yesno": True}),
    ("@who牵头的@tasks最多", {"asks": "units", "rank": {"of": "units", "by": "lead", "order": "most"}}),
    ("@join@tasks最多的是@who", {"asks": "units", "rank": {"of": "units", "by": "join", "order": "most"}}),
    ("@who@tasks最多", {"asks": "units", "rank": {"of": "units", "by": "any", "order": "most"}}),
    ("@tasks数最多的单位", {"asks": "units", "rank": {"of": "units", "by": "any", "order": "most"}}),
    ("@who@tasks最少", {"asks": "units", "rank": {"of": "units", "by": "any", "order": "least"}}),
    ("牵头第二多的是@who", {"asks": "units", "rank": {"of": "units", "by": "lead", "order": "most", "place": 2}}),
    ("@tasks数排第三的单位", {"asks": "units", "rank": {"of": "units", "by": "any", "order": "most", "place": 3}}),
    ("牵头@tasks前#N#名的单位", {"asks": "units", "rank": {"of": "units", "by": "lead", "order": "most", "top": 3}}),
    ("哪一项@tasks的责任单位最多", {"asks": "tasks", "rank": {"of": "tasks", "by": "any", "order": "most"}}),
    ("责任单位最少的是@which", {"asks": "tasks", "rank": {"of": "tasks", "by": "any", "order": "least"}}),
    ("跟{any:U}合作最多的是@who", {"asks": "units", "rank": {"of": "partners", "by": "any", "order": "most"}}),
    ("和{any:U}一起的@tasks最多的单位是谁", {"asks": "units", "rank": {"of": "partners", "by": "any", "order": "most"}}),
    ("跟{any:U}一起的单位有@whos", {"asks": "units"}),
    ("{lead:U}牵头的@tasks都有@whos参加", {"asks": "units", "want": "others"}),
    ("只有一家单位负责的@tasks", {"asks": "tasks", "size": [{"of": "units", "by": "any", "op": "=", "n": 1}]}),
    ("正好#N#家单位的@tasks", {"asks": "tasks", "size": [{"of": "units", "by": "any", "op": "=", "n": 9}]}),
    ("超过#N#家单位的@tasks有哪些", {"asks": "tasks", "size": [{"of": "units", "by": "any", "op": ">", "n": 9}]}),
    ("#N#家及以上单位的@tasks", {"asks": "tasks", "size": [{"of": "units", "by": "any", "op": ">=", "n": 9}]}),
    ("不到#N#家单位的@tasks有@which", {"asks": "tasks", "size": [{"of": "units", "by": "any", "op": "<", "n": 9}]}),
    ("责任单位不超过#N#家的@tasks", {"asks": "tasks", "size": [{"of": "units", "by": "any", "op": "<=", "n": 9}]}),
    ("哪些单位从没牵过头", {"asks": "units", "size": [{"of": "tasks", "by": "lead", "op": "=", "n": 0}]}),
    ("没有牵头@tasks的单位有@whos", {"asks": "units", "size": [{"of": "tasks", "by": "lead", "op": "=", "n": 0}]}),
    ("哪些单位当过牵头单位", {"asks": "units", "size": [{"of": "tasks", "by": "lead", "op": ">=", "n": 1}]}),
    ("一共有几家牵头单位", {"asks": "units", "count": True, "size": [{"of": "tasks", "by": "lead", "op": ">=", "n": 1}]}),
    ("牵头#N#项的单位有@whos", {"asks": "units", "size": [{"of": "tasks", "by": "lead", "op": "=", "n": 9}]}),
    ("哪些单位牵头了#N#项以上@tasks", {"asks": "units", "size": [{"of": "tasks", "by": "lead", "op": ">=", "n": 9}]}),
    ("参加#N#项以上的单位", {"asks": "units", "size": [{"of": "tasks", "by": "join", "op": ">=", "n": 9}]}),
    ("只有一项@tasks的单位有@whos", {"asks": "units", "size": [{"of": "tasks", "by": "any", "op": "=", "n": 1}]}),
    (
        "只牵头不参加的单位",
        {"asks": "units", "size": [{"of": "tasks", "by": "lead", "op": ">=", "n": 1}, {"of": "tasks", "by": "join", "op": "=", "n": 0}]},
    ),
    ("一共有多少项@tasks", {"asks": "tasks", "count": True}),
    ("总共几个责任单位", {"asks": "units", "count": True}),
    ("<C>和<C>都有的单位", {"asks": "units", "compare": "shared"}),
    ("<C>、<C>共同的单位是@whos", {"asks": "units", "compare": "shared"}),
    ("<C>有而<C>没有的单位", {"asks": "units", "compare": "diff"}),
    ("<C>和<C>的单位有什么不同", {"asks": "units", "compare": "both"}),
    ("<C>和<C>分别谁牵头", {"asks": "units", "want": "lead"}),
    ("<C>、<C>的牵头单位各是谁", {"asks": "units", "want": "lead"}),
    ("<C>、<C>、<C>谁牵头", {"asks": "units", "want": "lead"}),
    ("哪些@tasks提到«W»", {"asks": "tasks", "filter": ["word"]}),
    ("哪几项写到了“«W»”", {"asks": "tasks", "filter": ["word"]}),
    ("提到«W»的@tasks有@howmany", {"asks": "tasks", "count": True, "filter": ["word"]}),
    ("责任单位里带“«P»”的@tasks有哪些", {"asks": "tasks", "filter": ["nameword"]}),
    ("名字里有“«P»”的单位有@whos", {"asks": "units", "filter": ["nameword"]}),
    ("哪些@tasks要求@year年完成", {"asks": "tasks", "filter": ["year"]}),
    ("@year年要完成的@tasks", {"asks": "tasks", "filter": ["year"]}),
    ("哪些@tasks写明了完成时限", {"asks": "tasks", "filter": ["deadline"]}),
    ("要制定@plan的@tasks有哪些", {"asks": "tasks", "filter": ["deliverable"]}),
    ("哪几项要制定@plan", {"asks": "tasks", "filter": ["deliverable"]}),
    ("{lead:U}牵头的@tasks里哪些要制定@plan", {"asks": "tasks", "filter": ["deliverable"]}),
    ("写了具体金额的@tasks", {"asks": "tasks", "filter": ["money"]}),
    ("哪些@tasks写了百分比", {"asks": "tasks", "filter": ["ratio"]}),
    ("哪些@tasks有{kind:K}参加", {"asks": "tasks", "filter": ["kind"]}),
    ("哪些{kind:K}参加了", {"asks": "units", "filter": ["kind"]}),
    ("{kind:K}参加的@tasks有@howmany", {"asks": "tasks", "count": True, "filter": ["kind"]}),
    ("这份通知的文号是多少", {"asks": "front", "field": "document_number"}),
    ("文件的发文字号", {"asks": "front", "field": "document_number"}),
    ("谁印发的这个通知", {"asks": "front", "field": "issuer"}),
    ("这个文件是@who发的", {"asks": "front", "field": "issuer"}),
    ("发文机关是谁", {"asks": "front", "field": "issuer"}),
    ("通知是哪天印发的", {"asks": "front", "field": "date"}),
    ("什么时候发的文", {"asks": "front", "field": "date"}),
    ("这个文件的标题是什么", {"asks": "front", "field": "title"}),
    ("通知全称叫什么", {"asks": "front", "field": "title"}),
    ("通知主送@whos", {"asks": "front", "field": "addressees"}),
    ("文件发给谁的", {"asks": "front", "field": "addressees"}),
    ("怎么看出谁是牵头单位", {"asks": "front", "field": "lead_rule"}),
    ("列在首位的单位是什么意思", {"asks": "front", "field": "lead_rule"}),
]
CLAUSES = ("第{n}项", "第{n}项", "第{n}条", "任务{n}", "{n}号任务", "第{n}项任务", "{n}项")
CHINESE = "零一二三四五六七八九"


def main() -> None:
    draw = random.Random(SEED)
    organs = [name for organ in load_knowledge("units")["organs"] for name in (organ["name"], *organ.get("also", ()))]
    topics = _topics()
    seen = set()
    while len(seen) < COUNT:
        form, labels = draw.choice(FORMS)
        question = _fill(form, draw, organs, topics)
        if question not in seen:
            seen.add(question)
            print(json.dumps({"q": question, "a": labels}, ensure_ascii=False))


def _topics() -> list[str]:
    """Return the matters of the pairs: their fields, and the openings of their policy sentences."""
    lines = (ROOT / "training" / "pairs" / "general.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]
    openings = [re.split(r"[，,。、；]", pair["positive"])[0] for pair in pairs]
    return sorted({*(pair["domain"] for pair in pairs), *(words for words in openings if 4 <= len(words) <= 16)})


def _fill(form: str, draw: random.Random, organs: list[str], topics: list[str]) -> str:
    text = re.sub(r"@([a-z]+)", lambda match: draw.choice(WORDS[match[1]].split()), form)
    text = re.sub(r"\{(\w+):([UVK])\}", lambda match: f"{{{_unit(match[2], draw, organs)}|{match[1]}}}", text)
    text = re.sub(r"\[T\]", lambda match: f"[{draw.choice(topics)}]", text)
    text = re.sub(r"<C>", lambda match: f"<{draw.choice(CLAUSES).format(n=_number(draw))}>", text)
    text = text.replace("#N#", f"#{draw.choice(WORDS['n'].split())}#")
    text = text.replace("«W»", f"«{draw.choice(WORDS['word'].split())}»").replace("«P»", f"«{draw.choice(WORDS['part'].split())}»")
    before = draw.choice(WORDS["polite"].split()) if draw.random() < 0.15 else ""
    after = draw.choice(["？", "？", "？", "呢", "啊", "。"]) if draw.random() < 0.4 and not text.endswith(("吗", "呢")) else ""
    return before + text.replace(" ", "" if draw.random() < 0.8 else " ") + after


def _unit(slot: str, draw: random.Random, organs: list[str]) -> str:
    if slot == "K":
        return draw.choice(WORDS["kind"].split())
    name = draw.choice(organs)
    return name if name.startswith(("市", "县", "区", "省")) else draw.choice(("市", "市", "县", "省", "")) + name


def _number(draw: random.Random) -> str:
    number = draw.randint(1, 70)
    if draw.random() < 0.7:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else CHINESE[tens]) + ("十" if tens else "") + (CHINESE[ones] if ones else "")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
