"""Messages about the archive as a whole, and the warnings."""

from giaoban.messages.message import error, warning

ARCHIVE = {
    "address-taken": error(
        "hai tệp cùng dẫn tới địa chỉ {address}; tệp kia là {other}",
        "two files lead to the address {address}; the other is {other}",
    ),
    "template-broken": error("mẫu trang viết sai: {detail}", "the template is broken: {detail}"),
    "template-missing": error("thiếu mẫu trang này", "this template is missing"),
    "locale-key-missing": error(
        "thiếu chuỗi “{key}” mà tệp ngôn ngữ kia có",
        "the text “{key}” is missing here; the other language has it",
    ),
}

WARNINGS = {
    "parts-differ": warning(
        "các phần cộng lại là {found}, khác tổng {whole}",
        "the parts add up to {found}, not to {whole}",
        "nếu nguồn chỉ nêu một số phần, ghi parts_complete: không",
        "if the source gives only some of the parts, write parts_complete: không",
    ),
    "source-missing": warning("bản ghi không nêu nguồn", "the record names no source"),
    "forces-few": warning(
        "chỉ có một lực lượng; giao ban có ít nhất hai",
        "there is one force only; a coordination meeting has two at least",
    ),
    "meeting-twice": warning(
        "cuộc họp này có vẻ đã nhập ở {other}",
        "this meeting seems to be entered already as {other}",
    ),
    "file-foreign": warning(
        "tệp này trong thư mục xuất không do chương trình tạo ra; để nguyên",
        "this file in the output folder is not ours; it is left alone",
    ),
}
