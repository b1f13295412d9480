"""Our way to write templates as Python gives what Jinja's own does."""

import jinja2
import pytest

from giaoban.theme import make_environment

ROWS = ((1, 2, 3), (4,), ())
LOOPS = (
    "{% for r in rows %}{% for c in r %}{{ c }}{{ ', ' if not loop.last }}{% endfor %};{% endfor %}",
    "{% for r in rows %}{{ loop.index }}:{% for c in r %}{{ loop.index }}{% endfor %}{{ loop.last }};{% endfor %}",
    "{% for r in rows %}{% for c in r %}{% for d in r %}{{ loop.first }}{% endfor %}{% endfor %}{% endfor %}",
    "{% for r in rows %}{% for c in r[:loop.index] %}{{ c }}{{ loop.index }}{% endfor %}{% endfor %}",
    "{% for r in rows %}{% for c in r %}{{ c }}{% else %}{{ loop.index }}{% endfor %}{% endfor %}",
    "{% for r in rows if r %}{% set o = loop %}{% for c in r %}{{ o.index }}{{ loop.index }}{% endfor %}{% endfor %}",
    "{% macro m(r) %}{% for c in r %}{{ loop.index }}{% endfor %}{% endmacro %}"
    "{% for r in rows %}{{ m(r) }}{{ loop.last }}{% endfor %}",
    "{% for r in rows %}{% filter upper %}{% for c in r %}a{{ loop.index }}{% endfor %}{% endfilter %}{% endfor %}",
    "{% for r in rows recursive %}{{ loop.depth }}{% if r is iterable %}{{ loop(r) }}{% endif %}{% endfor %}",
)


@pytest.mark.parametrize("template", LOOPS)
def test_a_loop_in_a_loop_has_a_loop_of_its_own(template: str) -> None:
    expected = jinja2.Environment(autoescape=True).from_string(template).render(rows=ROWS)
    assert make_environment({"x": template}).get_template("x").render(rows=ROWS) == expected
