"""Yes or no about what a clause says: figures are compared, then whether question and sentence both affirm or both deny."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answer.figures import compare_figures, has_figures
from ingest.lines import CHINESE_DIGITS
from schema import Clause, Sentence

AT_LEAST = 0.1  # share of a question's character pairs that its clause must hold before yes or no is said of it
PLAINLY_THERE = 0.4  # share of a question's character pairs that its clause holds
# "有没有", "能不能", "是不是": the negation in them denies nothing
A_NOT_A = re.compile(r"([\u4e00-\u9fff])[不没]\1|有[没冇]有|有无|可否|能否|是否|有冇|可唔可以|没记错|没错|不是吗")
# Asked whether something is provided or allowed: finding the provision is the answer.
PROVIDED = re.compile(
    r"有[没冇]?有?(?!人|的人|几|多|点|些)|提到|写到|规定|讲[没过到]|说[没过到]|[能可]不?[能可]?以?(?:享受|领|得|拿|申请|借|贷|报|参加|入|免|补|用|搞|给|做|送|去|安排)"
    r"|真(?:的)?(?:能|会|可以)(?:优先|重点|享受)?"
    r"|(?:给|发|领|拿)(?:得到|不给)?(?:点|些)?(?:补助|补贴|津贴|奖励|照顾|优惠|资助)"
    r"|能不能|可不可以|可以|能否|可否|允许|准许|许不许|给不给|让不让|管不管|包不包|算不算|要不要|在不在|有份|享受(?:得)?到|够条件"
)
# Whether there is anything on a matter at all: "文件里有没有这种路子", "上头有这政策吗", "这说法有没有依据"
IS_SPOKEN_OF = re.compile(
    r"(?:有|给)(?:没有?|冇|无|不给)?(?:得)?(?:这|那|什么|啥|点|些|相关|对应)?(?:个|种|样|方面|类)?的?(?:政策|说法|规定|依据|路子|照顾|扶持|优惠|安排|讲法|提法|条款|支持|帮助|办法|法子|优先)"
    r"|(?:文件|通知|方案|政策|上[头面]|文里)(?:里头?|中|上)?(?:有没有|有无|有冇)(?:说|讲|提|写|规定|要求)?"
    r"|有没有(?:被)?(?:说|讲|提|写|规定|列|纳入)|(?:写|说|讲|提|列)(?:了|着)(?=要|有|给|让|可)|(?P<verb>[讲说提写列管])[没不](?P=verb)|(?:[讲说提写列]|纳入)(?:到|进|过|及|明)?(?:了|过|进去|在内)*(?:吗|没有?)"
)
DENIED_IN_QUESTION = re.compile(
    r"不(?:到|再|给|管|让|许|准|用|必|需|能|可以|算|包|补|发|要)|没(?:有)?(?:了|份|人|资格|得)|再也|取消|停(?:了|掉|发)?|断(?:了|掉|供)|没了|收回"
    r"|只(?:给|有|能|发|报|管)|一部分|一半|自己(?:掏|交|出(?!人|力|工|面|去|来)|花|付|还|家|承担)|自(?:掏|付|费)|掏(?:钱|腰包)|平均|其余|除外|作废|到此为止"
)
DENIED_IN_SENTENCE = re.compile(r"免(?:担保|抵押|费|除|收|学)|不(?:得|再|准|予|能|收|需|必|用)|无需|停止|取消|禁止|严禁|除外")


def find_verdict(question: str, sentences: Sequence[Sentence], clause: Clause, matter: str = "") -> tuple[str, str]:
    """Return the key of the opening words in ``prompts/answers.yaml`` and the figure they name; ("", "") where nothing can be said.

    是10万元吗 against 5万元以下 -> no_number; 有没有生活费补助 -> yes_there; 政策是不是马上断掉 against 继续享受 -> no_so.

    Args:
        matter: the words that name what is asked about, where they are known: nothing is said of a clause that holds none of them.
    """
    if not sentences:
        return "", ""
    claim = TOLD_YEARS.sub("", claimed(question))
    if of_actor(claim, sentences[0].text) == "no_so":
        return "no_so", ""  # whoever does it, no figure beside makes it right
    if compared := compare_figures(claim, [sentence.text for sentence in sentences]):
        return ("yes_number", "") if compared.agrees else ("no_number" if compared.stated else "no_so", compared.stated)
    if has_figures(claim):
        return "", ""  # nothing stands against them: the quotation speaks for itself
    tail = CONTRAST.sub("", last_stretch(claim))  # what stands before is told, not asked: 后面没人理，有没有规定回头看
    whole = is_tag(last_stretch(question))  # 先打给村委会，再由村里分给各户，是这样操作的吗
    if opposed := _opposed(A_NOT_A.sub("", claim if whole else tail), sentences):
        return opposed, ""
    if verdict := next((found for of in (_of_lesser, _of_office, _of_receiver, of_actor) if (found := of(claim, sentences[0].text))), ""):
        return verdict, ""
    share = share_of_pairs(claim, clause.text)
    denied, spoken_of = _denies(A_NOT_A.sub("", tail), sentences[0].text), IS_SPOKEN_OF.search(last_stretch(question))
    if not denied and not holds_sought(tail, clause.text):
        return "", ""
    plain = not (denied or NO_MORE.search(claim) or DENIES.search(NO_DENIAL.sub(" ", claim))) and not says_more(claim, sentences[0].text)
    offered = plain and asks_for_offer(question) and OFFERS.search(sentences[0].text)
    if share < AT_LEAST or (character_pairs(matter) and not share_of_pairs(matter, clause.text)):
        related = offered or (spoken_of and not denied)
        return ("yes_related", "") if related else ("", "")  # told in quite other words: no more than that it is spoken of
    if denied and not DENIED_IN_SENTENCE.search(sentences[0].text):
        return "no_so", ""
    if says_more(claim, "".join(sentence.text for sentence in sentences)):
        return "", ""
    if not denied and (PROVIDED.search(tail) or spoken_of):
        return ("yes_there", "") if _holds_asked(matter, clause.text) else ("yes_related", "") if offered else ("", "")
    share = share_of_pairs(FRAME.sub("", claim), clause.text)
    return ("yes_so", "") if share >= PLAINLY_THERE else ("yes_related", "") if offered else ("", "")


TOLD_YEARS = re.compile(
    f"(?:(?:[干做当教住种守打病熬]|工作|任教)了|这|都|快|整整)(?:\\d+|[{CHINESE_DIGITS}]+)(?:来|多)?年"
)  # 村医老黄干了三十年: of somebody's life
# "五十三项是不是要搞|第三方评估": where it is claimed to stand, and how it is asked
FRAME = re.compile(
    rf"^第?(?:\d+|[{CHINESE_DIGITS}]+)[项条号](?:任务)?(?:里[头面]?|中|上)?|(?:是不是|有没有|是否|要不要|会不会)(?:说|讲|写|提|规定)?(?:要|会|得)?(?:搞|做|弄|办|建|有)?"
)
CONTRAST = re.compile("(?<=.)[、，]?(?:而|并)?(?<!是)不是(?!不)[^，。？、]{1,8}$")  # 全部建档立卡、不是挑一部分


def _opposed(tail: str, sentences: Sequence[Sentence]) -> str:
    """Return no_so where a text states the opposite of what is asked, yes_so where that is denied: 不用自己掏; "" where neither is."""
    for said, stated in OPPOSED:
        match = re.search(said, tail)
        if match and any(re.search(stated, sentence.text) for sentence in sentences):
            return "yes_so" if TWICE.search(tail[: match.start()]) else "no_so"
    return ""


FORBIDS = re.compile("不(?:能|让|许|准|可以|得)")
TWICE = re.compile("(?:不用|不必|无需|不会|不是|不要|没有?|未|别|不)(?:再|要|被|得|让|我们?|咱们?)?$")  # 不用|自己掏, 没|停


def _denies(tail: str, text: str) -> bool:
    """Tell whether what is asked denies what a text says: 政策断了 of 继续享受; not 不用自己掏, 没停, 不能强迫 of a text without 强迫."""
    for said in DENIED_IN_QUESTION.finditer(tail):
        if TWICE.search(tail[: said.start()]):
            continue
        if not FORBIDS.match(said.group()) or share_of_pairs(tail[said.end() :], text):
            return True
    return False


# Asked whether something may be done or had, or is there at all: 自己出人干行不行, 能先扣掉不, 有没有人来问, 够不够得上
ASKS_FOR_OFFER = re.compile(
    r"行不行|成不成|够不够|能不能|可不可以|可否|能否|有没有(?!哪|几)|让不让|许不许|准不准|给不给"
    r"|(?:能|可以?|会|给|有)[^，。？谁哪几多]{1,14}?(?:不|没|没有|吗|么)(?:啊|呀|呢)?[？。]*$|是不是(?:要求|规定|应该?|该|可以|能)?得?(?:有|给|让|能)"
)
# What a text offers, allows or lays down
OFFERS = re.compile(
    "允许|可(?:以|按|由|安排|选|依法|折|建)|给予|享受|落实|开展|建立|确保|优先|参照|领取|鼓励|支持|提供|补[助贴]|免除|资助|安排|设立|帮助|推广|培训|引导"
)


DENIES = re.compile("[不没无别未免禁停]|取消")
# Words with 不 or 没 that deny nothing: 没错吧, 不是说…吗, 好不好, …了没
NO_DENIAL = re.compile(
    f"{A_NOT_A.pattern}|[一]个?(?:都|也)?不(?:落|漏|少|剩)|无一例外|没错|没记错|不是(?:吗|说)|对不对|差不多|不过|不但|不仅|不管|不少|[不没](?=[吗？，。]|$)|没有(?=[？，。]|$)"
)
NO_MORE = re.compile("就(?:完|行|够)了|光|只")


# 第一书记选派有没有|年龄和学历要求, 有|年龄要求吗, 对|学历有没有要求
SOUGHT = re.compile(
    "(?:(?:有没有|有无|有)(?P<what>[^，。？有]{2,}?)(?:的|方面的?|上的?)?(?:要求|限制|条件|门槛|资格|名额|规定)"
    "|(?:对|在)(?P<of>[^，。？对在]{2,}?)(?:上|方面)?(?:有没有|有无|有)(?:什么|啥|硬性|具体)*(?:要求|限制|条件|门槛|规定))(?:吗|没有?|么|的)?$"
)


def holds_sought(tail: str, text: str) -> bool:
    """Tell whether a text holds something of what it is asked whether there is."""
    sought = SOUGHT.search(tail)
    return not sought or IS_SPOKEN_OF.search(tail) is not None or share_of_pairs(sought["what"] or sought["of"], text) > 0


def asks_for_offer(question: str) -> bool:
    """Tell whether a question asks, for yes or no, whether something may be done or had, or is there at all."""
    asked = [sentence for sentence in re.findall(r"[^。？！]+[。？！]?", question) if not is_tag(sentence.strip("。？！"))]
    return any(ASKS_FOR_OFFER.search(last_stretch(sentence)) for sentence in asked if sentence.endswith("？") or sentence is asked[-1])


def last_stretch(text: str) -> str:
    """Return the last of a text's stretches: what is asked stands there."""
    return re.split("[，,；;。？！]", text.strip("？?。！ "))[-1]


