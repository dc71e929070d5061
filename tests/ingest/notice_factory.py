"""Hypothesis strategies: division-of-work notices with the tasks that a reader must find in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from schema import LeadRule, Role

_UNITS = """
市教育局 市财政局 市发改局 市文化和旅游局 市工业和信息化局 市住房和城乡建设局 团市委 市妇联 市科协 市委组织部 市委编办 市总工会
市委党校 人民银行汕尾市中心支行 市供电局 电信汕尾分公司 市残疾人联合会 市海洋与渔业局 深圳对口帮扶办 市政务服务数据管理局
市机关事务管理局 文化和旅游部 粮食和储备局 国家发展改革委 工业和信息化部 最高人民法院 中国银保监会 省通信管理局 市公安局交警支队
市融媒体中心 市纪委监委 市商务局 市民族宗教局（市侨办） 市委宣传部（市文明办） 学生工作部（处）
"""
UNITS = tuple(_UNITS.split())
_BARE_UNITS = """
民政局 水务局 林业局 审计局 统计局 气象局
"""  # the level is written once, before the first
BARE_UNITS = tuple(_BARE_UNITS.split())
_COLLECTIVES = """
各县（市、区）人民政府 各区、县级市 各乡镇、街道 各有关部门 市直有关单位 各县（市、区）党委和政府 各级人民政府
"""
COLLECTIVES = tuple(_COLLECTIVES.split())
SENTENCES = (
    "完善基层服务网络，健全长效机制",
    "对有条件的地区（含山区、海岛）给予支持",
    "推进“互联网+政务服务”，优化办事流程",
    "落实省、市有关部署，压实各方责任",
    "建设一批示范村（社区），发挥带动作用",
    "引导各类企业、社会组织参与，形成合力",
    "加强学校、医院等公共场所安全管理",
    "由政府统筹规划、部门协同推动，做到应办尽办",
    "配合做好上级检查工作，及时整改问题",
)
TITLES = ("健全工作机制", "加大投入力度", "优化营商环境", "推动产业升级", "强化人才支撑")
TEXT_DEADLINES = ("2025年底前", "到2026年", "5年内", "2025年6月底前", "力争3年内", "每季度末前", "印发后30日内", "2027年12月31日前")
STATED_DEADLINES = (*TEXT_DEADLINES, "每季度", "长期坚持", "2025年12月", "2026年上半年", "第三季度", "即知即改", "2025年全年")
_CN = """
零 一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一 二十二 二十三 二十四 二十五
二十六 二十七 二十八
"""
CN = tuple(_CN.split())
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
CIRCLED = "〇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
STYLES = {
    "division": "第{cn}部分　",
    "chapter": "第{cn}章　",
    "article": "第{cn}条　",
    "chinese": "{cn}、",
    "bracketed": "（{cn}）",
    "arabic": "{n}. ",
    "arabic、": "{n}、",
    "bracketed_arabic": "（{n}）",
    "half_bracketed": "{n}）",
    "circled": "{circled}",
    "spaced": "{n}  ",
    "full_width": "{wide}．",
    "stopped": "{stopped}",
    "round": "{round}",
}
SHARED = (
    "arabic",
    "arabic、",
    "bracketed",
    "article",
    "full_width",
    "stopped",
)  # numbers of tasks that a section may answer for as a whole
NESTINGS = (
    ("arabic",),
    ("chinese",),
    ("article",),
    ("chapter", "article"),
    ("chinese", "bracketed"),
    ("chinese", "arabic"),
    ("chinese", "arabic、"),
    ("chinese", "bracketed", "arabic"),
    ("chinese", "arabic", "bracketed_arabic"),
    ("bracketed", "arabic"),
    ("chinese", "bracketed", "arabic", "half_bracketed"),
    ("division", "chinese", "arabic"),
    ("chinese", "bracketed", "circled"),
    ("division", "spaced"),
    ("chinese", "full_width"),
    ("chinese", "stopped"),
    ("chinese", "bracketed", "round"),
)


@dataclass(frozen=True)
class Unit:
    name: str
    role: Role
    part: int = 0


@dataclass
class Task:
    """What a reader must find: the task's number as written, its units, what leaves the list open, its deadlines."""

    number: str
    units: list[Unit]
    open_words: str = ""
    deadlines: list[str] = field(default_factory=list)


@dataclass
class Sample:
    text: str
    lead_rule: LeadRule
    tasks: list[Task]


@dataclass
class Stated:
    """A responsibility as written: in the clause's last line, or in lines of its own."""

    words: str
    units: list[Unit]
    open_words: str = ""
    own_lines: bool = False
    deadline: str | None = None


def unit_names(count_min: int = 1, count_max: int = 5):
    return st.lists(st.sampled_from(UNITS), min_size=count_min, max_size=count_max, unique=True)


