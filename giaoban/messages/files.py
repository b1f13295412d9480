"""Messages about files: what cannot be read at all."""

from giaoban.messages.message import error

FILES = {
    "file-empty": error(
        "tệp không có nội dung",
        "the file is empty",
        "chép khung mẫu trong trang hướng dẫn, hoặc xóa tệp này",
        "copy the skeleton from the guide, or delete the file",
    ),
    "file-missing": error("thiếu tệp này", "this file is missing"),
    "file-changed": error(
        "tệp bị thay đổi trong lúc chương trình đang chạy",
        "the file was changed while the program was running",
        "lưu xong mọi tệp rồi chạy lại",
        "save all files, then run again",
    ),
    "file-exists": error(
        "tệp này đã có; lệnh new không ghi đè",
        "this file exists; new never writes over a file",
        "mở tệp đó ra sửa, hoặc đặt tên khác bằng --name",
        "edit that file, or choose another name with --name",
    ),
    "file-unreadable": error("không đọc được tệp: {detail}", "the file cannot be read: {detail}"),
    "file-forbidden": error(
        "không có quyền đọc tệp hay thư mục này",
        "there is no permission to read this file or folder",
        "nhờ người quản trị máy cấp quyền đọc",
        "ask the administrator for the right to read it",
    ),
    "file-special": error(
        "đây không phải tệp thường (ống dẫn, thiết bị…)",
        "this is no ordinary file but a pipe or a device",
        "xóa đi",
        "delete it",
    ),
    "file-is-folder": error(
        "đây là thư mục, không phải tệp, nhưng tên có đuôi .md",
        "this is a folder, not a file, though its name ends in .md",
        "đổi tên thư mục, hoặc chuyển tệp trong đó ra ngoài",
        "rename the folder, or move its files out",
    ),
    "file-not-md": error(
        "tệp này không có đuôi .md nên không thành bản ghi hay trang nào",
        "this file does not end in .md, so nothing is made of it",
        "đổi đuôi thành .md (chữ thường; Notepad hay tự thêm .txt), hoặc chuyển tệp đi nơi khác",
        "rename it to end in .md (Notepad may have added .txt), or move it elsewhere",
    ),
    "file-not-text": error(
        "đây là tệp {kind} mang đuôi của tệp chữ",
        "this is a {kind} file under the name of a text file",
        "mở bằng chương trình của nó, chép chữ sang một tệp mới lưu dạng văn bản thuần (Plain text), mã UTF-8",
        "open it in its own program and copy the text into a new plain text file in UTF-8",
    ),
    "symlink-broken": error(
        "liên kết này không dẫn tới đâu, hoặc dẫn vòng trở lại",
        "this link leads nowhere, or back to itself",
        "xóa liên kết, chép tệp thật vào",
        "delete the link and copy the file itself",
    ),
    "symlink-outside": error(
        "liên kết này dẫn ra ngoài thư mục của kho",
        "this link leads out of the site's folder",
        "xóa liên kết, chép tệp thật vào",
        "delete the link and copy the file itself",
    ),
    "file-name-unreadable": error(
        "tên tệp có ký tự không đọc được",
        "the file name holds characters that cannot be read",
        "đổi tên tệp: chữ thường không dấu, chữ số và dấu gạch nối",
        "rename it with lower-case ASCII letters, digits and hyphens",
    ),
    "file-name-reserved": error(
        "tên “{found}” bị Windows giữ cho thiết bị, không dùng làm tên tệp được",
        "Windows keeps the name “{found}” for a device",
        "thêm chữ vào tên, ví dụ 2022-q2",
        "add something to it, for example 2022-q2",
    ),
    "file-name-long": error(
        "tên tệp hay thư mục dài quá {limit} ký tự",
        "the name of the file or folder has more than {limit} characters",
        "đặt tên ngắn, ví dụ 2022-q2.md",
        "use a short one, for example 2022-q2.md",
    ),
    "file-name-twin": error(
        "tên này chỉ khác {other} ở chữ hoa, chữ thường hay cách mã hóa dấu; hai tệp sẽ trùng địa chỉ",
        "this name differs from {other} only by case or Unicode form; both would have one address",
        "xóa một tệp, hoặc đặt tên khác hẳn",
        "delete one of them, or choose another name",
    ),
    "file-place": error(
        "bản ghi phải nằm ngay trong thư mục của tỉnh: content/records/<tỉnh>/<tên>.md",
        "a record lies directly in its province's folder: content/records/<province>/<name>.md",
    ),
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
        "tệp ghi bằng mã {encoding}, phải là UTF-8",
        "the file is encoded in {encoding} and must be UTF-8",
        "mở bằng Notepad, chọn Lưu thành (Save as), Mã hóa (Encoding): UTF-8",
        "open it in Notepad, choose Save as, Encoding: UTF-8",
    ),
    "encoding-legacy": error(
        "tệp ghi bằng bảng mã cũ {encoding}, phải là UTF-8",
        "the file is written in the old encoding {encoding} and must be UTF-8",
        "mở bằng chương trình đã gõ tệp rồi lưu với mã UTF-8; chữ TCVN3, VNI thì đổi sang Unicode bằng UniKey",
        "save it as UTF-8 in the program that wrote it; text in TCVN3 or VNI is converted by UniKey",
    ),
    "encoding-unknown": error(
        "tệp không phải UTF-8: gặp byte {found} không đọc được",
        "the file is not UTF-8: byte {found} cannot be read",
        "mở bằng trình soạn thảo cũ rồi lưu lại với mã UTF-8",
        "open it in the editor that wrote it and save it as UTF-8",
    ),
}
