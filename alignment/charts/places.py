"""Where the templates, reference documents and fonts of documents lie."""

from pathlib import Path

EXPORTS = Path(__file__).resolve().parents[2] / "exports"
FONTS = EXPORTS / "fonts"