@st.composite
def name_list(draw, least: int = 1, collective: bool = True) -> tuple[list[str], str]:
    """Return names and the list as written: 、 between them, 和 before the last now and then."""
    names = draw(unit_names(least))
    if draw(st.integers(0, 5)) == 0 and names[0].startswith("市"):
        names += draw(st.lists(st.sampled_from(BARE_UNITS), max_size=2, unique=True))
    if collective and len(names) >= 2 and draw(st.integers(0, 3)) == 0:
        names.append(draw(st.sampled_from(COLLECTIVES)))
    last = "和" if len(names) > 1 and draw(st.integers(0, 4)) == 0 else "、"
    return names, "、".join(names[:-1]) + last + names[-1] if len(names) > 1 else names[0]


def by_rule(names: list[str], rule: LeadRule, role: Role = Role.RESPONSIBLE, is_open: bool = False) -> list[Unit]:
    """Return the roles of a list whose words name no lead."""
    rest = Role.PARTICIPANT if role is Role.RESPONSIBLE else role
    if rule is LeadRule.FIRST_LISTED or (len(names) == 1 and role is Role.RESPONSIBLE and not is_open):
        return [Unit(names[0], Role.LEAD), *(Unit(name, rest) for name in names[1:])]
    return [Unit(name, role) for name in names]


def with_lead(lead: str, others: list[str], role: Role = Role.PARTICIPANT) -> list[Unit]:
    return [Unit(lead, Role.LEAD), *(Unit(name, role) for name in others)]


@st.composite
def bracketed(draw, rule: LeadRule) -> Stated:
    """（A、B、C）, （A、B负责）, （A、B等部门按职责分工负责）, （A、B分别负责）."""
    names, written = draw(name_list())
    form = draw(st.sampled_from(["", "负责", "分别负责", "按职责分工负责", "等部门负责", "等按职责分工负责", "等有关部门和单位"]))
    if form.startswith("等") and any(names[-1] == c for c in COLLECTIVES):
        form = ""
    opened = next((words for words in ("等有关部门和单位", "等部门", "等") if form.startswith(words)), "")
    duty = "职责" in form or "分别" in form
    units = by_rule(names, rule, Role.BY_DUTY if duty else Role.RESPONSIBLE, bool(opened))
    return Stated(f"（{written}{form}）", units, opened)


@st.composite
def led(draw, rule: LeadRule) -> Stated:
    """（A牵头，B、C配合）, （牵头单位：A；责任单位：B、C）, （A会同B、C负责）, （A、B共同牵头，C参加）."""
    lead = draw(st.sampled_from(UNITS))
    others, written = draw(name_list().filter(lambda drawn: lead not in drawn[0] and drawn[0][0] in UNITS))
    forms = ["verb", "label", "join", "joint", "note", "run_on", "sentence", "square", "two_brackets", "running", "semicolon", "no_colon"]
    form = draw(st.sampled_from(forms))
    word = draw(st.sampled_from(["配合", "参加", "协助", "参与", "按职责分工负责", "按照职责分工配合"]))
    role = Role.BY_DUTY if word == "按职责分工负责" else Role.PARTICIPANT
    label = draw(st.sampled_from(["责任单位", "配合单位", "参加单位", "参与部门", "协办单位"]))
    units = with_lead(lead, others)
    if form == "verb":
        return Stated(
            f"（{draw(st.sampled_from(['', '由']))}{lead}牵头{draw(st.sampled_from(['', '负责']))}，{written}{word}）",
            with_lead(lead, others, role),
        )
    if form == "run_on":
        return Stated(f"（{lead}牵头、{written}{word}）", with_lead(lead, others, role))
    if form == "running":
        return Stated(f"由{lead}牵头制定工作措施，{written}{word}。", with_lead(lead, others, role))
    if form == "semicolon":
        return Stated(f"（{lead}牵头；{written}{word}）", with_lead(lead, others, role))
    if form == "no_colon":
        return Stated(f"牵头单位为{lead}，{label}为{written}。", units)
    if form == "label":
        return Stated(f"（牵头单位：{lead}；{label}：{written}）", units)
    if form == "two_brackets":
        return Stated(f"（牵头单位：{lead}）（{label}：{written}）", units)
    if form == "square":
        return Stated(f"【牵头单位：{lead}，{label}：{written}】", units)
    if form == "join":
        return Stated(f"（{lead}会同{written}{draw(st.sampled_from(['负责', '', '组织实施']))}）", units)
    if form == "note":
        return Stated(f"（{lead}（牵头）、{written}）", units)
    if form == "sentence":
        return Stated(f"{draw(st.sampled_from(['', '上述工作由']))}{lead}牵头，{written}{word}。", with_lead(lead, others, role))
    joint = [Unit(lead, Role.JOINT_LEAD), Unit(others[0], Role.JOINT_LEAD), *(Unit(name, role) for name in others[1:])]
    rest = f"，{'、'.join(others[1:])}{word}" if others[1:] else ""
    return Stated(f"（{lead}、{others[0]}{draw(st.sampled_from(['共同牵头', '牵头', '联合牵头']))}{rest}）", joint)


