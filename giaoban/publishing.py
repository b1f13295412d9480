"""The commands for what readers are served: publish, rollback, releases, verify."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import msgspec

from giaoban.authoring import language_option
from giaoban.disk import BUILD
from giaoban.formats import Language, file_size, number
from giaoban.messages import is_warning
from giaoban.outcome import Request
from giaoban.pipeline import Built
from giaoban.problems import Problem
from giaoban.publish import Result, publish, roll_back
from giaoban.release_changes import Changes
from giaoban.shelf import read_head, read_shelf
from giaoban.site_options import site_options
from giaoban.survey import Survey, Wish
from giaoban.terminal import DONE, INTERRUPTED, PROBLEMS, progress_bar, show, show_problems, summarise
from giaoban.verification import copy_in, verify
from giaoban.vietnamese import fold

SHOWN = 20
MARKS = {"added": "+", "changed": "~", "renamed": ">", "withdrawn": "-", "restored": "+"}
YES = frozenset({"c", "co", "y", "yes"})
WORDS: dict[str, dict[str, str]] = {
    "vi": {
        "heading": "{target}: {before} → {now}",
        "nothing": "chưa có",
        "records": "Bản ghi: {added} thêm, {changed} sửa, {renamed} đổi tên, {withdrawn} rút, {restored} công bố lại; "
        "{shown_anew} chỉ trình bày lại",
        "files": "Tệp: {added} thêm, {changed} sửa, {removed} bỏ, {kept} giữ nguyên; chép {copied}",
        "more": "  … và {more} bản ghi nữa",
        "formerly": "{id} (tên cũ {formerly})",
        "ask": "Phát hành? [c/K]",
        "declined": "Không phát hành; không ghi gì vào {target}.",
        "tried": "Chỉ xem trước; không ghi gì vào {target}.",
        "same": "Không có gì mới: {current} đang được đọc có cùng nội dung. Muốn phát hành lại thì thêm --again.",
        "done": "Đã phát hành {current}; {seconds:.1f} giây",
        "removed": "Đã bỏ bản cũ: {removed}",
        "rolled_back": "Bản được đọc nay là {current}",
        "already": "Bản được đọc đã là {current}",
        "release": "{mark} {id}  {published}  {records} bản ghi, {files} tệp, {size}; +{added} ~{changed} -{withdrawn}",
        "damaged": "{mark} {id}  không đọc được",
        "no_releases": "Chưa có bản phát hành nào trong {target}.",
        "intact": "Nguyên vẹn: {files} tệp trong {place}",
        "differs": "{missing} tệp thiếu, {altered} tệp bị sửa, {foreign} tệp lạ trong {place}",
    },
    "en": {
        "heading": "{target}: {before} → {now}",
        "nothing": "none yet",
        "records": "Records: {added} added, {changed} changed, {renamed} renamed, {withdrawn} withdrawn, "
        "{restored} published again; {shown_anew} only presented anew",
        "files": "Files: {added} added, {changed} changed, {removed} removed, {kept} kept; {copied} to copy",
        "more": "  … and {more} more records",
        "formerly": "{id} (formerly {formerly})",
        "ask": "Publish? [y/N]",
        "declined": "Not published; nothing written to {target}.",
        "tried": "Only tried; nothing written to {target}.",
        "same": "Nothing new: readers have {current}, which has the same content. To publish all the same add --again.",
        "done": "Published {current}; {seconds:.1f} s",
        "removed": "Older releases removed: {removed}",
        "rolled_back": "Readers now have {current}",
        "already": "Readers have {current} already",
        "release": "{mark} {id}  {published}  {records} records, {files} files, {size}; "
        "+{added} ~{changed} -{withdrawn}",
        "damaged": "{mark} {id}  cannot be read",
        "no_releases": "There is no release in {target} yet.",
        "intact": "Intact: {files} files in {place}",
        "differs": "{missing} files missing, {altered} altered, {foreign} foreign in {place}",
    },
}


def target_argument(exists: bool) -> Callable[[click.decorators.FC], click.decorators.FC]:
    return click.argument(
        "target", metavar="DEST", type=click.Path(exists=exists, file_okay=not exists, path_type=Path)
    )


def break_lock_option(command: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--break-lock",
        is_flag=True,
        help="Bỏ qua dấu của một máy khác đã ghi dở. — Pass over the note of another computer that did not finish.",
    )(command)


@click.command("publish")
@site_options
@target_argument(exists=False)
@click.option("--yes", is_flag=True, help="Không hỏi lại. — Do not ask.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước thay đổi. — Only show what would change.")
@click.option("--keep", type=click.IntRange(1), help="Giữ lại mấy bản; mặc định giữ hết. — Releases to keep; else all.")
@click.option("--renamed", is_flag=True, help="Kho này đã đổi tên. — This archive has a new title.")
@click.option("--again", is_flag=True, help="Phát hành dù nội dung không đổi. — Publish even if nothing changed.")
@break_lock_option
def publish_command(
    site: Path,
    jobs: int,
    lang: Language | None,
    strict: bool,
    form: str,
    full: bool,
    target: Path,
    yes: bool,
    dry_run: bool,
    keep: int | None,
    renamed: bool,
    again: bool,
    break_lock: bool,
) -> int:
    """Dựng rồi phát hành vào DEST; người đọc luôn thấy trọn một bản. — Builds and publishes a whole release to DEST."""
    site, target = site.resolve(), target.absolute()
    output = site / "output"
    refuse_inside(site, target)
    started = time.monotonic()
    request = Request(site, output, jobs, full, strict=strict)
    wish = Wish(request, target, keep or 0, renamed, again, break_lock, dry_run)
    asked = []

    def agree(outcome: Built, survey: Survey) -> bool:
        language = lang or outcome.language
        if form == "text":
            show_problems(outcome, language, form)
        show_survey(survey, language, form)
        agreed = not dry_run and (yes or confirmed(language))
        asked.append(agreed)
        return agreed

    with progress_bar(lang or "vi") as progress:
        result = publish(wish, progress, agree)
    outcome = result.outcome
    language = lang or outcome.language
    told = () if asked and form == "text" else outcome.problems
    show_problems(msgspec.structs.replace(outcome, problems=(*told, *result.problems)), language, form)
    if outcome.failed:
        return summarise(outcome, "summary", language, started, output, form)
    if result.failed:
        return PROBLEMS
    for line in closing_lines(result, asked, dry_run, time.monotonic() - started, language):
        click.echo(line, err=form == "json")
    return DONE if dry_run or asked != [False] else INTERRUPTED


def closing_lines(result: Result, asked: list[bool], dry_run: bool, seconds: float, language: str) -> Iterator[str]:
    """What came of a publish that nothing stood against: published, declined, only tried, or nothing new."""
    words, shelf = WORDS[language], result.shelf
    if shelf is None:
        return
    line = "same" if not asked else "done" if asked[0] else "tried" if dry_run else "declined"
    yield words[line].format(target=shelf.folder, current=shelf.current, seconds=seconds)
    if result.removed:
        yield words["removed"].format(removed=", ".join(result.removed))


def refuse_inside(site: Path, target: Path) -> None:
    """Readers' releases must not lie where builds read or write, nor the other way round."""
    target = target.resolve()
    for name in ("content", "templates", "output", BUILD):
        if target.is_relative_to(site / name) or (site / name).is_relative_to(target):
            raise click.UsageError(f"{target}: nằm trong kho / lies inside the archive")


