"""Commands that help to write: a new record, the schemas and tables for the guides, the register of identities."""

import os
import sys
from contextlib import closing
from pathlib import Path

import click
import msgspec

from giaoban import disk
from giaoban.addresses import RECORDS
from giaoban.body import BodyConverter
from giaoban.bounds import inside, leads_out
from giaoban.check import check_names
from giaoban.dates import read_date
from giaoban.field_texts import FIELD_TEXTS, PERIOD
from giaoban.frontmatter import read_yaml
from giaoban.messages import is_warning
from giaoban.nodes import Scalar
from giaoban.outcome import Request
from giaoban.parse import parse_record
from giaoban.periods import read_period
from giaoban.pipeline import open_state
from giaoban.problems import NOWHERE, Problem, Spot
from giaoban.register import extended
from giaoban.report import describe
from giaoban.schema import RecordForm
from giaoban.schema_documents import GUIDE, REFERENCE, guide_with_tables, json_schemas, reference
from giaoban.site import read_vocabulary_of
from giaoban.skeleton import Answers, name_of, skeleton, title_of
from giaoban.sources import REGISTER, Source
from giaoban.terminal import DONE, PROBLEMS, default_jobs, run, show, show_problems
from giaoban.validation import validate
from giaoban.values import BadValue
from giaoban.vocabulary import Vocabulary

PROJECT = disk.PROJECT
SPOKEN = "new"
"""Under this name answers are reported, since they stand in no file yet."""
NEEDED = ("province", "kind")
OPTIONAL = {"vi": "; nguồn không nói thì để trống", "en": "; leave it empty if the source does not say"}


def site_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--site",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=PROJECT,
        help="Thư mục gốc của kho. — Root of the site.",
    )(command)


def language_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--lang", type=click.Choice(["vi", "en"]), default="vi", help="Ngôn ngữ thông báo. — Language of messages."
    )(command)


def create(site: Path, file: str, text: str) -> list[Problem]:
    """Writes a new file; one that is there already is left as it is."""
    target = inside(site, file)
    if leads_out(site, file):
        return [Problem(file, NOWHERE, "symlink-outside")]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        return [Problem(file, NOWHERE, "file-exists")]
    except OSError as error:
        return [disk.unreadable(file, error)]
    return []


def write_text(root: Path, file: str, text: str) -> None:
    """Writes a file in one step, over what was there."""
    target = root / file
    target.parent.mkdir(parents=True, exist_ok=True)
    near = target.with_name(f".{target.name}.part")
    near.write_text(text, encoding="utf-8", newline="\n")
    os.replace(near, target)


@click.command("new")
@site_option
@click.option("--province", help="Tỉnh, thành phố. — Province or city.")
@click.option("--kind", help="Loại cuộc họp. — Kind of meeting.")
@click.option("--period", help="Kỳ báo cáo: II/2022, 6 tháng đầu năm 2022, 2020… — Period reported on.")
@click.option("--date", help="Ngày họp: 27/7/2022. — Day of the meeting.")
@click.option("--title", default="", help="Tên bản ghi. — Title of the record.")
@click.option("--name", default="", help="Tên tệp, không kèm .md. — File name without .md.")
@language_option
def new_command(
    site: Path,
    province: str | None,
    kind: str | None,
    period: str | None,
    date: str | None,
    title: str,
    name: str,
    lang: str,
) -> int:
    """Lập khung một bản ghi mới, không ghi đè tệp đã có. — Writes the skeleton of a record, never over a file."""
    vocabulary, problems = read_vocabulary_of(disk.read_inputs(site))
    if vocabulary is None:
        show(tuple(problems), lang)
        return PROBLEMS
    given = {"province": province, "kind": kind, "period": period, "date": date}
    known = {key: text.strip() for key, text in given.items() if text is not None}
    problems = [problem for key, text in known.items() for problem in _faults(key, text, vocabulary)]
    draft = None
    while draft is None and not problems:
        typed = {key: known[key] if key in known else _asked(key, vocabulary, lang) for key in given}
        draft = _draft(Answers(**typed, title=title.strip()), name.strip(), vocabulary)
        if found := _faults_of(draft, vocabulary):
            if len(known) == len(given):
                problems = found
            else:
                show(tuple(found), lang)
                draft = None
    problems = problems or (create(site, draft.file, draft.data.decode()) if draft else [])
    if problems or draft is None:
        show(tuple(problems), lang)
        return PROBLEMS
    click.echo(draft.file)
    return DONE