# What only asks whether the rest is so: "对不对", "我没记错吧", "文件是这样写的"
TAG_WORD = re.compile(
    "到底|究竟|怎么|总|操作|执行|觉得|感觉|口径|能用|可以|我|文件|通知|方案|依据|数字|字|这样|这么|这话|这|说法|理解|里|上|是|就|的|得|有|真|没|不|准|数|意思|要求"
    "|个|吗|吧|么|嘛|呢|啊|呀|哦|对|错|成|记|弄|搞|看|听|说|讲|写|规定|回事|一说|如此|属实|确实|两个|日子"
)
SAID_SO = re.compile("[^，。？]{0,6}这(?:么|样)(?:讲|说|写|理解|算)")  # 村主任这么讲|有依据吗


def is_tag(text: str) -> bool:
    """Tell whether a stretch only asks whether the rest is so; word for word, without a second look."""
    said_so = SAID_SO.match(text)
    at = said_so.end() if said_so else 0
    while word := TAG_WORD.match(text, at):
        at = word.end()
    return at == len(text) > 0


POINTS_AT_FIGURE = re.compile("这么(?:多|少|久|长|大|高|些)|这个数|这数|这个(?:比例|标准|额度|日子|时间)|那么(?:多|久)")


def claimed(question: str) -> str:
    """Return what is claimed, without the tag that asks whether it is so: 五年内还清，对不对 -> 五年内还清."""
    sentences = re.findall(r"[^。？！]+[。？！]?", question)
    last = (
        sentences[-1] if sentences and has_figures(sentences[-1]) and len(sentences) > 1 else question
    )  # 有个村230人。门槛是200人以上，没错吧
    asked = next((s for s in sentences if s.endswith("？")), last).strip("？?。！ ")
    if POINTS_AT_FIGURE.search(asked) and not has_figures(asked) and has_figures(question):
        asked = question.strip("？?。！ ")  # 派了七户，…。可以派这么多的吗
    parts = [part for part in re.split("[，,；;]", asked) if part]
    while len(parts) > 1 and is_tag(parts[-1]):
        parts.pop()
    if len(parts) > 1 and A_NOT_A.search(parts[-1]) and not has_figures(parts[-1]) and has_figures("，".join(parts)):
        parts = parts[-1:]  # 驻了三年村，以后会不会照顾: the figures are told, not asked
    whole = len(parts) == 1 and is_tag(parts[0])  # 封顶五万。对吗？
    return question.strip("？?。！ ") if whole else "，".join(parts)


