"""The coverage matrix: each quarter of each unit, with what stands for it."""

import re

import pytest
from harness import Site

RECORD = """---
title: Sơ kết
kind: so-ket-6-thang
province: Gia Lai
half: {half}/2022
date: {date}
forces: [công an, quân sự]
source: Báo
---
"""


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site(tmp_path_factory.mktemp("coverage") / "site").complete()


def test_the_quarters_of_a_longer_period_are_one_cell_with_a_sign_for_each(site: Site) -> None:
    site.write("content/records/gia-lai/2022-nua-dau.md", RECORD.format(half="I", date="10/7/2022"))
    site.write("content/records/gia-lai/2022-nua-cuoi.md", RECORD.format(half="II", date="10/1/2023"))
    assert site.build().code == 0
    row = re.search(r'<th scope="row"><a href="tinh/gia-lai.html">.*?</tr>', site.page("bao-phu.html"), re.DOTALL)
    assert row
    cells = re.findall(r'<td colspan="(\d)"><a class="wider" href="([^"]*)" title="([^"]*)">(.*?)</a></td>', row[0])
    sign = '<i aria-hidden="true">◐</i>'
    assert cells == [
        (
            "2",
            "tinh/gia-lai/2022-nua-dau.html",
            "Quý I/2022 – quý II/2022: nằm trong kỳ dài hơn, Sơ kết 6 tháng",
            2 * sign,
        ),
        (
            "2",
            "tinh/gia-lai/2022-nua-cuoi.html",
            "Quý III/2022 – quý IV/2022: nằm trong kỳ dài hơn, Sơ kết 6 tháng",
            2 * sign,
        ),
    ]
