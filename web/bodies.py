"""What programs send and get, over HTTP and MCP: the typed bodies, described for those who write the programs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from prompts import load_words
from schema import Clause, Notice
from web.blocks import Place
from web.links import place_url
from web.overview import unit_roles

MAX_HISTORY = 100  # messages; a person's conversation is shorter
MAX_MESSAGE = 10_000  # characters of an earlier message

QuestionText = Annotated[str, Field(description="问题，用平常的话", examples=["哪些单位参与危房改造"])]
NoticeName = Annotated[str | None, Field(description="通知的编号；不填则用默认的通知", examples=["shanwei-2016-19"])]
NoticeChoice = Annotated[str | None, Field(description="通知的编号；all 是全部通知；不填则用默认的通知", examples=["shanwei-2016-19"])]
ClauseChoice = Annotated[
    str, Field(min_length=1, max_length=80, description="条款的编号，如 17、任务17、二（一）、文首，或 shanwei-2016-19#17", examples=["17"])
]
EarlierText = Annotated[str, Field(max_length=MAX_MESSAGE)]


def _example(name: str) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [load_words("programs")["examples"][name]]})


class Message(BaseModel):
    """聊天程序所用形式的一条消息；只用 role 为 user 的。"""

    role: str = Field(description="谁说的：user 或 assistant")
    content: str = Field(max_length=MAX_MESSAGE, description="说了什么")


class Question(BaseModel):
    model_config = _example("question")

    question: QuestionText
    history: list[EarlierText | Message] = Field(
        [], max_length=MAX_HISTORY, description="此前的问题，按先后排列；也可以是 role/content 形式的消息"
    )
    notice: NoticeChoice = None

    def earlier_questions(self) -> list[str]:
        said = [
            entry if isinstance(entry, str) else entry.content for entry in self.history if isinstance(entry, str) or entry.role == "user"
        ]
        return [words for words in said if words.strip()]


class CitationBody(BaseModel):
    notice: str = Field(description="通知的编号")
    clause: str = Field(description="条款的编号")
    quote: str = Field(description="引文，就是通知原文第 start 个字到第 end 个字（不含）")
    start: int = Field(ge=0, description="从 0 数起")
    end: int = Field(ge=0)
    page: int | None = Field(None, description="引文从第几页开始，从 1 数起；文件不分页则没有")


class AnswerBody(BaseModel):
    model_config = _example("answer")

    status: Literal["answered", "not_found", "clarify"] = Field(
        description="answered 有答案；not_found 通知里没有写明，附最接近的条款；clarify 问题对得上的太多，选项在 suggestions 里"
    )
    text: str = Field(description="给人看的回答（Markdown），出处写作 [任务17]")
    clauses: list[str] = Field(description="回答所依据的条款，按使用先后；问全部通知时写作 通知编号#条款编号")
    units: list[str] | None = Field(description="答案是单位时，恰好是这些单位；否则为空")
    citations: list[CitationBody]
    suggestions: list[str] = Field(description="可以接着问的")
    latency_ms: float = Field(ge=0, description="得出回答用的毫秒数")


class AssignmentBody(BaseModel):
    unit: str = Field(description="单位")
    role: Literal["lead", "joint_lead", "participant", "by_duty", "responsible"] = Field(
        description="lead 牵头，joint_lead 共同牵头，participant 参加，by_duty 按职责负责，responsible 负责（通知没有说谁牵头）"
    )


class ClauseBody(BaseModel):
    model_config = _example("clause")

    notice: str = Field(description="通知的编号")
    document_number: str = Field(description="发文字号")
    clause: str = Field(description="条款的编号")
    kind: Literal["front", "task", "requirement", "clause"] = Field(description="文首、任务、工作要求，或其他条款")
    headings: list[str] = Field(description="上面各级标题")
    text: str = Field(description="条款的文字，断开的分页已接上")
    units: list[AssignmentBody] = Field(description="责任单位，按原文先后")
    deadlines: list[str] = Field(description="时限，原文的说法")
    deliverables: list[str] = Field(description="要出台的文件")
    start: int = Field(ge=0, description="条款在通知原文里从第几个字开始，从 0 数起")
    end: int = Field(ge=0, description="到第几个字结束（不含）")
    link: str = Field(description="在本机网页上打开这一条的地址")

    @classmethod
    def of(cls, notice: Notice, clause: Clause) -> ClauseBody:
        """Return what a program reads of a clause."""
        return cls(
            notice=notice.id,
            document_number=notice.document_number,
            clause=clause.id,
            kind=clause.kind.value,
            headings=list(clause.headings),
            text=clause.text,
            units=[AssignmentBody(unit=unit, role=role.value) for unit, role in unit_roles(clause).items()],
            deadlines=[deadline.words for deadline in clause.deadlines],
            deliverables=[deliverable.name for deliverable in clause.deliverables],
            start=clause.start,
            end=clause.end,
            link=place_url(Place(notice.id, clause.id)),
        )


class NoticeBody(BaseModel):
    model_config = _example("notice")

    id: str = Field(description="通知的编号")
    title: str
    document_number: str = Field(description="发文字号")
    tasks: int = Field(ge=0, description="任务数")
    units: int = Field(ge=0, description="责任单位数")
    default: bool = Field(description="没有指明时问的是不是这份")

    @classmethod
    def of(cls, notice: Notice, default: bool) -> NoticeBody:
        return cls(
            id=notice.id,
            title=notice.title,
            document_number=notice.document_number,
            tasks=len(notice.tasks),
            units=len(notice.units),
            default=default,
        )


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    ready: bool = Field(description="语义模型是否已载入；没有载入也能答按单位、按任务号的问题")
    failure: str = Field(description="语义模型不能用的原因；正常时为空")
    notices: list[str] = Field(description="各份通知的编号")


class Refusal(BaseModel):
    model_config = _example("refusal")

    detail: str = Field(description="一句话说明哪里不对、怎么办")