@st.composite
def labelled_lines(draw, rule: LeadRule) -> Stated:
    """牵头单位：A / 责任单位：B、C / 完成时限：… in lines of their own, or side by side in one."""
    lead = draw(st.sampled_from(UNITS))
    others, written = draw(name_list().filter(lambda drawn: lead not in drawn[0]))
    deadline = draw(st.none() | st.sampled_from(STATED_DEADLINES))
    label = draw(st.sampled_from(["责任单位", "配合单位", "参加部门"]))
    pieces = [f"牵头{draw(st.sampled_from(['单位', '部门']))}：{lead}", f"{label}：{written}"]
    if deadline:
        pieces.insert(draw(st.integers(0, 2)), f"完成{draw(st.sampled_from(['时限', '时间']))}：{deadline}")
    joint = draw(st.sampled_from(["\n", "\n", "　　", "；"]))
    return Stated(joint.join(pieces), with_lead(lead, others), own_lines=True, deadline=deadline)


@st.composite
def apart(draw, rule: LeadRule) -> Stated:
    """A list without brackets: in a line of its own, after a dash, as the last sentence."""
    names, written = draw(name_list())
    form = draw(st.sampled_from(["{}", "——{}", "　　——{}", "{}。"]))
    return Stated(form.format(written), by_rule(names, rule), own_lines=draw(st.booleans()))


@st.composite
def stated(draw, rule: LeadRule) -> Stated:
    forms = [bracketed(rule), apart(rule), led(rule), labelled_lines(rule)]
    if rule is LeadRule.NONE:
        forms = forms[:2]
    return draw(st.one_of(forms))


@st.composite
def task(draw, number: str, marker: str, rule: LeadRule) -> tuple[list[str], Task]:
    """Return a task's paragraphs and what must be read from them."""
    first = draw(stated(rule))
    sentences = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True))
    deadlines = []
    if draw(st.integers(0, 3)) == 0:
        words = draw(st.sampled_from(TEXT_DEADLINES))
        sentences.append(f"{words}完成全部任务")
        deadlines.append(words)
    text = "。".join(sentences)
    is_bracket = first.words[0] in "（【"
    if is_bracket and first.words.startswith("（") and draw(st.integers(0, 4)) == 0:  # several responsibilities in one clause
        second = draw(bracketed(rule))
        units = [*first.units, *(Unit(u.name, u.role, 1) for u in second.units)]
        middle = draw(st.sampled_from(SENTENCES))
        return [f"{marker}{text}{first.words}；{middle}{second.words}。"], Task(
            number, units, first.open_words or second.open_words, deadlines
        )
    if first.deadline:
        deadlines.append(first.deadline)
    expected = Task(number, first.units, first.open_words, deadlines)
    if first.own_lines:
        return [f"{marker}{text}。", *first.words.split("\n")], expected
    if not is_bracket:
        return [f"{marker}{text}。{first.words}"], expected
    placed = draw(st.sampled_from(["。{}", "{}。", "{}", "。\n{}", "。{}。"]))
    if draw(st.integers(0, 5)) == 0:
        marker += draw(st.sampled_from(TITLES)) + "。"
    return (marker + text + placed.format(first.words)).split("\n"), expected


@st.composite
def task_with_items(draw, number: str, marker: str, rule: LeadRule) -> tuple[list[str], Task]:
    """A task whose numbered items end in one responsibility for all of them."""
    answer = draw(bracketed(rule))
    items = draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4, unique=True))
    begins = draw(st.sampled_from(["{}", "（{}）"])) if marker[0].isdigit() else "（{}）"
    begins = "（{}）" if begins == "{}" else begins
    lines = [f"{begins.format(place)}{item}；" for place, item in enumerate(items, 1)]
    at_parent = draw(st.booleans())
    if at_parent:
        head = [f"{marker}{draw(st.sampled_from(TITLES))}。{answer.words}"]
        lines[-1] = lines[-1][:-1] + "。"
    else:
        head = [f"{marker}{draw(st.sampled_from(TITLES))}{draw(st.sampled_from(['：', '']))}"]
        lines[-1] = lines[-1][:-1] + draw(st.sampled_from(["。", "。\n"])) + answer.words
    return [*head, *"\n".join(lines).split("\n")], Task(number, answer.units, answer.open_words)


