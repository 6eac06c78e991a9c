"""What people typed is shown as typed."""

import pytest

from alignment.ui.words import safe


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
        (":red[a] :smile: 12:30", r"\:red\[a\] \:smile: 12:30"),
        ("<b>x</b> $y$", r"\<b>x\</b> \$y\$"),
        ("# kop\n- lijst", r"\# kop - lijst"),
    ],
)
def test_safe(typed: str, shown: str) -> None:
    assert safe(typed) == shown
