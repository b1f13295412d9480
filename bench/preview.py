"""Times a save until the page in Chromium is the new one: `python bench/preview.py [N] [--rounds R]`.

N records are written as for `bench/run.py`; without N it is the project's own archive. Prints the median and the
slowest of R saves beside the time of one build, so that what watching, serving and loading add can be seen.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from corpus import PROJECT, write_site

sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from chromium import start  # noqa: E402
from conftest import copy_of_own  # noqa: E402
from harness import Site  # noqa: E402
from preview_process import PreviewProcess  # noqa: E402
from selenium import webdriver  # noqa: E402

from giaoban.addresses import address_of_file  # noqa: E402
from giaoban.outcome import Request  # noqa: E402
from giaoban.pipeline import build  # noqa: E402


def until_shown(browser: webdriver.Chrome, site: Site, file: str, sentence: str) -> float:
    """Seconds from the save of a record to the first moment at which its page has the new sentence."""
    text = site.read(file) + f"\n{sentence}\n"
    begun = time.perf_counter()
    site.write(file, text)
    while sentence not in (browser.execute_script("return document.body && document.body.textContent") or ""):
        time.sleep(0.005)
    return time.perf_counter() - begun


def of_build(site: Site, file: str, rounds: int) -> float:
    """CPU seconds of a warm build after one edit."""
    request = Request(site.root, site.output, 1)
    took = []
    for number in range(rounds + 2):
        site.write(file, site.read(file) + f"\nLần {number}.\n")
        begun = time.process_time()
        build(request, lambda *_: None)
        took.append(time.process_time() - begun)
    return statistics.median(took[2:])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=int, nargs="?", default=0)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder).resolve() / "site")
        if options.records:
            write_site(options.records, site.root)
        else:
            copy_of_own(site.root)
        records = sorted((site.root / "content" / "records").rglob("*.md"))
        file = records[len(records) // 2].relative_to(site.root).as_posix()
        built = of_build(site, file, options.rounds)
        browser = start(Path(folder) / "profile")
        with PreviewProcess(site) as preview:
            browser.get(preview.address + address_of_file(file))
            took = []
            for number in range(options.rounds):
                time.sleep(0.5)
                took.append(until_shown(browser, site, file, f"Câu thử số {number}."))
            browser.get("about:blank")
        browser.quit()
    median = statistics.median(took)
    print(f"{len(records)} records: {median:.3f} s median, {max(took):.3f} s slowest, {median / built:.1f} builds")
    print(f"a build after one edit: {built:.3f} s of CPU")


if __name__ == "__main__":
    main()