@st.composite
def section(draw, heading: str, style: str, first: int, rule: LeadRule) -> tuple[list[str], list[Task]]:
    """A section whose head names the units for all the tasks below it."""
    answer = draw(st.one_of(bracketed(rule), labelled_lines(rule)) if rule is not LeadRule.NONE else bracketed(rule))
    head = [heading, *answer.words.split("\n")] if answer.own_lines else [heading + answer.words]
    lines, tasks = [], []
    for number in range(first, first + draw(st.integers(2, 4))):
        lines.append(
            mark(style, number) + draw(st.sampled_from(SENTENCES[:-1])) + "。"
        )  # the last begins with 配合, which makes the units help
        tasks.append(Task(number_of(style, number), answer.units, answer.open_words))
    return [*head, *lines], tasks


def wrapped(paragraph: str, width: int | None) -> str:
    """Break a paragraph at a width, as a page does, names and all."""
    if not width or len(paragraph) <= width or "：" in paragraph[:8]:
        return paragraph
    return "\n".join(paragraph[i : i + width] for i in range(0, len(paragraph), width))


@st.composite
def notices(draw) -> Sample:
    """Draw a notice in one of the layouts, with its tasks."""
    rule = draw(st.sampled_from([LeadRule.FIRST_LISTED, LeadRule.EXPLICIT, LeadRule.NONE]))
    rule_place = draw(st.sampled_from(["front", "bracket"]))
    nesting = draw(st.sampled_from(NESTINGS))
    runs_on = draw(st.booleans())
    lines = ["关于印发《重点工作任务分工方案》的通知", "汕府办〔2025〕7号", "各有关单位：", "现将重点工作任务分工如下。"]
    if rule is LeadRule.FIRST_LISTED and rule_place == "front":
        lines[-1] = draw(
            st.sampled_from(["现提出如下分工方案（列首位的为牵头单位，其他为参加单位）。", "各项任务排在第一位的责任单位为牵头单位。"])
        )
    tasks: list[Task] = []
    counters = [0] * len(nesting)
    groups = draw(st.integers(1, 3)) if len(nesting) > 1 else 1
    folds = nesting[-1] in ("arabic", "arabic、", "bracketed", "chinese", "article")
    for group in range(groups):
        for depth in range(len(nesting) - 1):
            if depth == 0 or group == 0 or draw(st.booleans()) or counters[depth] == 0:
                counters[depth] += 1
                counters[depth + 1 :] = [0] * (len(nesting) - depth - 2) + [counters[-1] if runs_on else 0]
                lines.append(mark(nesting[depth], counters[depth]) + draw(st.sampled_from(TITLES)))
        if len(nesting) > 1 and nesting[-1] in SHARED and draw(st.integers(0, 4)) == 0:
            made, expected = draw(section(lines.pop(), nesting[-1], counters[-1] + 1, rule))
            counters[-1] += len(expected)
            lines += made
            tasks += expected
            continue
        least = 2 if nesting[-1] == "spaced" and group == 0 else 1  # a lone figure is no number
        for _ in range(draw(st.integers(least, 4))):
            counters[-1] += 1
            marker = mark(nesting[-1], counters[-1])
            whole = folds and draw(st.integers(0, 4)) == 0
            made = task_with_items if whole else task
            paragraphs, expected = draw(made(number_of(nesting[-1], counters[-1]), marker, rule))
            width = draw(st.none() | st.integers(28, 60)) if not whole else None
            lines += [wrapped(paragraph, width) for paragraph in paragraphs]
            tasks.append(expected)
    text = "\n".join(lines) + "\n"
    if rule is LeadRule.FIRST_LISTED and rule_place == "bracket":
        text, placed = put_rule_in_first_bracket(text)
        if not placed:
            text = text.replace("现将重点工作任务分工如下。", "列第一位者为牵头单位。", 1)
    leads = any(unit.role.leads for unit in (unit for found in tasks for unit in found.units))
    explicit = any(word in text.replace("\n", "") for word in ("牵头", "会同"))
    stated_rule = LeadRule.FIRST_LISTED if rule is LeadRule.FIRST_LISTED else LeadRule.EXPLICIT if leads and explicit else LeadRule.NONE
    return Sample(text, stated_rule, tasks)


def put_rule_in_first_bracket(text: str) -> tuple[str, bool]:
    place = text.find("负责）")
    before = text.rfind("（", 0, place)
    if place < 0 or "\n" in text[before:place]:
        return text, False
    return text[: place + 2] + "。列第一位者为牵头单位，下同" + text[place + 2 :], True


def mark(style: str, ordinal: int) -> str:
    one = {name: chr(ord(first) + ordinal - 1) for name, first in (("stopped", "⒈"), ("round", "⑴"))}
    wide = str(ordinal).translate(WIDE)
    return STYLES[style].format(n=ordinal, cn=CN[ordinal], circled=CIRCLED[ordinal % len(CIRCLED)], wide=wide, **one)


def number_of(style: str, ordinal: int) -> str:
    return mark(style, ordinal).strip("、.． 　")
