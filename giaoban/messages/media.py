"""Messages about photos and attachments."""

from giaoban.messages.message import error

MEDIA = {
    "media-name": error(
        "“{found}” không dùng được: tên tệp viết chữ thường không dấu, chữ số, gạch nối, nằm trong content/media/",
        "“{found}” cannot be used: a file lies under content/media/ and its name takes lower-case ASCII letters, "
        "digits and hyphens",
        "ví dụ file: gia-lai/toan-canh.jpg là tệp content/media/gia-lai/toan-canh.jpg",
        "for example file: gia-lai/toan-canh.jpg is content/media/gia-lai/toan-canh.jpg",
    ),
    "photo-kind": error(
        "“{found}” không phải loại ảnh dùng được",
        "“{found}” is not a kind of picture that can be used",
        "các loại dùng được: {allowed}",
        "kinds that can be used: {allowed}",
    ),
    "attachment-kind": error(
        "không đính kèm được loại tệp của “{found}”",
        "a file of the kind of “{found}” cannot be attached",
        "các loại dùng được: {allowed}",
        "kinds that can be used: {allowed}",
    ),
    "media-missing": error(
        "không có tệp content/media/{found}",
        "there is no file content/media/{found}",
        "chép tệp vào đó; ảnh mà kho không giữ thì bỏ mục file, chỉ ghi caption",
        "put the file there; for a photo that the archive does not hold leave file out and give the caption alone",
    ),
    "photo-broken": error(
        "tệp ảnh content/media/{found} hỏng hoặc không phải ảnh ({detail})",
        "the picture content/media/{found} is broken or no picture ({detail})",
        "mở bằng chương trình xem ảnh rồi lưu lại thành JPEG",
        "open it in a picture viewer and save it again as JPEG",
    ),
    "photo-too-large": error(
        "ảnh có {found} điểm ảnh, quá mức cho phép là {limit}",
        "the picture has {found} pixels, more than the {limit} allowed",
        "thu nhỏ ảnh rồi lưu lại",
        "make it smaller and save it again",
    ),
}
