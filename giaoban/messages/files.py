"""Messages about files and about YAML: what cannot be read at all."""

from giaoban.messages.message import error

FILES = {
    "file-empty": error(
        "tệp không có nội dung",
        "the file is empty",
        "chép khung mẫu trong trang hướng dẫn, hoặc xóa tệp này",
        "copy the skeleton from the guide, or delete the file",
    ),
    "file-missing": error("thiếu tệp này", "this file is missing"),
    "file-unreadable": error("không đọc được tệp: {detail}", "the file cannot be read: {detail}"),
    "file-too-large": error(
        "tệp lớn {found} byte, quá mức cho phép là {limit} byte",
        "the file has {found} bytes, more than the {limit} allowed",
    ),
    "file-name": error(
        "tên “{found}” không dùng làm địa chỉ được: thư mục và tên tệp chỉ gồm chữ thường không dấu, chữ số và "
        "dấu gạch nối",
        "“{found}” cannot be an address: folder and file name take lower-case ASCII letters, digits and hyphens",
        "ví dụ content/records/gia-lai/2022-q2.md",
        "for example content/records/gia-lai/2022-q2.md",
    ),
    "encoding-utf16": error(
        "tệp ghi bằng mã UTF-16, phải là UTF-8",
        "the file is encoded in UTF-16 and must be UTF-8",
        "mở bằng Notepad, chọn Lưu thành (Save as), Mã hóa (Encoding): UTF-8",
        "open it in Notepad, choose Save as, Encoding: UTF-8",
    ),
    "encoding-unknown": error(
        "tệp không phải UTF-8: gặp byte {found} không đọc được",
        "the file is not UTF-8: byte {found} cannot be read",
        "mở bằng trình soạn thảo cũ rồi lưu lại với mã UTF-8",
        "open it in the editor that wrote it and save it as UTF-8",
    ),
    "control-character": error(
        "có ký tự điều khiển {found}, không nhìn thấy được",
        "there is an invisible control character {found}",
        "xóa ký tự này rồi gõ lại",
        "delete it and type again",
    ),
}

YAML = {
    "front-matter-missing": error(
        "dòng đầu phải là --- để mở phần khai báo",
        "the first line must be --- to open the front matter",
    ),
    "front-matter-unclosed": error(
        "phần khai báo chưa đóng: thiếu dòng --- thứ hai",
        "the front matter is not closed: a second line --- is missing",
    ),
    "quote-unclosed": error(
        "dấu ngoặc kép hoặc nháy mở ở đây mà không đóng",
        "a quotation mark opens here and never closes",
    ),
    "bracket-unclosed": error(
        "dấu [ hoặc {{ mở ở đây mà không đóng, hoặc thiếu dấu phẩy",
        "a [ or {{ opens here and never closes, or a comma is missing",
    ),
    "colon-in-text": error(
        "dấu hai chấm có khoảng trắng theo sau nằm trong câu không có ngoặc",
        "a colon followed by a space stands in an unquoted text",
        'đặt cả câu trong ngoặc kép: "…: …"',
        'put the whole text in quotation marks: "…: …"',
    ),
    "colon-missing": error("dòng này thiếu dấu hai chấm sau tên mục", "a colon is missing after the key"),
    "special-character": error(
        "giá trị không được bắt đầu bằng ký tự {found}",
        "a value cannot begin with {found}",
        "đặt giá trị trong ngoặc kép",
        "put the value in quotation marks",
    ),
    "tab": error(
        "có phím Tab ở đầu dòng; chỉ dùng dấu cách để thụt dòng",
        "a tab is used for indentation; only spaces may be",
    ),
    "indentation": error(
        "dòng thụt vào không khớp với các dòng trên, hoặc có chữ sau ngoặc đóng",
        "the indentation does not match the lines above, or text follows a closing quotation mark",
    ),
    "escape-unknown": error(
        "dấu \\ trong ngoặc kép mở một ký hiệu không có",
        "the \\ inside quotation marks starts an escape that does not exist",
        "dùng ngoặc đơn '…' hoặc viết \\\\",
        "use single quotation marks '…' or write \\\\",
    ),
    "yaml-syntax": error("phần khai báo viết sai cú pháp ({detail})", "the front matter is not valid ({detail})"),
    "anchor-refused": error(
        "không dùng ký hiệu {found} (neo, tham chiếu của YAML)",
        "{found} is refused: anchors, aliases and merge keys are not used",
        "nếu là chữ thì đặt trong ngoặc kép",
        "if it is text, put it in quotation marks",
    ),
    "tag-refused": error(
        "không dùng ký hiệu {found} (thẻ kiểu của YAML)",
        "{found} is refused: tags are not used",
        "nếu là chữ thì đặt trong ngoặc kép",
        "if it is text, put it in quotation marks",
    ),
    "nesting-too-deep": error("các mục lồng nhau quá sâu", "the entries are nested too deeply"),
    "key-not-text": error("tên mục phải là chữ", "a key must be a text"),
    "key-duplicate": error(
        "mục “{found}” đã có ở dòng {line}",
        "the key “{found}” stands already on line {line}",
    ),
    "comma-in-braces": error(
        "dấu phẩy trong {{ }} đã cắt đôi con số trước “{found}”",
        "the comma inside {{ }} has split the number before “{found}”",
        'đặt số trong ngoặc kép, ví dụ {{raw: "2,23"}}',
        'put the number in quotation marks, for example {{raw: "2,23"}}',
    ),
}
