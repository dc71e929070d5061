"""How the chat page looks: Gradio's theme without foreign fonts, our style sheets and scripts."""

from __future__ import annotations

import gradio as gr

from web.links import asset_url

SYSTEM_FONTS = (
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "system-ui",
    "sans-serif",
)
SHEETS = ("look.css", "site.css", "notice.css", "page.css")
FIRST_SCRIPTS = ("storage.js", "text_size.js")
SCRIPTS = ("notice.js", "find.js", "drawer.js", "conversations.js", "turns.js", "pane.js", "page.js", "lost.js")


def page_theme() -> gr.themes.Base:
    """Return a theme that asks no host for fonts; colours are those of ``static/look.css``."""
    theme = gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        font=SYSTEM_FONTS,
        font_mono=("ui-monospace", "Consolas", "monospace"),
    )
    return theme.set(
        body_background_fill="var(--page)",
        body_background_fill_dark="var(--page)",
        body_text_color="var(--ink)",
        body_text_color_dark="var(--ink)",
        button_primary_background_fill="var(--accent)",
        button_primary_background_fill_dark="var(--accent)",
        button_primary_background_fill_hover="var(--accent-strong)",
        button_primary_background_fill_hover_dark="var(--accent-strong)",
        button_primary_text_color="var(--on-accent)",
        button_primary_text_color_dark="var(--on-accent)",
        input_background_fill="var(--paper)",
        input_background_fill_dark="var(--paper)",
        input_border_color="var(--line-strong)",
        input_border_color_dark="var(--line-strong)",
        input_border_color_focus="var(--accent)",
        input_border_color_focus_dark="var(--accent)",
    )


def page_head() -> str:
    """Return our own style sheets and what must hold from the first paint; other scripts come with the components that need them."""
    sheets = [f'<link rel="stylesheet" href="{asset_url(name)}">' for name in SHEETS]
    return "\n".join([*sheets, *(f'<script src="{asset_url(name)}"></script>' for name in FIRST_SCRIPTS)])


def page_scripts() -> str:
    """Return our scripts; Gradio loads them once, before a component's ``js_on_load`` runs."""
    return "\n".join(f'<script src="{asset_url(name)}"></script>' for name in SCRIPTS)
