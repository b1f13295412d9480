"""Messages about the archive as a whole: addresses, references, templates."""

from giaoban.messages.message import error

ARCHIVE = {
    "address-taken": error(
        "hai tệp cùng dẫn tới địa chỉ {address}; tệp kia là {other}",
        "two files lead to the address {address}; the other is {other}",
    ),
    "alias-living": error(
        "tên cũ “{found}” là tên của một bản ghi đang có: {other}",
        "the former name “{found}” is that of a record which exists: {other}",
        "bỏ tên này khỏi aliases, hoặc rút bản ghi kia",
        "take it off aliases, or withdraw the other record",
    ),
    "alias-twice": error(
        "tên cũ “{found}” đã được nhận ở {other}",
        "the former name “{found}” is claimed by {other} already",
        "mỗi tên cũ chỉ dẫn tới một bản ghi: bỏ ở một trong hai nơi",
        "a former name leads to one record: take it off one of the two",
    ),
    "alias-self": error(
        "“{found}” là tên hiện nay của chính bản ghi này",
        "“{found}” is this record's own present name",
        "bỏ khỏi aliases",
        "take it off aliases",
    ),
    "identity-lost": error(
        "bản ghi “{found}” đã công bố (theo sổ {register}) nay không còn",
        "the record “{found}” was published, says {register}, and is gone",
        "khôi phục tệp và ghi status: withdrawn kèm reason; nếu đổi tên thì ghi tên cũ vào aliases của bản ghi mới",
        "restore the file with status: withdrawn and a reason; if renamed, put the old name under aliases of the new",
    ),
    "identity-reused": error(
        "tên “{found}” đã dùng cho một cuộc họp khác ({before}), không dùng lại cho cuộc họp này ({now})",
        "the name “{found}” belongs to another meeting ({before}) and cannot be used for this one ({now})",
        "đặt tên tệp khác; nếu chỉ là sửa lỗi ngày và kỳ thì sửa dòng này trong sổ",
        "choose another file name; if this only corrects date and period, correct the line of the register",
    ),
    "register-line": error(
        "dòng này phải gồm tên bản ghi, kỳ và ngày, cách nhau bằng dấu cách; chỗ không có ghi dấu gạch nối",
        "a line holds identity, period and date, parted by spaces, with a hyphen where there is none",
        "ví dụ: gia-lai/2022-q2 2022-q2 2022-07-27",
        "for example: gia-lai/2022-q2 2022-q2 2022-07-27",
    ),
    "template-broken": error("mẫu trang viết sai: {detail}", "the template is broken: {detail}"),
    "template-missing": error("thiếu mẫu trang này", "this template is missing"),
    "locale-key-missing": error(
        "thiếu chuỗi “{key}” mà tệp ngôn ngữ kia có",
        "the text “{key}” is missing here; the other language has it",
    ),
    "locale-fields": error(
        "chuỗi “{key}” có các chỗ điền khác tệp ngôn ngữ kia: ở đây {found}, bên kia {other}",
        "the text “{key}” is filled in with other words than in the other language: {found} here, {other} there",
        "giữ nguyên những gì trong dấu {{ }}",
        "keep what stands in {{ }} as it is",
    ),
}
