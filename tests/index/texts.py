"""What the model is tried with: the shipped notice's lines, the other scripts, odd characters."""

from __future__ import annotations

from settings import ROOT

NOTICE = (ROOT / "notices" / "shanwei-2016-19.txt").read_text(encoding="utf-8")
CHINESE = [line.strip() for line in NOTICE.splitlines() if len(line.strip()) >= 8]
SOME = CHINESE[::6]  # where every sentence would take half a minute
TRADITIONAL = ["加快推進農村危房改造，完善農村道路、飲水安全等基礎設施。", "哪些單位參與農村義務教育？", "建立健全鄉鎮衛生院醫療補償機制"]
MARKS = [
    "“三留守”人员——２０１６年底前达到９５％～１００％；①②㈠【】《》",
    "面积500㎡、PM2.5、4G、App、Wi-Fi、x²≤3×10³",
    "鎭、㐂、𠮷、😊、①、Ⅳ、\t\u3000\u200b空白",
]
ENGLISH = [
    "Which departments are responsible for renovating dilapidated rural houses?",
    "The county government shall complete the survey by the end of 2016.",
    "Broadband reaches 98% of administrative villages (public-private partnership, PPP).",
]
SENTENCES = CHINESE + TRADITIONAL + MARKS + ENGLISH
