"""Who pays how much: a payer named in a question, and the clause that states what it gives."""

from __future__ import annotations

import re

from answer.conversation import Turn
from answer.query import Asks, Query
from schema import Clause, Notice

GIVES = r"(?:承担|负担|分担|安排|投入|补助|出资|出|掏|拿|扛|摊|配套)"
# "深圳承担 6 亿元", "由省承担12亿元"
STATED = r"[^，。；]{0,6}(?:承担|负担|分担|安排|投入|补助|出资)\s*[\d一二三四五六七八九十]"
# "深圳掏多少钱", "那我们市财政总共要扛多少", "省里那份出几个亿": a payer, what it gives, and nothing of a matter
ASKED = re.compile(
    r"^(?:那么?|请问|(?:麻烦|劳驾|想)问一?下|其中|里[面头]|就|，)*(?:我们?|咱们?|俺们?)?(?P<who>中央|国家|[\u4e00-\u9fff]{1,4}?)(?:[里级上]|这边|那边|自己)?(?:市|省|县)?(?:财政)?(?:这边|那边|自己|头上)?"
    r"(?:[、和跟与](?:我们?|咱们?)?[\u4e00-\u9fff]{1,5}?){0,3}"
    rf"(?:那(?:一)?份)?(?:总共|一共|合计|共|到底|究竟|得|要|需要?|应该?|该|会|各|实际|自己|来)*(?:{GIVES}(?:了|的|是)*|(?<=份)(?:是|有|占))"
    r"(?:多少|几(?:个|多)?(?=[亿万成块元]))(?:个)?(?:钱|元|万元?|亿元?|资金|经费|款)?[？?。]?$"
)
# "省里呢", "落到我们市财政头上是多少", "县里那份呢" after what something costs
OTHER = re.compile(
    r"(?P<who>中央|国家|省|市|县|区|镇)(?:里|级|上)?(?:财政)?(?![\u4e00-\u9fff]{0,2}(?:局|委|办))[^，。？]{0,6}"
    r"(?:呢|多少|几)[^，。？]{0,3}[。？]?$"
)


NAMED = re.compile(r"^(?:那么?|其中)?(?P<who>[\u4e00-\u9fff]{2,4}?)(?:那边|这边|那份|方面)?呢[？?。]?$")  # 深圳呢


def clause_of_share(question: str, notice: Notice) -> tuple[Clause, str] | None:
    """Return the one clause that states what the payer named in a question gives, and the words; None where that is not all it asks.

    深圳掏多少钱 -> task 24, 深圳承担; 危房改造省里补多少 names a matter, which is searched for.
    """
    match = ASKED.search(question)
    payer = match["who"] if match else ""
    payer = "我市" if payer and f"{payer}市" in f"{notice.issuer}{notice.title}" else payer  # 我们汕尾财政自己要掏多少亿
    found = [(clause, said) for clause in notice.clauses if payer and (said := share_stated(clause, payer))]
    return found[0] if len(found) == 1 else None


def share_stated(clause: Clause, payer: str) -> str:
    """Return the words by which a clause states what a payer gives, without the sum; "" where it states nothing."""
    stated = re.search(rf"(?<![\u4e00-\u9fff])(?:其中|由|我)*(?P<said>{payer}{STATED})", clause.text)
    return stated["said"].strip(" 0123456789一二三四五六七八九十") if stated else ""


def of_another_payer(query: Query, last: Turn, notice: Notice) -> Query | None:
    """The last question, of what another payer gives, where the task just shown says so: 省里呢 after 深圳承担几个亿."""
    match = OTHER.search(query.masked) or NAMED.search(query.masked)
    if not match or query.conditions or query.clauses or len(last.clauses) != 1 or last.query.asks is not Asks.CONTENT:
        return None
    clause = notice.clause(last.clauses[0])
    said = share_stated(clause, match["who"])
    return of_share(query, clause, said) if said else None


def of_share(query: Query, clause: Clause, said: str) -> Query:
    """Return a query as one for the amount that a clause states by some words."""
    return query.but(asks=Asks.CONTENT, scope="", fact="amount", topic=said, core=said, clauses=(clause.id,), conditions=(), mentions=())
