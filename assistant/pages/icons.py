"""Small drawings for buttons; each stands beside its word."""

PATHS = {
    "copy": '<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/>'
    '<path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2"/>',
    "again": '<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3"/>',
    "up": '<path d="M5 7.5 7.6 2.4c1 0 1.7.8 1.5 1.8L8.7 6.5h3.6a1 1 0 0 1 1 1.2l-1 4.8a1 1 0 0 1-1 .8H5z"/>'
    '<path d="M2.5 7.5H5v5.8H2.5z"/>',
    "down": '<path d="M5 8.5 7.6 13.6c1 0 1.7-.8 1.5-1.8l-.4-2.3h3.6a1 1 0 0 0 1-1.2l-1-4.8a1 1 0 0 0-1-.8H5z"/>'
    '<path d="M2.5 8.5H5V2.7H2.5z"/>',
    "share": '<path d="M6.5 9.5l3-3M7 4.5l1.3-1.3a2.7 2.7 0 0 1 3.8 3.8L10.8 8.3"/>'
    '<path d="M9 11.5l-1.3 1.3a2.7 2.7 0 0 1-3.8-3.8l1.3-1.3"/>',
    "pack": '<path d="M2.5 5.5 8 2.5l5.5 3v5L8 13.5l-5.5-3zM2.5 5.5 8 8.5l5.5-3M8 8.5v5"/>',
    "table": '<rect x="2.5" y="3" width="11" height="10" rx="1"/><path d="M2.5 6.3h11M2.5 9.6h11M6.2 3v10"/>',
}


def draw_icon(name: str) -> str:
    """The icon as SVG, hidden from screen readers."""
    return (
        '<svg class="icon" viewBox="0 0 16 16" width="15" height="15" fill="none" stroke="currentColor" stroke-width="1.3"'
        f' stroke-linejoin="round" stroke-linecap="round" aria-hidden="true">{PATHS[name]}</svg>'
    )