# Who is said to hold an office, and who does: 让分管副县长当组长 / 组长由党政主要负责同志担任
HELD = re.compile(r"由(?P<who>[^，。；由]{2,24}?)(?:同志)?(?:担任|兼任|任(?:组长|主任|总指挥|召集人))")
SAID_HELD = re.compile(
    r"(?:让|由|叫|派|请|想要?|是)(?P<who>[^，。；？]{2,12}?)(?:来|去)?(?:担任|兼任|当|任|做|兼|挂帅)(?!务)"
    r"|(?:组长|主任|总指挥|召集人)(?:就?是|归)(?P<holder>[^，。；？吗吧]{2,12})"
)


# "派个副镇长去就算符合要求了吗" / 由…党政主要负责同志亲自驻点
IN_PERSON = re.compile("由(?P<who>[^，。；由]{2,24}?)(?:同志)?(?:亲自|带队|主持|出席|包干|担任|兼任)")
SENT = re.compile(
    "(?:我|他|她)(?:这个|这位|是)?(?:分管|副)[^，。？]{1,8}?来?(?:担任|当|兼|挂)|(?:副职|副手|二把手|分管的|一般干部)[^，。？]{0,4}?(?:来|去|顶|代|替|带队|参加|担任|当|兼|挂|行|可以|能|成|算)|(?:派|让|叫|由|换|安排|喊)(?P<who>(?:个|一?[名位])?(?:副|普通|一般|科员|干事|办事员|年轻|新来|工作人员|秘书)[^，。？]{0,8}?)(?:去|来|顶|代|替|跑|驻|带队|参加)"
)


