"""The maintainer's pages: what people said of answers, and its export as questions for the evaluation."""

from __future__ import annotations

import json

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from ingest.identity import ALL
from prompts import message
from web.feedback import Feedback, FeedbackStore, FeedbackUnavailable, question_set
from web.missing import Missing
from web.navigation import render_page
from web.origin import from_this_machine


def require_this_machine(request: Request) -> None:
    """Let only the person at the machine on: there is no log-in, and what people wrote is for the maintainer.

    Raises:
        Missing: the request comes from elsewhere.
    """
    if not from_this_machine(request):
        raise Missing(message("feedback_closed"))


def all_feedback(store: FeedbackStore) -> tuple[Feedback, ...]:
    try:
        return store.all()
    except FeedbackUnavailable as error:
        raise HTTPException(503, str(error)) from error


def build_maintenance(store: FeedbackStore, default: str) -> APIRouter:
    """Return the routes; ``default`` is the id of the notice that the links in the head lead to."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False, dependencies=[Depends(require_this_machine)])

    @router.get("/feedback")
    def feedback() -> str:
        said = all_feedback(store)
        notices = dict.fromkeys((default, *(each.notice for each in said if each.notice != ALL)))
        sets = {notice: len(question_set(said, notice)) for notice in notices}
        return render_page("feedback.html", "", default, feedback=said, sets=sets, default=default)

    @router.get("/feedback/questions.jsonl")
    def questions(notice: str = default) -> Response:
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in question_set(all_feedback(store), notice)]
        return Response("".join(lines), media_type="application/x-ndjson")

    return router
