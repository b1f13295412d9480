"""Messages about texts: characters that are not meant, and the grammar of the front matter."""

from giaoban.messages.message import error

CHARACTERS = {
    "text-legacy": error(
        "chữ gõ bằng bảng mã cũ {encoding}, chưa đổi sang Unicode",
        "this is text in the old encoding {encoding}, never converted to Unicode",
        "gõ lại, hoặc đổi sang Unicode bằng UniKey",
        "type it again or convert it",
    ),
    "text-mojibake": error(
        "chữ bị vỡ vì lưu sai bảng mã",
        "this text was broken by saving it in the wrong encoding",
        "gõ lại",
        "type it again",
    ),
    "control-character": error(
        "có ký tự điều khiển {found}, không nhìn thấy được",
        "there is an invisible control character {found}",
        "xóa ký tự này rồi gõ lại",
        "delete it and type again",
    ),
    "character-invisible": error(
        "có ký tự không nhìn thấy {character} trong “{found}”",
        "there is an invisible character {character} in “{found}”",
        "thường do chép từ trang web: xóa cả từ rồi gõ lại",
        "usually copied from a web page: delete the word and type it again",
    ),
    "character-lost": error(
        "có ký tự {character}: chữ ở đây đã mất hoặc là ký hiệu riêng của phông chữ",
        "there is a {character}: what stood here is lost, or a sign of one font only",
        "xem lại nguồn rồi gõ lại",
        "look at the source and type it again",
    ),
    "character-lookalike": error(
        "“{found}” có ký tự {character}, chỉ trông giống “{letter}”",
        "“{found}” holds {character}, which only looks like “{letter}”",
        "xóa đi rồi gõ lại từ bàn phím: “{letter}”",
        "delete it and type “{letter}” on the keyboard",
    ),
    "space-odd": error(
        "có dấu cách lạ {character}, thường do chép từ Word hay trang web",
        "there is an odd space, {character}, as Word and web pages have it",
        "xóa đi rồi gõ phím cách",
        "delete it and press the space bar",
    ),
    "quote-curly": error(
        "dấu {found} không phải dấu ngoặc của máy tính, nên không bọc được giá trị",
        "the mark {found} does not enclose a value; only straight quotation marks do",
        "bỏ đi, hoặc thay bằng dấu thẳng \"…\"; nguồn in cả dấu này thì đặt tất cả trong '…'",
        "leave it out or use straight ones \"…\"; if the source prints it, put all of it in '…'",
    ),
    "problems-more": error(
        "tệp này còn {count} lỗi nữa, chưa kể ra ở đây",
        "this file has {count} more problems, not listed here",
        "sửa những lỗi trên trước",
        "correct those above first",
    ),
}

