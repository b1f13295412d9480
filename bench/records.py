"""Makes records as parsing would give them, in any number and without files, for measuring what comes after parsing.

Their sentences are new: word follows word as in the archive's own texts, and now and then a syllable of any kind
comes between, the first of a list being the most frequent, as in all languages. So neighbours are as various as in
real texts.
"""

import itertools
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from bench.corpus import PROJECT, SEED, TOPICS, person, places
from giaoban.dates import PartialDate
from giaoban.periods import Period
from giaoban.records import Figure, Force, Person, Publication, Record, Statement, Unit
from giaoban.values import Quantity
from giaoban.vietnamese import nfc, slug
from giaoban.vocabulary import Vocabulary

ONSETS = "b c ch d đ g gh gi h kh l m n ng nh ph qu r s t th tr v x".split()
RIMES = "a an ang ao ăn âm ân âng ay âu e en eo ê êm ên i im in inh o on ong ô ôi ôn ông ơ ơi u ung uôn ư ưng".split()
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
SURPRISE = 0.06
"""The share of words that do not follow from the one before."""
SYLLABLES = 2500
"""About as many as formal texts use."""
FORCES = (Force("cong-an", "công an"), Force("quan-su", "quân sự"), Force("bien-phong", "biên phòng"))


class Speaker:
    """Says sentences in the manner of the archive's texts."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.following: dict[str, list[str]] = defaultdict(list)
        texts = [file.read_text("utf-8") for file in sorted((PROJECT / "content").rglob("*.md"))]
        words = re.findall(r"[\w/.,-]*\w", " ".join(re.sub(r"[*#>\[\]()]|^[\w-]+:", " ", text) for text in texts))
        for word, after in itertools.pairwise(words):
            self.following[word.lower()].append(after.lower())
        syllables = [
            nfc(re.sub("([aăâeêioôơuư])", rf"\1{tone}", onset + rime, count=1))
            for onset in ONSETS
            for rime in RIMES
            for tone in TONES
        ]
        self.syllables = chance.sample(syllables, SYLLABLES)
        self.weights = list(itertools.accumulate(1 / (3 + rank) for rank in range(SYLLABLES)))
        self.starts = sorted(self.following)

    def sentence(self) -> str:
        word = self.chance.choice(self.starts)
        words = [word]
        for _ in range(self.chance.randint(8, 26)):
            after = self.following.get(word)
            if not after or self.chance.random() < SURPRISE:
                word = self.chance.choices(self.syllables, cum_weights=self.weights)[0]
                words.append(word)
                word = self.chance.choice(self.starts)
            else:
                word = self.chance.choice(after)
            words.append(word)
        return f"{' '.join(words).capitalize()}."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(2, 4)))


def records(count: int, vocabulary: Vocabulary, long: bool = True) -> Iterator[Record]:
    """`count` records, the same ones each time; `long` ones have a body of 2 to 4 KB, others one sentence."""
    chance = random.Random(SEED)
    speaker = Speaker(chance)
    units = vocabulary.provinces.eras[0].units
    indicators = list(vocabulary.indicators)
    for identity, name, year, quarter, district in places(count):
        unit = Unit(identity, 0, name, units[identity].type)
        month, following = (quarter * 3 + 1, year) if quarter < 4 else (1, year + 1)
        roman = ("I", "II", "III", "IV")[quarter - 1]
        place = f", huyện số {district}" if district else ""
        yield Record(
            identity=f"{identity}/{year}-q{quarter}{f'-h{district}' if district else ''}",
            title=f"Giao ban ba lực lượng {name} quý {roman}/{year}{place}",
            kind=chance.choices(("giao-ban", "tong-ket", "kiem-tra"), (8, 1, 1))[0],
            unit=unit,
            locality=f"huyện số {district}" if district else "",
            period=Period("quarter", year, quarter * 3 - 2, year, quarter * 3),
            date=PartialDate("", following, month, chance.randint(1, 28)),
            forces=FORCES,
            chair=(someone(chance, "chủ trì", "Phó Chủ tịch UBND tỉnh"),),
            people=(someone(chance, "báo cáo", "Phó Giám đốc Công an tỉnh"),),
            topics=tuple(sorted(chance.sample(TOPICS, 3))),
            lead=speaker.sentence(),
            figures=tuple(
                figure(chance, slug, speaker) for slug in chance.sample(indicators, chance.randint(2, 8 if long else 2))
            ),
            conclusions=(Statement(speaker.sentence()),),
            tasks=(Statement(speaker.sentence()),),
            sources=(Publication(f"Báo {name}"),),
            body="\n".join(body(chance, speaker)) if long else f"<p>{speaker.sentence()}</p>",
        )


def someone(chance: random.Random, role: str, position: str) -> Person:
    name = person(chance)
    return Person(name, slug(name), role, positions=(position,))


def figure(chance: random.Random, indicator: str, speaker: Speaker) -> Figure:
    number = chance.randint(1, 20000)
    printed = f"{number:,}".replace(",", ".")
    quantity = Quantity(printed, Decimal(number), "exact")
    beginning = " ".join(speaker.sentence().split()[:6])
    return Figure(indicator, quantity, quote=f"{beginning} {printed} trong kỳ báo cáo")


def body(chance: random.Random, speaker: Speaker) -> Iterator[str]:
    for heading in ("Bối cảnh", "Kết quả", "Phối hợp ở cơ sở", "Đánh giá"):
        yield f'<h2 id="{slug(heading)}">{heading}</h2>'
        for _ in range(chance.randint(1, 2)):
            yield f"<p>{speaker.paragraph()} <strong>{chance.randint(2, 900)}</strong> lượt.</p>"