def _of_lesser(claim: str, text: str) -> str:
    """Return no_so where somebody lesser is said to do what a sentence has the one in charge do: 派个副镇长去."""
    return "no_so" if IN_PERSON.search(text) and SENT.search(claim) and "主要" in IN_PERSON.search(text)["who"] else ""


def _of_office(claim: str, text: str) -> str:
    """Return whether who is said to hold an office does by a sentence, "" where one of the two says nothing of it."""
    holds, said = HELD.search(text), SAID_HELD.search(claim)
    if not holds or not said:
        return ""
    who = said["who"] or said["holder"]
    return "yes_so" if character_pairs(who) & character_pairs(holds["who"]) else "no_so"


# To whom something is reported, for what: 报市委办公室|备案 / 报市扶贫办|备案
RECEIVED = re.compile(
    r"(?:(?:上?报|呈|提交|抄)送?|送|交|向)(?:给|到|至|请)?(?P<who>[^，。；？报送交呈向给请]{2,14}?)(?P<act>备案|汇总|审批|批准|审核|核准|报告|登记|审查)"
)


def _of_receiver(claim: str, text: str) -> str:
    """Return whether what is said to be reported to someone is reported to them by a sentence, "" where it says nothing of it."""
    return _who_of_act(RECEIVED, claim, text)


# By whom something is done: 由市财政来|落实 / 由县（市、区）财政|落实
ACTED = re.compile(
    r"由(?P<who>[^，。；？由]{2,16}?)(?:来|去|负责|统一|牵头)?(?P<act>落实|承担|组织|实施|汇总|审批|批准|审核|支付|补贴|发放|拨付|负担|管理|组建|选派"
    r"|安排|出资|[出掏拿](?=的|了|钱|资|[，。？]|吗|吧|么|$))"
)
PAYS = frozenset(("落实", "承担", "支付", "负担", "安排", "出资", "出", "掏", "拿"))  # of money they say the same


def of_actor(claim: str, text: str) -> str:
    """Return whether what is said to be done by someone is done by them by a sentence, "" where it says nothing of it."""
    return _who_of_act(ACTED, claim, text)


