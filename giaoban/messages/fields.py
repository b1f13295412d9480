"""Messages about fields, about how they fit together, and about bodies."""

from giaoban.messages.message import error

FIELDS = {
    "key-unknown": error(
        "không có mục tên “{found}”",
        "there is no key “{found}”",
        "các mục được dùng: {legal}",
        "the keys are: {legal}",
    ),
    "key-missing": error("thiếu mục “{key}”", "the key “{key}” is missing"),
    "value-empty": error(
        "mục “{key}” chưa có giá trị",
        "the key “{key}” has no value",
        "điền giá trị, hoặc bỏ hẳn mục này",
        "write a value, or leave the key out",
    ),
    "text-expected": error(
        "mục “{key}” chỉ nhận một giá trị, không nhận danh sách hay nhóm mục",
        "“{key}” takes a single value, not a list or a group of keys",
    ),
    "mapping-expected": error(
        "chỗ này phải gồm các mục dạng “tên: giá trị”",
        "entries of the form “key: value” are expected here",
    ),
    "choice-unknown": error(
        "“{found}” không phải là giá trị được dùng của “{key}”",
        "“{found}” is not a value of “{key}”",
        "chọn một trong: {choices}",
        "choose one of: {choices}",
    ),
    "term-unknown": error(
        "“{found}” không có trong danh sách {field} của site_config.yaml",
        "“{found}” is not listed under {field} in site_config.yaml",
        "chọn một trong: {choices}",
        "choose one of: {choices}",
    ),
    "indicator-unknown": error(
        "không có chỉ tiêu “{found}” trong content/indicators.yaml",
        "there is no indicator “{found}” in content/indicators.yaml",
    ),
    "category-unknown": error("không có nhóm chỉ tiêu “{found}”", "there is no category “{found}”"),
    "list-empty": error("mục “{key}” phải có ít nhất một mục con", "“{key}” needs one entry at least"),
    "slug-unusable": error(
        "mã “{found}” không dùng làm địa chỉ được: mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối",
        "the slug “{found}” cannot be an address: a slug takes lower-case ASCII letters, digits and hyphens",
    ),
    "successor-missing": error(
        "“{found}” không có ở thời kỳ sau, nên phải nêu successor",
        "“{found}” is not in the next era, so its successor must be named",
        "successor là mã của đơn vị mà nó nhập vào",
        "successor is the slug of the unit that it became part of",
    ),
    "era-order": error(
        "thời kỳ này phải bắt đầu đúng sau ngày cuối (until) của thời kỳ trước",
        "this era must begin on the day after the last one (until) of the era before",
    ),
    "slug-duplicate": error("mã “{found}” đã dùng ở mục trên", "the slug “{found}” is used above"),
    "address-unsafe": error(
        "“{found}” không phải địa chỉ http:// hoặc https://",
        "“{found}” is not an http:// or https:// address",
    ),
}