def _asked(key: str, vocabulary: Vocabulary, language: str) -> str:
    """An answer from the keyboard; it is asked for again until it can be read."""
    text = FIELD_TEXTS[RecordForm].get(key, PERIOD)
    shown = ", ".join(term.label.vi for term in vocabulary.config.kinds) if key == "kind" else text.example
    optional = "" if key in NEEDED else OPTIONAL[language]
    while True:
        try:
            typed = str(click.prompt(f"{text.title(language)} ({shown}{optional})", "", show_default=False, err=True))
        except click.Abort:
            if sys.stdin.isatty():
                raise
            raise click.UsageError(f"--{key}: thiếu câu trả lời / an answer is missing") from None
        problems = _faults(key, typed.strip(), vocabulary)
        if not problems:
            return typed.strip()
        for line in (part for part in describe(problems[0], language) if part):
            click.echo(f"  {line}", err=True)


def _faults_of(draft: Source, vocabulary: Vocabulary) -> list[Problem]:
    """What is wrong with a draft, less the warnings: it is to be written on."""
    parsed = parse_record(draft, vocabulary, BodyConverter())
    problems = [*check_names([draft.file], ()), *parsed.problems]
    return [problem for problem in problems if not is_warning(problem.code)]


def _faults(key: str, text: str, vocabulary: Vocabulary) -> list[Problem]:
    """What is wrong with one answer, in the words that a record would be told."""
    line = f"{key}: {text}"
    if key == "period":
        try:
            _ = read_period(text) if text else None
        except BadValue as bad:
            spot = Spot(1, len("period: ") + 1 + bad.offset, bad.length or max(len(text), 1), line)
            return [Problem(SPOKEN, spot, bad.code, bad.params)]
        return []
    if not text and key == "date":
        return []
    document, problems = read_yaml(SPOKEN, (line,), line, 1)
    return problems + validate(RecordForm, document, vocabulary)[2]


def _draft(answers: Answers, name: str, vocabulary: Vocabulary) -> Source:
    """The new record, under the path that it will have."""
    period = read_period(answers.period) if answers.period else None
    slug = vocabulary.provinces.slug_of(answers.province) or ""
    kind = vocabulary.term("kinds", answers.kind)
    kind_slug = kind.slug if kind else ""
    date = read_date(answers.date) if answers.date else None
    dated = date or period
    day = dated.last_day if dated else None
    unit = vocabulary.provinces.unit(slug, day) if day else None
    province = unit.name if unit else vocabulary.provinces.latest(slug).name
    title = answers.title or title_of(kind_slug, period, province, vocabulary)
    name = name or name_of(kind_slug, period, date.iso if date else "", vocabulary.config.kinds[0].slug)
    words = msgspec.structs.replace(answers, title=quoted(title), kind=kind_slug, province=province)
    return Source(f"{RECORDS}{slug}/{name}.md", skeleton(words, period).encode())


def quoted(text: str) -> str:
    """The text as YAML takes it for itself: in quotation marks if it must."""
    line = f"key: {text}"
    document, problems = read_yaml("", (line,), line, 1)
    value = document.root.get("key")
    same = not problems and isinstance(value, Scalar) and value.text == text
    return text if same else msgspec.json.encode(text).decode()


def into_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--into",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=PROJECT,
        help="Thư mục gốc để ghi vào. — Root of what is written.",
    )(command)


@click.command("schema")
@into_option
def schema_command(into: Path) -> int:
    """Ghi JSON Schema của các tệp vào docs/schema/. — Writes the JSON Schemas to docs/schema/."""
    for file, text in json_schemas().items():
        write_text(into, file, text)
        click.echo(file)
    return DONE


@click.command("docs")
@into_option
def docs_command(into: Path) -> int:
    """Lập lại JSON Schema và các bảng trong hướng dẫn. — Renews the JSON Schemas and the tables of the guides."""
    guide = (into / GUIDE).read_text(encoding="utf-8")
    for file, text in (json_schemas() | {REFERENCE: reference(), GUIDE: guide_with_tables(guide)}).items():
        write_text(into, file, text)
        click.echo(file)
    return DONE


@click.command("register")
@site_option
@language_option
def register_command(site: Path, lang: str) -> int:
    """Ghi tên các bản ghi đã công bố vào sổ. — Enters the published records into the register."""
    site = site.resolve()
    outcome = run(Request(site, site / "output", default_jobs(), check_only=True), lang)
    if outcome.failed:
        show_problems(outcome, lang, "text")
        return PROBLEMS
    with closing(open_state(site)) as state:
        summaries = [known.summary for known in state.known().values() if known.summary]
    text, added = extended(disk.read_inputs(site).register, summaries)
    if added:
        write_text(site, REGISTER, text)
    click.echo(f"{REGISTER}: +{added}")
    return DONE


authoring_commands: tuple[click.Command, ...] = (new_command, schema_command, docs_command, register_command)
