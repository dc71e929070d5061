"""What surrounds the clauses: signature, date, notes of publication, marks of annexes."""

from __future__ import annotations

import re

from ingest.labels import begins_label
from ingest.lines import Line

MAX_SIGNATURE = 30  # characters of a line of offices that sign

_CN = "[一二三四五六七八九十]{1,3}"
_DATE = rf"(?:\d{{4}}|[一二三四五六七八九十〇○Ｏ零]{{4}})\s?年\s?(?:\d{{1,2}}|{_CN})\s?月(?:\s?(?:\d{{1,2}}|{_CN})\s?日)?"
DATE = re.compile(_DATE)  # "2016年11月15日", "二○一六年十一月" / "2018年年底前完成"
DATE_LINE = re.compile(rf"{_DATE}(?:印发)?")  # "2016年11月15日", "2024年4月18日印发" / "2018年年底前完成"
# "（此件公开发布）", "（本文有删减）", "抄送：…" / "（此外，…）"
CLOSING_LINE = re.compile(
    r"[（(](?:此件|本文|本件|联系)[^）)]{0,60}[）)]|抄[送报]\s{0,4}[:：].*|主题词\s{0,4}[:：].*|[^，。；]{2,30}\d{4}年\d{1,2}月\d{1,2}日印发"
)
# What a government site prints around a document: "首页 > 政务公开", "主办：…　技术支持：…", "打印本页　关闭窗口" / "主办单位：县教育局"
SITE_LINE = re.compile(
    r"ICP备|公网安备|版权所有|网站标识码|建议(?:您)?使用.{0,20}浏览器|(?:浏览|点击|阅读)(?:次数|量|数|率)[:：]|字[号体]\s?[:：]\s?[\[【（(]?\s?大|(?:技术支持|网站地图|分享到|您(?:的|现在的|所在的)?位置|当前位置)\s{0,2}[:：]"
    r"|(?:打印|关闭)(?:本页|窗口|页面)"
    r"|^首页\s{0,2}[>＞»/]|^运行维护|^(?:扫一扫|分享到|字体[:：]|来源[:：]|发布(?:时间|日期)[:：]|浏览次数)"
)
# What a site's record of a document is made of: "索 引 号：", "发文机关", "成文日期：2024年6月12日" / "标题新颖", "名称为"
_RECORD_WORDS = {
    kind: "|".join(r"\s*".join(word) for word in words.split())
    for kind, words in {
        "title": "标题 名称",
        "number": "发文字号 文号",
        "date": "成文日期 发文日期 制发日期 印发日期",
        "other": "索引号 统一编号 发文机关 制发机关 发布机构 信息来源 发布日期 公开日期 生成日期 主题分类 主题词 关键词 公文种类"
        " 组配分类 体裁分类 有效性 时效性 效力状态 公开方式 公开范围",
    }.items()
}
RECORD_LABEL = re.compile(rf"(?:{'|'.join(_RECORD_WORDS.values())})\s*(?:[:：]|$)")
# Its fields that are the notice's own: "标　　题：关于…的通知", "成文日期：\t2024年6月12日" / "索引号：000014349"
RECORD_FIELD = re.compile(
    rf"(?:(?P<title>{_RECORD_WORDS['title']})|(?P<number>{_RECORD_WORDS['number']})|(?P<date>{_RECORD_WORDS['date']}))\s*[:：]\s*(?P<value>[^\t\n]+)"
)
# "附件", "附件1：", "附：" / "附件所列"
ANNEX_LINE = re.compile(r"附\s{0,4}件?\s{0,4}[\d一二三四五六七八九十]{0,2}\s{0,4}[:：]?")
# "附件：1. 任务分工表" in the list of annexes above the signature
ANNEX_LIST = re.compile(r"附\s{0,4}件?\s{0,4}\d{0,2}\s{0,4}[:：].+")


def signature_begins(lines: list[Line], first: int) -> int:
    """Return where signature, date and notes of publication begin at the end of ``lines``."""
    end = len(lines)
    while end > first and CLOSING_LINE.fullmatch(lines[end - 1].text):
        end -= 1
    if end > first and DATE_LINE.fullmatch(lines[end - 1].text):
        end -= 1
        while end > first and _may_sign(lines[end - 1]):
            end -= 1
    return end


def _may_sign(line: Line) -> bool:
    """Tell whether a line may hold offices that sign: "市人民政府办公室" -> True; "完成时限：6月底", "市教育局、市财政局" -> False."""
    plain = not line.marker and not line.ends_sentence and len(line.text) <= MAX_SIGNATURE
    return plain and "、" not in line.text and not begins_label(line.text)
