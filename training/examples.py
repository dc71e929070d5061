"""Annotated messages -> what the question reader is trained on: units masked, the wording varied, tokens with their tags."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tokenizers import Tokenizer

from answer.reader import HEADS, MARKS, ROLES, TAGS, UNIT_MARK, encode
from training.annotations import Annotated

VARIED = 0.3  # share of the messages in training that are greeted with, or end or pause otherwise than they are written
GREETINGS = ("请问", "请问一下，", "你好，", "您好，", "麻烦问下，", "劳驾，", "想问问", "问一下", "帮我查下，", "那个，", "诶，")
ENDINGS = ("", "？", "?", "。", "呢", "呀？", "啊", "，谢谢", "！")
CUES_DROPPED = 0.3  # share of the messages in training whose cues are not pointed out, so that the reader learns to do without
IGNORED = -100  # torch's label for what teaches nothing


@dataclass(frozen=True, slots=True)
class Example:
    """A message as the model sees it."""

    ids: list[int]
    marks: list[int]  # for each token the number of the mark it is, or -1
    begin: int  # first token of the message itself; those before are the message before it
    tags: list[int]
    roles: list[tuple[int, int]]  # (token, role)
    labels: dict[str, int]
    cues: list[tuple[int, int]]  # (token, number of the cue list)


def mask(message: Annotated, named: float, generator: random.Random) -> tuple[str, list[str], list[str]]:
    """Return the text with units replaced by marks, and for each character its tag and, at a mark, its role."""
    text, tags, roles, last = "", [], [], 0

    def put(words: str, tag: str, role: str = "") -> None:
        nonlocal text
        text += words
        tags.extend([tag] * len(words))
        roles.extend([role] * len(words))

    for span in message.spans:
        put(message.text[last : span.begin], "none")
        words = message.text[span.begin : span.end]
        if span.kind == "unit" and generator.random() >= named:
            put(UNIT_MARK, "none", span.role)
        else:
            put(words, span.kind)
        last = span.end
    put(message.text[last:], "none")
    return text, tags, roles


def vary(text: str, tags: list[str], roles: list[str], generator: random.Random) -> tuple[str, list[str], list[str]]:
    """Greet, end or pause otherwise, which changes nothing of what is asked: 危房谁牵头 -> 请问危房谁牵头？"""
    kept = [i for i, character in enumerate(text) if character not in "，,、；" or generator.random() > 0.5]
    while kept and text[kept[-1]] in "？?。！!" and len(kept) > 1:
        kept.pop()
    greeting, ending = generator.choice((*GREETINGS, *[""] * len(GREETINGS))), generator.choice(ENDINGS)
    text = greeting + "".join(text[i] for i in kept) + ending
    return text, *([blank] * len(greeting) + [of[i] for i in kept] + [blank] * len(ending) for of, blank in ((tags, "none"), (roles, "")))


def example(message: Annotated, tokenizer: Tokenizer, named: float, generator: random.Random, context: Annotated | None = None) -> Example:
    text, tags, roles = mask(message, named, generator)
    if named and not text.isascii() and generator.random() < VARIED:
        text, tags, roles = vary(text, tags, roles, generator)
    before = message.before or context
    earlier = mask(before, 0.0, generator)[0] if before else ""
    encoded = encode(tokenizer, text, earlier)
    token_tags = [IGNORED] * encoded.begin
    token_roles = []
    for place in range(encoded.begin, len(encoded.ids)):
        begin, end = encoded.offsets[place]
        if begin == end:
            token_tags.append(IGNORED)
            continue
        inside = [tags[i] for i in range(begin, end)]
        token_tags.append(TAGS.index(max(dict.fromkeys(inside), key=inside.count)))
        if encoded.marks[place] == MARKS.index(UNIT_MARK):
            role = next(r for r in roles[begin:end] if r)
            token_roles.append((place, ROLES.index(role)))
    return Example(
        encoded.ids,
        encoded.marks,
        encoded.begin,
        token_tags,
        token_roles,
        {name: HEADS[name].index(option) for name, option in message.labels.items()},
        [] if named and generator.random() < CUES_DROPPED else encoded.cues,
    )
