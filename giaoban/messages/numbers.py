"""Messages about single values: numbers, dates, periods, times."""

from giaoban.messages.message import error

NUMBERS = {
    "value-long": error(
        "“{found}” dài {size} ký tự, quá mức {limit} của một con số hay một từ trong danh sách",
        "“{found}” has {size} characters; a number or a listed word has {limit} at most",
    ),
    "number-grouping": error(
        "“{found}” không theo cách viết số của Việt Nam: dấu chấm tách từng nhóm ba chữ số, dấu phẩy trước phần lẻ",
        "“{found}” is not Vietnamese notation: a dot groups exactly three digits, a comma comes before decimals",
    ),
    "number-ambiguous": error(
        "“{found}” có thể đọc thành hai số khác nhau",
        "“{found}” may be read as two different numbers",
        "viết {grouped} hoặc {decimal}",
        "write {grouped} or {decimal}",
    ),
    "number-notation": error("“{found}” không phải cách viết số", "“{found}” is not a way to write a number"),
    "number-long": error(
        "“{found}” có {size} chữ số, quá {limit}",
        "“{found}” has {size} digits, more than {limit}",
    ),
    "number-negative": error("số liệu không thể âm: “{found}”", "a figure cannot be negative: “{found}”"),
    "number-digit": error(
        "ký tự {character} không phải chữ số 0–9",
        "{character} is not one of the digits 0–9",
    ),
    "number-several": error(
        "“{found}” gồm nhiều số; mỗi số liệu chỉ ghi một số",
        "“{found}” holds several numbers; a figure holds one",
        "số đi kèm ghi ở with:, số phải đạt ghi ở target:",
        "put the paired number under with:, the target under target:",
    ),
    "number-word": error(
        "chữ “{found}” sau con số làm đổi nghĩa con số",
        "the word “{found}” after the number changes its meaning",
        "viết đủ con số bằng chữ số",
        "write the whole number in digits",
    ),
    "number-unit": error(
        "“{found}” không đọc được là đơn vị",
        "“{found}” cannot be read as a unit",
        "chỉ ghi con số; đơn vị in trong nguồn ghi ở printed_unit:",
        "give the number alone; the printed unit goes under printed_unit:",
    ),
    "number-unknown": error(
        "“{found}” không phải là số",
        "“{found}” is not a number",
        "ví dụ 370 · 19.620 · 2,23 · gần 11.000 · không nêu",
        "for example 370 · 19.620 · 2,23 · gần 11.000 · không nêu",
    ),
    "count-zero": error("“{found}” phải từ 1 trở lên", "“{found}” must be 1 at least"),
    "count-unknown": error("“{found}” không phải số nguyên", "“{found}” is not a whole number"),
}

DATES = {
    "date-unknown": error(
        "“{found}” không phải là ngày",
        "“{found}” is not a date",
        "ví dụ 27/7/2022, 7/2022 hoặc 2022",
        "for example 27/7/2022, 7/2022 or 2022",
    ),
    "date-order": error(
        "“{found}” ghi tháng trước ngày; ở đây ngày đứng trước",
        "“{found}” puts the month first; the day comes first here",
    ),
    "date-impossible": error(
        "không có ngày “{found}”: tháng {month} có {days} ngày",
        "there is no “{found}”: {month} has {days} days",
    ),
    "month-unknown": error("không có tháng {number} trong “{found}”", "there is no month {number} in “{found}”"),
    "year-missing": error("“{found}” thiếu năm", "“{found}” lacks the year"),
    "year-short": error("năm trong “{found}” phải đủ bốn chữ số", "the year in “{found}” needs four digits"),
    "year-range": error(
        "năm trong “{found}” nằm ngoài {first}–{last}",
        "the year in “{found}” lies outside {first}–{last}",
    ),
    "quarter-unknown": error(
        "không có quý {number} trong “{found}”",
        "there is no quarter {number} in “{found}”",
        "quý là I, II, III hoặc IV, ví dụ II/2022",
        "a quarter is I, II, III or IV, for example II/2022",
    ),
    "half-unknown": error(
        "không có nửa năm thứ {number} trong “{found}”",
        "there is no half-year {number} in “{found}”",
        "ghi I/2022 (6 tháng đầu) hoặc II/2022 (6 tháng cuối)",
        "write I/2022 or II/2022",
    ),
    "period-kind": error(
        "“{found}” không phải kỳ của mục này",
        "“{found}” is not a period of this key",
        "ghi ở mục {kind}:",
        "put it under {kind}:",
    ),
    "period-order": error("kỳ “{found}” kết thúc trước khi bắt đầu", "the period “{found}” ends before it starts"),
    "period-ambiguous": error(
        "“{found}” có thể là quý hoặc tháng",
        "“{found}” may be a quarter or a month",
        "viết “{quarter}” hoặc “{month}”",
        "write “{quarter}” or “{month}”",
    ),
    "period-unknown": error(
        "“{found}” không phải kỳ báo cáo",
        "“{found}” is not a period",
        "ví dụ quý II/2022, 6 tháng đầu năm 2022, năm 2020",
        "for example quý II/2022, 6 tháng đầu năm 2022, năm 2020",
    ),
    "time-unknown": error("“{found}” không phải giờ, ví dụ 16:14", "“{found}” is not a time such as 16:14"),
    "session-unknown": error(
        "“{found}” không phải buổi: ghi sáng, chiều hoặc tối",
        "“{found}” is not sáng, chiều or tối",
    ),
    "yes-no-unknown": error("“{found}” phải là có hoặc không", "“{found}” must be có or không"),
}
