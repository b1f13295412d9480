"""What is told of the keys of the site's own files: configuration, provinces, indicators, pages."""

from giaoban.field_texts.field_text import FieldText as Told

SLUG = Told("Mã", "Slug", "Chữ thường không dấu, nối bằng gạch; đã đặt thì không đổi.", "Lower-case ASCII with hyphens; never changed.", "giao-ban")  # fmt: skip
NAMES = Told("Tên", "Label", "Tên hiện trên trang, hai thứ tiếng.", "The name on pages, in both languages.", "{vi: Giao ban, en: Coordination meeting}")  # fmt: skip
LABEL = {
    "vi": Told("Tiếng Việt", "Vietnamese", "Chữ tiếng Việt.", "The Vietnamese text.", "Giao ban"),
    "en": Told("Tiếng Anh", "English", "Chữ tiếng Anh.", "The English text.", "Coordination meeting"),
}
TERM = {
    "slug": SLUG,
    "label": NAMES,
    "spellings": Told("Cách viết", "Spellings", "Những cách viết khác mà bản ghi được dùng.", "Other spellings that records may use.", "[công an tỉnh, CA tỉnh]"),
}  # fmt: skip
FORCE_TERM = TERM | {
    "names": Told("Tên theo thời gian", "Dated names", "Tên gọi chỉ dùng trong một thời gian.", "Names borne for a time.", "[{name: Ban Chỉ huy BĐBP, from: 28/6/2025}]"),
}  # fmt: skip
DATED_NAME = {
    "name": Told("Tên gọi", "Name", "Tên gọi trong thời gian đó.", "The name in that time.", "Ban Chỉ huy BĐBP"),
    "spellings": Told("Cách viết", "Spellings", "Cách viết khác của tên này.", "Its other spellings.", "[Ban Chỉ huy Bộ đội Biên phòng]"),
    "from": Told("Từ ngày", "From", "Ngày đầu, tính cả ngày đó.", "The first day, inclusive.", "28/6/2025"),
    "until": Told("Đến ngày", "Until", "Ngày cuối, tính cả ngày đó.", "The last day, inclusive.", "30/6/2025"),
}  # fmt: skip
COVERAGE = {"from": Told("Từ quý", "From", "Bảng bao phủ tính từ quý này.", "Where the table begins.", "I/2020")}
LIMITS = {
    "page_size": Told("Dòng mỗi trang", "Rows a page", "Danh sách dài hơn thì cắt trang.", "Longer lists are cut.", "100"),
    "file_size": Told("Cỡ tệp", "File size", "Bản ghi lớn nhất, tính bằng byte.", "Largest record, in bytes.", "1000000"),
    "media_size": Told("Cỡ ảnh", "Media size", "Ảnh hoặc tệp đính kèm lớn nhất, tính bằng byte.", "Largest photo or attachment, in bytes.", "50000000"),
}  # fmt: skip
FEATURES = {
    "exports": Told("Tải dữ liệu", "Downloads", "Có các tệp tải về trong du-lieu/ và bản JSON của từng bản ghi hay không.", "Whether there are downloads under du-lieu/, and each record as JSON.", "có"),
    "charts": Told("Biểu đồ", "Charts", "Có vẽ biểu đồ hay không.", "Whether charts are drawn.", "có"),
    "search": Told("Tìm kiếm", "Search", "Có trang tìm kiếm và ô tìm kiếm hay không.", "Whether there are a search page and a search box.", "có"),
}  # fmt: skip
CONFIG = {
    "title": Told("Tên kho", "Title", "In ở đầu mọi trang.", "Stands at the top of every page.", "{vi: Kho lưu trữ giao ban, en: Archive}"),
    "description": Told("Giới thiệu", "Description", "Một câu, in ở trang chủ.", "One sentence on the home page.", "{vi: Bản ghi các hội nghị., en: Records.}"),
    "language": Told("Ngôn ngữ", "Language", "Ngôn ngữ của các trang.", "The language of the pages.", "vi"),
    "base_url": Told("Địa chỉ", "Base address", "Địa chỉ đầy đủ của kho, nếu có.", "The full address, if there is one.", "https://luutru.example.vn/giao-ban/"),
    "forces": Told("Lực lượng", "Forces", "Các lực lượng mà bản ghi được nêu.", "The forces records may name.", "[{slug: cong-an, label: {vi: Công an, en: Police}}]"),
    "kinds": Told("Loại họp", "Kinds", "Các loại cuộc họp.", "The kinds of meeting.", "[{slug: giao-ban, label: {vi: Giao ban, en: Meeting}}]"),
    "stages": Told("Giai đoạn", "Stages", "Giai đoạn của một số liệu.", "The stages of a figure.", "[{slug: khoi-to, label: {vi: Khởi tố, en: Prosecuted}}]"),
    "legal_bases": Told("Văn bản chung", "Legal bases", "Văn bản dùng chung cho mọi tỉnh.", "Documents common to all provinces.", "[{number: 03/2019/NĐ-CP, date: 5/9/2019}]"),
    "coverage": Told("Bao phủ", "Coverage", "Bảng bao phủ.", "The coverage table.", "{from: I/2020}"),
    "limits": Told("Giới hạn", "Limits", "Giới hạn của trang và tệp.", "Limits of pages and files.", "{page_size: 100}"),
    "features": Told("Phần có trong kho", "Features", "Những phần mà kho có thể bỏ.", "Parts that the archive may leave out.", "{charts: không}"),
}  # fmt: skip
FORMER_NAME = {
    "name": Told("Tên cũ", "Former name", "Tên đến ngày until.", "The name until that day.", "Thừa Thiên Huế"),
    "type": Told("Loại", "Type", "tinh hoặc thanh-pho.", "tinh (province) or thanh-pho (city).", "tinh"),
    "until": Told("Đến ngày", "Until", "Ngày cuối, tính cả ngày đó.", "The last day, inclusive.", "31/12/2024"),
}
UNIT = {
    "slug": SLUG._replace(example="gia-lai"),
    "name": Told("Tên", "Name", "Tên không kèm chữ tỉnh, thành phố.", "The name alone.", "Gia Lai"),
    "type": FORMER_NAME["type"],
    "code": Told("Mã số", "Code", "Mã của thời kỳ đó.", "The code of that era.", '"64"'),
    "aliases": Told("Cách viết khác", "Aliases", "Cách viết khác được chấp nhận.", "Other accepted spellings.", "[Đắc Lắc, Dak Lak]"),
    "successor": Told("Nay thuộc", "Successor", "Mã đơn vị kế tiếp.", "Slug of what it became.", "gia-lai"),
    "predecessors": Told("Gồm", "Predecessors", "Mã các đơn vị cũ.", "Slugs of what it was made of.", "[gia-lai, binh-dinh]"),
    "former": Told("Tên trước đó", "Former name", "Tên khác trong cùng thời kỳ.", "Another name in the same era.", "{name: Thừa Thiên Huế, type: tinh, until: 31/12/2024}"),
}  # fmt: skip
ERA = {
    "from": Told("Từ ngày", "From", "Ngày đầu của thời kỳ.", "The era's first day.", "1/7/2025"),
    "until": Told("Đến ngày", "Until", "Ngày cuối của thời kỳ.", "The era's last day.", "30/6/2025"),
    "units": Told("Đơn vị", "Units", "Các đơn vị cấp tỉnh.", "The provincial units.", "[{slug: gia-lai, name: Gia Lai, type: tinh, code: '64'}]"),
}  # fmt: skip
PROVINCES = {"eras": Told("Thời kỳ", "Eras", "Danh sách theo thời kỳ.", "The lists by era.")}
CATEGORY = {"slug": SLUG._replace(example="ma-tuy"), "label": NAMES}
INDICATOR = {
    "slug": SLUG._replace(example="tin-trao-doi"),
    "label": NAMES._replace(example="{vi: Tin trao đổi, en: Reports exchanged}"),
    "unit": Told("Đơn vị", "Unit", "Đơn vị tính; không quy đổi.", "The unit; nothing is converted.", "{vi: tin, en: reports}"),
    "category": Told("Nhóm", "Category", "Mã một nhóm ở trên.", "Slug of a category above.", "thong-tin"),
    "additive": Told("Cộng được", "Additive", "có: cộng các kỳ được.", "có if periods may be added up.", "có"),
    "definition": Told("Định nghĩa", "Definition", "Đếm cái gì.", "What is counted.", "{vi: Tin đã chuyển cho nhau., en: Reports passed on.}"),
}  # fmt: skip
INDICATORS = {
    "categories": Told("Nhóm", "Categories", "Các nhóm chỉ tiêu.", "The groups of indicators.", "[{slug: ma-tuy, label: {vi: Ma túy, en: Drugs}}]"),
    "indicators": Told("Chỉ tiêu", "Indicators", "Các chỉ tiêu.", "The indicators."),
}  # fmt: skip
PAGE = {
    "title": Told("Tên trang", "Title", "Một tên, hoặc hai thứ tiếng.", "One, or one in each language.", "{vi: Giới thiệu, en: About}"),
    "order": Told("Thứ tự", "Order", "Thứ tự trong danh mục.", "Place in the menu.", "1"),
    "description": Told("Mô tả", "Description", "Một câu cho máy tìm kiếm.", "One sentence for search engines.", "Kho này lưu những gì."),
}  # fmt: skip
