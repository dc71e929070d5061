"""Units named only to be left out: 除了扶贫办和财政局, 扶贫办除外; and each named unit's role, those left out among them."""

from __future__ import annotations

import re

from answer import cues
from answer.masked import Masked, places_of_units
from answer.reader import UNIT_MARK, Reading

_UNITS = rf"(?P<units>{UNIT_MARK}(?:[和跟与及、]+(?:我们|咱们?)?{UNIT_MARK}(?:自己)?)*)"
# Before what is set aside
ASIDE = "(?:除了?|除去|除开|除掉|撇开|撇掉|撇下|抛开|不算|不含|不计|不包括|刨去|刨掉|刨开|剔除|去掉|排除|扣掉|扣除|减去|减掉|别算|不看)"
# "撇开扶贫办和财政局，谁最多" / "扶贫办除外", "把扶贫办撇到一边"
LEFT_OUT = (
    re.compile(f"{ASIDE}(?:牵头的)?{_UNITS}"),
    re.compile(
        rf"{_UNITS}(?:这?[两三]家)?(?:都|先|这家)?(?:不算|除外|撇|抛开|剔除|去掉|刨|排除|拿掉|扣掉|不计|[放搁]一边|放到一边|不谈|以外|之外|别算)"
    ),
)


def spans_left_out(text: str) -> list[tuple[int, int]]:
    """Return where units stand, alone or in a list, that words beside them set aside."""
    return [match.span("units") for pattern in LEFT_OUT for match in pattern.finditer(text)]


def apart_from(text: str) -> set[int]:
    """Return the numbers of the unit marks that are named only to be left out of an order."""
    spans = spans_left_out(text)
    return {number for number, place in enumerate(places_of_units(text)) if any(begin <= place < end for begin, end in spans)}


def read_roles(masked: Masked, reading: Reading) -> list[str]:
    """Return each named unit's role as it was read; units listed with one that is left out are left out too.

    None is left out where no word says so: {财政局}比{民政局}多几项.
    """
    roles, places = list(reading.roles), places_of_units(masked.text)
    if not cues.has("leaves_out", masked.text):
        roles = ["any" if role == "except" else role for role in roles]
    for number, place in enumerate(places):
        if DONE_WITH.match(masked.text, place) and cues.has("the_rest", masked.text[place:]):
            roles[number] = "except"  # {扶贫办}已经联系了，剩下还有哪些单位
        elif reading.tagged("clause") and WHO_WITH.search(masked.text[:place]):
            roles[number] = "except"  # 46号谁跟{扶贫办}一块干
    spans = spans_left_out(masked.text)
    if any(role == "except" and begin <= place < end for role, place in zip(roles, places) for begin, end in spans):
        roles = [
            "any" if role == "except" and not any(begin <= place < end for begin, end in spans) else role
            for role, place in zip(roles, places)
        ]  # {扶贫办}除{财政局}以外，合作最密的是哪家
    for begin, end in spans:
        listed = [number for number, place in enumerate(places) if begin <= place < end]
        if any(roles[number] == "except" for number in listed):
            for number in listed:
                roles[number] = "except"
    return roles


WHO_WITH = re.compile("(?:谁|哪[些几]?[家个]?(?:单位|部门)?)(?:来|在|还)?(?:跟|和|与|同)$")
DONE_WITH = re.compile(
    f"{UNIT_MARK}(?:那边|这边|那里)?(?:我)?(?:已经?|都|刚刚?|早)?(?:已经?)?(?:联系|通知|对接|问|找|谈|打过招呼|请|报|叫)(?:好|过|到|上)?了"
)