VALUES = {
    "date-missing": error(
        "bản ghi không có ngày họp, kỳ báo cáo hay ngày đăng, nên không biết thuộc tỉnh nào theo thời điểm",
        "the record has no meeting date, period or publication date, so the province of that time is unknown",
        "thêm date: hoặc quarter:",
        "add date: or quarter:",
    ),
    "period-twice": error(
        "đã có kỳ báo cáo “{first}”, không thêm “{found}”",
        "the period is given by “{first}” already; “{found}” cannot stand beside it",
    ),
    "province-unknown": error(
        "không có tỉnh, thành phố nào tên “{found}”",
        "there is no province or city “{found}”",
    ),
    "province-not-in-force": error(
        "{found} không phải là đơn vị cấp tỉnh vào ngày {date}",
        "{found} was no provincial unit on {date}",
        "đơn vị khi đó là {unit}; kỳ báo cáo của tỉnh cũ ghi ở covers:",
        "the unit then was {unit}; name the former province under covers:",
    ),
    "folder-mismatch": error(
        "bản ghi của “{found}” nằm trong thư mục “{folder}”",
        "the record of “{found}” lies in the folder “{folder}”",
        "chuyển tệp vào content/records/{found}/ hoặc sửa province",
        "move the file to content/records/{found}/ or correct the province",
    ),
    "level-abolished": error(
        "từ {date} không còn cấp huyện",
        "there is no district level from {date} on",
    ),
    "reason-missing": error(
        "bản ghi bị thu hồi phải nêu lý do ở mục reason",
        "a withdrawn record must say why under reason",
        "thêm reason: …",
        "add reason: …",
    ),
    "identity-unreadable": error(
        "“{found}” không phải tên bản ghi dạng tinh/ten",
        "“{found}” is not an identity of the form province/name",
    ),
    "accept-reason": error(
        "cho qua cảnh báo {found} phải kèm lý do",
        "the warning {found} is accepted only with a reason",
        "viết accept: [{found}: lý do]",
        "write accept: [{found}: reason]",
    ),
    "code-unknown": error(
        "không có cảnh báo nào mã “{found}” để cho qua",
        "there is no warning “{found}” to accept",
        "mã đứng trong ngoặc vuông sau chữ “cảnh báo”; lỗi thì phải sửa, không cho qua được",
        "the code stands in brackets after “warning”; an error has to be corrected",
    ),
    "unit-mismatch": error(
        "đơn vị “{found}” khác đơn vị “{unit}” của chỉ tiêu {indicator}",
        "the unit “{found}” is not the unit “{unit}” of the indicator {indicator}",
        "không tự quy đổi: chọn chỉ tiêu khác, hoặc ghi đơn vị in ở printed_unit",
        "never convert: choose another indicator, or give the printed unit under printed_unit",
    ),
    "percent-unit": error(
        "percent chỉ ghi số phần trăm, không ghi đơn vị “{found}”",
        "percent takes a percentage, not the unit “{found}”",
        "số chênh lệch có đơn vị thì ghi ở by:",
        "a difference in units goes under by:",
    ),
    "percent-impossible": error(
        "không thể giảm {found}%: giảm nhiều nhất là 100%",
        "nothing falls by {found}%; 100% is the most",
        "xem lại: có phải “còn {found}%”, “tăng {found}%”, hay thiếu dấu phẩy?",
        "look again: was it a rise, or is a comma missing?",
    ),
    "with-nested": error(
        "trong with không có with nữa: một cặp chỉ có hai số",
        "with stands inside with: a pair has two numbers",
        "số thứ ba ghi thành một mục riêng trong figures",
        "give the third number an entry of its own under figures",
    ),
    "change-unstated": error(
        "mục change phải có by (số chênh lệch) hoặc percent",
        "change must have by (the difference) or percent",
        "ví dụ change: {{direction: tăng, by: 12, against: II/2024}}",
        "for example change: {{direction: tăng, by: 12, against: II/2024}}",
    ),
}

BODY = {
    "body-tangled": error(
        "phần bài có quá nhiều dấu [ hoặc ` trong một đoạn, nên không đọc được",
        "the body has too many [ or ` in one paragraph to be read",
        "chia đoạn bằng dòng trống, hoặc bỏ những dấu không thuộc liên kết hay mã",
        "part it by empty lines, or leave out those that are no links and no code",
    ),
    "raw-html": error(
        "không viết mã HTML trong bài: {found}",
        "HTML is not written in the body: {found}",
        "dùng Markdown; muốn hiện dấu < thì viết &lt;",
        "use Markdown; to show a < write &lt;",
    ),
    "link-unsafe": error(
        "liên kết “{found}” không được dùng",
        "the link “{found}” is refused",
        "chỉ dùng http://, https://, mailto: hoặc đường dẫn tới tệp .md trong kho",
        "only http://, https://, mailto: or a path to an .md file of the archive",
    ),
    "link-not-md": error(
        "liên kết “{found}” không phải địa chỉ mạng, cũng không phải tệp .md của kho",
        "the link “{found}” is neither an address nor an .md file of the archive",
        "địa chỉ mạng phải mở đầu bằng https://; bản ghi thì ghi tệp của nó, ví dụ ../gia-lai/2022-q2.md",
        "an address begins with https://; a record is named by its file, as ../gia-lai/2022-q2.md",
    ),
    "link-broken": error(
        "liên kết tới “{found}” không dẫn đến bản ghi hay trang nào",
        "the link to “{found}” leads to no record or page",
        "xem lại đường dẫn, tính từ thư mục của tệp này",
        "look at the path again; it starts in this file's folder",
    ),
    "fragment-unknown": error(
        "“{target}” không có đoạn “#{found}”",
        "“{target}” has no section “#{found}”",
        "các đoạn có trong đó: {choices}",
        "its sections are: {choices}",
    ),
    "image-in-body": error(
        "ảnh “{found}” phải khai ở mục photos, không đặt trong bài",
        "the picture “{found}” belongs under photos, not in the body",
        "photos: [{{caption: …, file: …}}]",
        "photos: [{{caption: …, file: …}}]",
    ),
}
