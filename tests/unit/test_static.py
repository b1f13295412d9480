"""Static files: which are handed out, and the scripts of a folder as one."""

from giaoban.sources import Source
from giaoban.static import static_files


def test_scripts_of_a_folder_are_one_and_all_else_is_as_it_is() -> None:
    theme = (
        Source("templates/base.html", b"<p>"),
        Source("templates/static/search/show.js", b"show();\n"),
        Source("templates/static/search/find.js", b"find();\n"),
        Source("templates/static/site.css", b"p {}"),
        Source("templates/static/fonts/OFL.txt", b"licence"),
        Source("templates/static/search-box.js", b"box();\n"),
    )
    assert static_files(theme) == (
        Source("templates/static/fonts/OFL.txt", b"licence"),
        Source("templates/static/search-box.js", b"box();\n"),
        Source("templates/static/search.js", b"find();\nshow();\n"),
        Source("templates/static/site.css", b"p {}"),
    )