def _who_of_act(pattern: re.Pattern[str], claim: str, text: str) -> str:
    said = pattern.search(claim)
    stated = [
        match["who"] for match in pattern.finditer(text) if said and (match["act"] == said["act"] or {match["act"], said["act"]} <= PAYS)
    ]
    if not stated:
        return ""
    return "yes_so" if any(said["who"] in who or who in said["who"] for who in stated) else "no_so"


# What is said, and what a text states that is its opposite, in however different words the rest is told
OPPOSED = (
    (
        r"自己[^，]{0,2}(?:掏|交|出|花|付|还|担)|自家[^，]{0,2}(?:掏|出|付|还)|自(?:掏|付|费)|掏腰包",
        r"由(?:财政|政府)(?:补|承|负|全)|(?:政府|财政)全额|免(?:除|收|缴|费)",
    ),
    (r"(?P<asked>[收交缴])不(?P=asked)|要不要(?:交|缴|收)", r"免(?:除|收|缴|费)|不收"),
    (
        r"先(?:打|拨|发)(?:给|到)[^，。？]{1,8}[，]?再|(?:经|由)(?:过)?(?:村|镇|乡|合作社)[^，。？]{0,6}(?:转发|转给|转交)",
        r"直接(?:拨|发|打|支付)",
    ),
    (
        r"硬要|硬逼|非[^，。？]{1,4}不可|强(?:制|迫|行)|逼着?|必须(?:交|拿|入|加|参|搬|流转)",
        r"自愿|按(?:其|照本人)?意愿|尊重[^，。]{0,6}意愿",
    ),
    (
        r"每(?:一)?个?(?:地方|地区|村|镇|县)都|所有(?:的)?(?:地方|地区|村子?)|一律|(?:全都|全部)(?:要|得|必须)",
        r"有条件的|具备条件的?|条件成熟的?|条件允许的?",
    ),
    (r"一下子|一步到位|一次性|一口气|马上全|同时全", r"逐步|分步|分批|分期|分类推进"),
    (r"停(?!车|电|水|产|课)|断(?:掉|了|供|档|$)|取消|收回|作废|享受不[到了]|没(?:有)?了", r"继续|延续|不变|保持"),
)
# Words that make a claim say more than its matter; each with those that say it in a text
STRICT = (
    (
        "所有|一切|一律|统统|全部|全[都由是归靠免]|凡是?|任何",
        "所有|一切|一律|全部|凡|全覆盖|任何|全额|全市|[均都每]|各(?:级|地|部门|单位|县|镇|村)",
    ),
    ("必须|非得|一定要|务必|不得不", "必须|应当?|须|务必|确保|要|由"),
    ("当天|当场|马上|立刻|立即|即刻|当月", "当天|当场|马上|立即|即知即改|立行立改|及时|当月"),
    ("只[给有能限发管准许]|仅|光给|专门|唯独", "只|仅|专|限"),
    ("永远|一辈子|终身|长期|一直", "永久|终身|长期|持续|稳定"),
    ("免费|不要钱|不花钱|不收费|白给", "免费|免除|免收|全额|减免|不收"),
)


def says_more(claim: str, text: str) -> bool:
    """Tell whether a claim holds a word of quantity or strictness that nothing in the text bears out."""
    return any(re.search(said, claim) and not re.search(stated, text) for said, stated in STRICT)


GENERAL_NOUN = re.compile("的?(?:条件|标准|要求|规定|办法|政策|措施|程序|流程|说法|情况|细则)$")  # 撤点的|条件


def _holds_asked(matter: str, text: str) -> bool:
    """Tell whether a text holds something of what is asked for, the last stretch of a matter: 没按时报送的单位，扣分处罚 -> 扣分处罚."""
    asked = character_pairs(GENERAL_NOUN.sub("", matter.split("，")[-1]))
    return not asked or bool(asked & character_pairs(text))


def share_of_pairs(question: str, text: str) -> float:
    """Return the share of a question's pairs of characters that stand in a text."""
    pairs = character_pairs(question)
    return len(pairs & character_pairs(text)) / max(1, len(pairs))


def character_pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters, marks and blanks left out: 危房。改造 -> 危房, 房改, 改造."""
    plain = re.sub(r"[\W_]+", "", text)
    return {plain[i : i + 2] for i in range(len(plain) - 1)}