YAML = {
    "front-matter-missing": error(
        "dòng đầu phải là --- để mở phần khai báo",
        "the first line must be --- to open the front matter",
    ),
    "front-matter-late": error(
        "dòng đầu phải là ---; ở đây --- mãi tới dòng {line} mới có",
        "the first line must be ---; it stands only on line {line}",
        "xóa các dòng trống ở trên",
        "delete the empty lines above it",
    ),
    "front-matter-unclosed": error(
        "phần khai báo chưa đóng: thiếu dòng --- thứ hai",
        "the front matter is not closed: a second line --- is missing",
        "thêm một dòng --- ngay trên bài viết, có lẽ trước dòng {line}",
        "add a line --- just above the body, perhaps before line {line}",
    ),
    "front-matter-empty": error(
        "giữa hai dòng --- không có gì",
        "nothing stands between the two lines ---",
        "phần khai báo ở dưới thì xóa dòng --- này; chưa có thì chép khung mẫu trong trang hướng dẫn",
        "delete this line if the front matter stands below it; else copy the skeleton from the guide",
    ),
    "dashes-wrong": error(
        "dòng “{found}” phải là đúng ba dấu gạch nối ---",
        "the line “{found}” must be exactly three hyphens ---",
        "Word hay tự đổi --- thành gạch dài; xóa cả dòng rồi gõ lại ---",
        "Word turns --- into a dash; delete the line and type --- again",
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
    "colon-missing": error(
        "dòng này thiếu dấu hai chấm sau tên mục",
        "a colon is missing after the key",
        "viết “tên: giá trị”; dòng nối tiếp dòng trên thì thụt vào hai dấu cách",
        "write “key: value”; a line that continues the one above is indented by two spaces",
    ),
    "colon-space": error(
        "sau dấu hai chấm phải có một dấu cách",
        "a space must follow the colon",
    ),
    "bracket-content": error(
        "trong dấu [ ] hoặc {{ }} mở ở đây có chỗ thiếu giá trị",
        "inside the [ ] or {{ }} that opens here a value is missing",
        "xem lại các dấu phẩy và dấu đóng ngoặc",
        "look at the commas and closing brackets",
    ),
    "text-after-quote": error(
        "còn chữ ở sau dấu ngoặc kép đóng",
        "text follows the closing quotation mark",
        "đặt cả câu trong một cặp ngoặc: '… \"…\" …'",
        "put the whole text in one pair: '… \"…\" …'",
    ),
    "text-after-bracket": error(
        "còn chữ ở sau dấu ] hoặc }} đóng",
        "something follows the closing ] or }}",
        "bỏ dấu đóng thừa, hoặc đưa phần còn lại vào trong ngoặc",
        "delete a closing sign too many, or move the rest inside",
    ),
    "dash-space": error(
        "sau dấu gạch nối mở một ý trong danh sách phải có một dấu cách",
        "a space must follow the dash that opens an item of a list",
        "viết “- …”; nếu dấu gạch thuộc câu chữ thì đặt cả câu trong ngoặc kép",
        "write “- …”; if the dash belongs to the text, put the text in quotation marks",
    ),
    "bullet-wrong": error(
        "“{found}” không mở được một ý trong danh sách, nên mấy dòng này bị nối thành một câu",
        "“{found}” does not open an item of a list, so these lines are joined into one text",
        "viết mỗi ý một dòng “- …”; nếu là một câu thì đặt trong ngoặc kép",
        "give each item a line “- …”; if it is one text, put it in quotation marks",
    ),
    "list-after-text": error(
        "dòng này bị nối vào câu ở dòng {line}, không thành một ý của danh sách",
        "this line continues the text of line {line}; it is no item of a list",
        "muốn có danh sách thì sau tên mục để trống, mỗi ý một dòng “- …”; còn là một câu thì bỏ dấu gạch",
        "for a list leave nothing after the key and give each item a line “- …”; for one text leave the dash out",
    ),
    "dash-in-line": error(
        "danh sách mở bằng gạch nối phải xuống dòng",
        "a list of items with dashes must begin on a line of its own",
        "xuống dòng, thụt vào hai dấu cách rồi mới viết “- …”",
        "begin a new line, indent by two spaces, then write “- …”",
    ),
    "block-header": error(
        "sau dấu | hoặc > phải xuống dòng",
        "after | or > the text begins on the next line",
        "nếu dấu này thuộc câu chữ thì đặt cả câu trong ngoặc kép",
        "if the sign belongs to the text, put the text in quotation marks",
    ),
    "hash-in-text": error(
        "từ “{found}” trở đi bị coi là ghi chú và bị bỏ",
        "everything from “{found}” on is taken for a comment and dropped",
        'nếu là nội dung thì đặt cả câu trong ngoặc kép "…"; nếu là ghi chú thì viết dấu cách sau dấu #',
        'if it is text, put all of it in quotation marks "…"; if it is a comment, put a space after the #',
    ),
    "document-second": error(
        "từ đây là một phần khai báo thứ hai; mỗi tệp chỉ có một",
        "a second front matter begins here; a file has one",
        "bỏ dòng này; trong phần khai báo không dùng --- hay ...",
        "delete this line; neither --- nor ... is used inside the front matter",
    ),
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
        "dòng thụt vào không khớp với các dòng trên",
        "the indentation does not match the lines above",
        "các mục cùng cấp phải thụt vào bằng nhau; mỗi mục của một danh sách mở đầu bằng “- ”",
        "entries of one level are indented alike; each item of a list begins with “- ”",
    ),
    "escape-unknown": error(
        "dấu \\ trong ngoặc kép mở một ký hiệu không có",
        "the \\ inside quotation marks starts an escape that does not exist",
        "dùng ngoặc đơn '…' hoặc viết \\\\",
        "use single quotation marks '…' or write \\\\",
    ),
    "yaml-syntax": error(
        "phần khai báo viết sai cú pháp ({detail})",
        "the front matter is not valid ({detail})",
        "so dòng này với bản ghi mẫu",
        "compare this line with a sample record",
    ),
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
        "dấu phẩy trong {{ }} đã cắt đôi giá trị trước “{found}”",
        "the comma inside {{ }} has split the value before “{found}”",
        'đặt cả giá trị trong ngoặc kép: "{whole}"',
        'put all of the value in quotation marks: "{whole}"',
    ),
}