def confirmed(language: str) -> bool:
    answer = click.prompt(WORDS[language]["ask"], default="", show_default=False, prompt_suffix=" ", err=True)
    return fold(answer.strip()) in YES


def show_survey(survey: Survey, language: Language, form: str) -> None:
    """What readers have, what they would get, and what happened to records and files in between."""
    for line in survey_lines(survey, language):
        click.echo(line, err=form == "json")


def survey_lines(survey: Survey, language: Language) -> Iterator[str]:
    words, account = WORDS[language], survey.account
    if account is None:
        return
    before = survey.shelf.current or survey.shelf.newest or words["nothing"]
    yield words["heading"].format(target=survey.shelf.folder, before=before, now=account.id)
    changes = account.changes
    counts = {name: number(len(getattr(changes, name)), language) for name in Changes.__struct_fields__}
    yield words["records"].format(**counts)
    listed = [f"  {mark} {line}" for mark, line in _record_lines(changes, words)]
    yield from listed[:SHOWN]
    if len(listed) > SHOWN:
        yield words["more"].format(more=number(len(listed) - SHOWN, language))
    files = {name: number(getattr(account.files, name), language) for name in account.files.__struct_fields__}
    yield words["files"].format(**files, copied=file_size(survey.copied, language))


def _record_lines(changes: Changes, words: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, mark in MARKS.items():
        for change in getattr(changes, name):
            formerly = words["formerly"].format(id=change.id, formerly=change.formerly)
            yield mark, f"{formerly if change.formerly else change.id}  {change.title}"


@click.command("rollback")
@target_argument(exists=True)
@click.argument("name", metavar="[ID]", default="")
@language_option
@break_lock_option
def rollback_command(target: Path, name: str, lang: str, break_lock: bool) -> int:
    """Đưa bản trước (hay bản ID) ra cho người đọc. — Gives readers the release before, or the one named ID."""
    target = target.absolute()
    before = read_shelf(target).current
    shelf, problems = roll_back(target, name, break_lock)
    if problems:
        show(tuple(problems), lang)
        return PROBLEMS
    words = WORDS[lang]
    click.echo(words["already" if shelf.current == before else "rolled_back"].format(current=shelf.current))
    return DONE


@click.command("releases")
@target_argument(exists=True)
@language_option
def releases_command(target: Path, lang: Language) -> int:
    """Liệt kê các bản phát hành trong DEST, bản mới sau cùng. — Lists the releases in DEST, the newest last."""
    shelf, words = read_shelf(target.absolute()), WORDS[lang]
    for name in shelf.ids:
        head = read_head(shelf.place(name))
        mark = "*" if name == shelf.current else " "
        if head is None:
            click.echo(words["damaged"].format(mark=mark, id=name))
            continue
        now = head.history[-1]
        counts = {field: number(getattr(now, field), lang) for field in ("records", "added", "changed", "withdrawn")}
        published = head.published.replace("T", " ")[:16]
        size, files = file_size(head.size, lang), number(head.files, lang)
        click.echo(words["release"].format(mark=mark, id=name, published=published, size=size, files=files, **counts))
    if not shelf.ids:
        click.echo(words["no_releases"].format(target=target))
    return DONE


@click.command("verify")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@language_option
def verify_command(folder: Path, lang: Language) -> int:
    """Đối chiếu một bản phát hành hay bản chép với bảng kê. — Checks a release or a copy against its manifest."""
    place = copy_in(folder.absolute())
    checksums, problems = verify(folder.absolute())
    words = WORDS[lang]
    if problems:
        show(tuple(problems), lang)
        if not checksums:
            return PROBLEMS
        kinds = {kind: number(count_of(problems, f"copy-{kind}"), lang) for kind in ("missing", "altered", "foreign")}
        click.echo(words["differs"].format(place=place, **kinds), err=True)
    else:
        click.echo(words["intact"].format(place=place, files=number(len(checksums), lang)))
    return PROBLEMS if any(not is_warning(problem.code) for problem in problems) else DONE


def count_of(problems: list[Problem], code: str) -> int:
    return sum(1 for problem in problems if problem.code == code)


publishing_commands: tuple[click.Command, ...] = (publish_command, rollback_command, releases_command, verify_command)
