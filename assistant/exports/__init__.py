"""An answer taken away: packs, sheets, charts."""
