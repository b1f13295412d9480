"""Writes a site of N realistic records from a fixed seed: `python bench/corpus.py N DIR`.

The first records are provincial meetings, one a province and quarter from 2020 on; when these are used up,
district meetings follow. Each has 2 to 8 figures and a Vietnamese body of 2 to 4 KB.
"""

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

PROJECT = Path(__file__).resolve().parent.parent
SEED = 20190905
FIRST_YEAR, LAST_YEAR = 2020, 2024
FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
MIDDLES = "Văn Thị Hữu Đức Minh Quang Thanh Ngọc Xuân Công Đình Bá".split()
GIVENS = "An Bình Cường Dũng Đạt Giang Hà Hải Hùng Khánh Lâm Long Nam Phong Quân Sơn Thắng Tuấn Việt Yên".split()
TOPICS = (
    "An ninh biên giới",
    "Trao đổi thông tin",
    "Phòng, chống ma túy",
    "Xuất nhập cảnh trái phép",
    "Phòng, chống thiên tai",
    "Tuần tra chung",
    "Tuyên truyền pháp luật",
    "Buôn lậu, gian lận thương mại",
)
WORDS = (
    "các lực lượng đã phối hợp chặt chẽ trong việc nắm tình hình tuyến biên giới và địa bàn trọng điểm trao đổi "
    "thông tin kịp thời tuần tra kiểm soát đường mòn lối mở xử lý vụ việc phát sinh ngay từ cơ sở không để xảy ra "
    "điểm nóng vận động nhân dân tham gia bảo vệ an ninh trật tự tố giác tội phạm giao nộp vũ khí vật liệu nổ công "
    "cụ hỗ trợ hướng dẫn người dân chấp hành quy chế khu vực biên giới huấn luyện diễn tập phòng chống cháy nổ cứu "
    "hộ cứu nạn khắc phục hậu quả thiên tai bão lũ sạt lở đất di dời hộ dân đến nơi an toàn kiểm tra đôn đốc cấp "
    "huyện duy trì chế độ giao ban báo cáo theo quy định"
).split()


def read(name: str) -> dict:
    return yaml.load((PROJECT / name).read_text("utf-8"), Loader=yaml.BaseLoader)


def person(chance: random.Random) -> str:
    return f"{chance.choice(FAMILIES)} {chance.choice(MIDDLES)} {chance.choice(GIVENS)}"


def places(count: int) -> Iterator[tuple[str, str, int, int, int]]:
    """Slug, name, year, quarter and district number (0 for the province itself) of each record."""
    units = read("content/provinces.yaml")["eras"][0]["units"]
    district = 0
    made = 0
    while True:
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            for quarter in range(1, 5):
                for unit in units:
                    if made == count:
                        return
                    made += 1
                    yield unit["slug"], unit["name"], year, quarter, district
        district += 1


def figures(chance: random.Random, indicators: list[dict]) -> Iterator[str]:
    for indicator in chance.sample(indicators, chance.randint(2, 8)):
        value = f"{chance.randint(1, 20000):,}".replace(",", ".")
        yield f"  - indicator: {indicator['slug']}\n    value: {value}\n"
        yield f"    quote: đã ghi nhận {value} {indicator['unit']['vi']} trong kỳ báo cáo\n"


def body(chance: random.Random) -> Iterator[str]:
    size = chance.randint(1400, 2900)
    written = 0
    for heading in ("Bối cảnh", "Kết quả", "Phối hợp ở cơ sở", "Đánh giá"):
        yield f"## {heading}\n\n"
        while written < size * 0.25:
            sentence = " ".join(chance.choices(WORDS, k=chance.randint(14, 40))).capitalize()
            paragraph = f"{sentence}. **{chance.randint(2, 900)}** lượt; [quy định](https://example.org/{written}).\n\n"
            written += len(paragraph)
            yield paragraph
        written = 0


def record(chance: random.Random, place: tuple[str, str, int, int, int], indicators: list[dict]) -> str:
    _, name, year, quarter, district = place
    month, following = (quarter * 3 + 1, year) if quarter < 4 else (1, year + 1)
    roman = ("I", "II", "III", "IV")[quarter - 1]
    locality = f"level: cấp huyện\nlocality: huyện số {district}\n" if district else ""
    topics = ", ".join(f'"{topic}"' for topic in sorted(chance.sample(TOPICS, 3)))
    return (
        f"---\ntitle: Giao ban ba lực lượng {name} quý {roman}/{year}{f', huyện số {district}' if district else ''}\n"
        f"kind: giao-ban\nprovince: {name}\n{locality}quarter: {roman}/{year}\n"
        f"date: {chance.randint(1, 28)}/{month}/{following}\nsession: {chance.choice(['sáng', 'chiều'])}\n"
        f"chair: {person(chance)}, Phó Chủ tịch UBND tỉnh\n"
        f"people:\n  - {{name: {person(chance)}, rank: Đại tá, position: Phó Giám đốc Công an tỉnh, role: báo cáo}}\n"
        f"forces: [công an, quân sự, biên phòng]\nlegal_bases: [03/2019/NĐ-CP]\ntopics: [{topics}]\n"
        f"lead: Hội nghị đánh giá kết quả phối hợp quý {roman}/{year} và bàn nhiệm vụ kỳ tới.\n"
        f"figures:\n{''.join(figures(chance, indicators))}"
        f"conclusions:\n  - by: {person(chance)}\n    text: Tiếp tục thực hiện tốt quy chế phối hợp.\n"
        f"source: {{publisher: Báo {name}, date: {month}/{following}}}\n---\n{''.join(body(chance))}"
    )


def write_site(count: int, site: Path) -> None:
    """A site of `count` records in `site`, which is emptied first."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    config = (PROJECT / "site_config.yaml").read_text("utf-8")
    (site / "site_config.yaml").write_text(config.replace("# base_url:", "base_url:"), "utf-8")
    (site / "content").mkdir()
    for name in ("provinces.yaml", "indicators.yaml"):
        shutil.copy(PROJECT / "content" / name, site / "content")
    indicators = read("content/indicators.yaml")["indicators"]
    chance = random.Random(SEED)
    for place in places(count):
        slug, _, year, quarter, district = place
        folder = site / "content" / "records" / slug
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{year}-q{quarter}{f'-h{district}' if district else ''}.md"
        (folder / name).write_text(record(chance, place, indicators), "utf-8")


if __name__ == "__main__":
    write_site(int(sys.argv[1]), Path(sys.argv[2]))
