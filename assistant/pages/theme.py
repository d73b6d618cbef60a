"""How the page looks: colours, sizes and the style sheet. Fonts are the reader's own; nothing is fetched."""

from importlib.resources import files

from gradio.themes import Base, colors, sizes

FONTS = ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif")
MONO = ("ui-monospace", "Consolas", "Noto Sans Mono CJK SC", "monospace")

INK = "#1d2733"
SEAL = "#a8322a"

THEME = Base(
    primary_hue=colors.Color(
        "#fbf3f2", "#f6e2e0", "#edc4c0", "#e09d97", "#cc6a62", SEAL, SEAL, "#8c2a23", "#6f221c", "#561b17", "#3a120f"
    ),
    neutral_hue=colors.slate,
    radius_size=sizes.radius_sm,
    font=FONTS,
    font_mono=MONO,
).set(
    body_background_fill="#f6f5f1",
    body_text_color=INK,
    body_text_color_subdued="#56616e",
    input_placeholder_color="#667080",
    block_background_fill="#ffffff",
    block_border_color="#e3e0d8",
    button_primary_background_fill=SEAL,
    button_primary_background_fill_hover="#8c2a23",
    button_primary_text_color="#ffffff",
)

for _name in [name for name in vars(THEME) if name.endswith("_dark")]:
    # Without values of their own for the dark, all screens show the one set of colours that the style sheets are made for.
    delattr(THEME, _name)

STYLE_SHEET = "\n".join(
    sheet.read_text(encoding="utf-8")
    for sheet in sorted(files("assistant.pages").iterdir(), key=lambda file: file.name)
    if sheet.name.endswith(".css")
)
"""Every style sheet of the page's parts, in the order of their names."""
