"""Messages of warnings: what is legal and yet doubtful; a record may accept them with a reason."""

from giaoban.messages.message import warning

WARNINGS = {
    "parts-differ": warning(
        "các phần cộng lại là {found}, khác tổng {whole}",
        "the parts add up to {found}, not to {whole}",
        "nếu nguồn chỉ nêu một số phần, ghi parts_complete: không",
        "if the source gives only some of the parts, write parts_complete: không",
    ),
    "source-missing": warning(
        "bản ghi không nêu nguồn",
        "the record names no source",
        "thêm source: {{publisher: …, date: …}}",
        "add source: {{publisher: …, date: …}}",
    ),
    "forces-few": warning(
        "chỉ có một lực lượng; giao ban có ít nhất hai",
        "there is one force only; a coordination meeting has two at least",
        "thêm lực lượng còn thiếu, hoặc cho qua ở mục accept kèm lý do",
        "add the missing force, or accept it with a reason",
    ),
    "meeting-twice": warning(
        "cuộc họp này có vẻ đã nhập ở {other}",
        "this meeting seems to be entered already as {other}",
        "xóa một bản, hoặc cho qua ở mục accept kèm lý do",
        "delete one of them, or accept it with a reason",
    ),
    "meeting-early": warning(
        "họp ngày {date}, trước khi kỳ báo cáo kết thúc ({end})",
        "the meeting of {date} came before its period ended ({end})",
        "xem lại ngày họp và kỳ báo cáo; đúng thì cho qua ở mục accept kèm lý do",
        "look at the date and the period again; if right, accept it with a reason",
    ),
    "meeting-late": warning(
        "họp ngày {date}, hơn bốn tháng sau khi kỳ báo cáo kết thúc ({end})",
        "the meeting of {date} came more than four months after its period ended ({end})",
        "xem lại năm của ngày họp và của kỳ báo cáo; đúng thì cho qua ở mục accept kèm lý do",
        "look at the years of the date and the period again; if right, accept it with a reason",
    ),
    "change-differs": warning(
        "mức thay đổi không khớp: {value} so với {previous} là {found}, không phải {stated}",
        "the change does not fit: {value} against {previous} is {found}, not {stated}",
        "xem lại value, by, percent và previous",
        "look at value, by, percent and previous again",
    ),
    "change-contradicts": warning(
        "theo số này thì {period} là {implied}, nhưng {other} ghi {recorded}",
        "by this, {period} had {implied}, but {other} says {recorded}",
        "xem lại cả hai bản ghi; nguồn nói khác nhau thì cho qua ở mục accept kèm lý do",
        "look at both records; if the sources differ, accept it with a reason",
    ),
    "chair-spelling": warning(
        "tên “{found}” gần giống “{usual}” ở {other}; có phải một người?",
        "“{found}” is close to “{usual}” in {other}; are they one person?",
        "một người thì viết thống nhất; hai người khác nhau thì cho qua ở mục accept kèm lý do",
        "one person is spelt one way; if they are two, accept it with a reason",
    ),
    "figure-unusual": warning(
        "{found} gấp {times} lần mức thường gặp của tỉnh ({usual})",
        "{found} is {times} times what the province usually reports ({usual})",
        "xem lại dấu chấm, số 0 và đơn vị; đúng thì cho qua ở mục accept kèm lý do",
        "look at dots, zeros and the unit again; if right, accept it with a reason",
    ),
    "count-fraction": warning(
        "“{found}” có phần lẻ, mà số {unit} thì đếm từng đơn vị",
        "“{found}” has a fraction, but {unit} are counted",
        "dấu chấm tách hàng nghìn, dấu phẩy đứng trước phần lẻ; đúng là số lẻ thì cho qua ở mục accept kèm lý do",
        "a dot groups thousands, a comma comes before decimals; if it is right, accept it with a reason",
    ),
    "percent-over": warning(
        "tỷ lệ {found}% lớn hơn 100%",
        "{found}% is more than 100%",
        "xem lại số; đúng thì cho qua ở mục accept kèm lý do",
        "look at the number again; if right, accept it with a reason",
    ),
    "force-name-early": warning(
        "từ {date} mới có tên “{found}”",
        "the name “{found}” came up only on {date}",
        "ghi tên gọi vào ngày họp",
        "write the name of the day of the meeting",
    ),
    "force-name-late": warning(
        "tên “{found}” chỉ dùng đến {date}",
        "the name “{found}” was used until {date}",
        "ghi tên gọi vào ngày họp",
        "write the name of the day of the meeting",
    ),
    "quote-without-number": warning(
        "câu trích không có số {found}",
        "the quotation does not hold the number {found}",
        "chép lại câu trích, hoặc sửa số; nguồn viết số bằng chữ thì cho qua ở mục accept",
        "copy the quotation again or correct the number; accept it where the source has it in words",
    ),
    "accept-unused": warning(
        "không có cảnh báo {found} nào để cho qua",
        "there is no warning {found} left to accept",
        "bỏ dòng này",
        "delete this line",
    ),
    "file-stray": warning(
        "tệp này không phải bản ghi hay trang nên bị bỏ qua",
        "this file is neither record nor page and is passed over",
        "ảnh và tài liệu để ở content/media/; tệp khác chuyển đi nơi khác",
        "pictures and documents belong in content/media/; move anything else away",
    ),
    "file-foreign": warning(
        "tệp này trong thư mục xuất không do chương trình tạo ra; để nguyên",
        "this file in the output folder is not ours; it is left alone",
    ),
}
