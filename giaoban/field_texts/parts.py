"""What is told of the keys inside a record's entries: people, statements, figures, sources."""

from giaoban.field_texts.field_text import FieldText as Told

PERSON = {
    "name": Told("Họ tên", "Name", "Họ và tên đầy đủ, không kèm chức vụ.", "The full name alone.", "Võ Ngọc Thành"),
    "rank": Told("Cấp bậc", "Rank", "Cấp bậc lúc họp.", "The rank on that day.", "Đại tá"),
    "position": Told("Chức vụ", "Positions", "Chức vụ lúc họp; nhiều chức vụ thì trong ngoặc vuông.", "Positions on that day, several in brackets.", "[Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh]"),
    "force": Told("Lực lượng", "Force", "Người của lực lượng nào.", "The force the person belongs to.", "công an"),
    "role": Told("Vai trò", "Role", "Ở mục chair mà không ghi thì là chủ trì.", "Under chair it is chủ trì if left out.", "dự và chỉ đạo"),
    "note": Told("Ghi chú", "Note", "Ghi chú về người này.", "A remark on this person.", "Nguồn chỉ ghi họ và tên."),
}  # fmt: skip
STATEMENT = {
    "text": Told("Nội dung", "Text", "Nói gì, bằng lời của kho.", "What was said, in the archive's words.", "Tiếp tục phối hợp tuần tra."),
    "by": Told("Ai nói", "By", "Người hoặc cơ quan nói.", "Who said it.", "Lê Văn Lương"),
    "to": Told("Nói với ai", "To", "Người, cơ quan được giao.", "To whom.", "các lực lượng"),
    "force": Told("Lực lượng", "Force", "Lực lượng nêu ý kiến.", "The force that speaks.", "quân sự"),
    "due": Told("Hạn", "Due", "Đến bao giờ, dịp nào.", "By when, or for which event.", "Đại hội Đảng bộ tỉnh lần thứ XIX"),
    "count": Told("Số lượng", "Count", "Số tập thể, cá nhân.", "How many.", "5"),
    "basis": Told("Lấy từ đâu", "Basis", "Chỉ ghi khi không lấy từ thân bài.", "Only if not from the text itself.", "chú thích ảnh"),
}  # fmt: skip
CHANGE = {
    "direction": Told("Chiều", "Direction", "tăng hoặc giảm.", "tăng (up) or giảm (down).", "tăng"),
    "against": Told("So với", "Against", "Kỳ đem so.", "The period compared with.", "quý II/2024"),
    "by": Told("Chênh lệch", "By", "Tăng, giảm bao nhiêu.", "The difference.", "12"),
    "percent": Told("Phần trăm", "Percent", "Tăng, giảm bao nhiêu phần trăm.", "The difference in per cent.", "5,2"),
    "unit": Told("Đơn vị", "Unit", "Đơn vị của số chênh lệch, như nguồn in.", "The unit of the difference, as printed.", "tin"),
    "previous": Told("Số kỳ trước", "Previous", "Chỉ ghi khi nguồn có in.", "Only if the source prints it.", "109"),
}  # fmt: skip
FORCE = {
    "force": Told("Lực lượng", "Force", "Một lực lượng trong site_config.yaml.", "One of the forces in site_config.yaml.", "cảnh sát biển"),
    "name": Told("Tên đơn vị", "Name", "Tên riêng, như nguồn in.", "The unit's own name, as printed.", "Vùng Cảnh sát biển 4"),
}  # fmt: skip
FIGURE = {
    "indicator": Told("Chỉ tiêu", "Indicator", "Mã chỉ tiêu trong content/indicators.yaml.", "Slug of the indicator in content/indicators.yaml.", "tin-trao-doi"),
    "value": Told("Số", "Value", "Gõ như nguồn in, giữ chữ gần, hơn, khoảng; nguồn không cho số thì: không nêu.", "As printed, with gần, hơn, khoảng; không nêu where there is none.", "19.620"),
    "printed_unit": Told("Đơn vị in", "Printed unit", "Chữ nguồn dùng, khi khác đơn vị của chỉ tiêu.", "The source's word, if not the indicator's unit.", "đối tượng"),
    "parts": Told("Các phần", "Parts", "Số của từng phần; số có dấu phẩy thì đặt trong ngoặc kép.", "The parts; a number with a comma goes in quotation marks.", "{cấp tỉnh: 120, cấp huyện: 250}"),
    "parts_complete": Told("Đủ các phần", "Parts complete", "không: nguồn chỉ kể một số phần.", "không if the source gives only some.", "không"),
    "with": Told("Số đi kèm", "With", "Số thứ hai của một cặp như 24 vụ/52 đối tượng.", "The second number of a pair as 24 cases/52 persons.", "{indicator: ma-tuy-nguoi, value: 173}"),
    "change": Told("Tăng giảm", "Change", "So với kỳ khác.", "Against another period.", "{direction: tăng, by: 12, against: II/2024}"),
    "stage": Told("Việc đã làm", "Stage", "Một mục trong danh sách stages của site_config.yaml.", "One of the stages in site_config.yaml.", "khởi tố"),
    "target": Told("Số phải đạt", "Target", "Với dạng đã làm/phải làm.", "For figures of the form done/due.", "538"),
    "forces": Told("Lực lượng làm", "Forces", "Khi hẹp hơn các lực lượng dự họp.", "If narrower than those of the meeting.", "[công an, biên phòng]"),
    "quote": Told("Câu trích", "Quotation", "Nguyên văn ngắn của nguồn, cả lỗi in.", "The source's own words, short, misprints and all.", "trao đổi 370 tin"),
    "note": Told("Ghi chú", "Note", "Ghi chú về số này.", "A remark on this figure.", "Một số chung cho bốn nhóm vi phạm."),
}  # fmt: skip
VENUE = {
    "name": Told("Tên nơi họp", "Name", "Như nguồn in.", "As printed.", "Trụ sở Công an tỉnh"),
    "bridge": Told("Điểm cầu", "Bridge", "có: là điểm cầu trực tuyến.", "có for a point of a video bridge.", "có"),
}
LEGAL_BASIS = {
    "number": Told("Số hiệu", "Number", "Số hiệu văn bản.", "The document's number.", "413/QĐ-UBND"),
    "date": Told("Ngày ban hành", "Date", "Ngày ký.", "The day of signing.", "30/10/2020"),
    "issuer": Told("Cơ quan ban hành", "Issuer", "Ai ban hành.", "Who issued it.", "UBND tỉnh Lai Châu"),
    "title": Told("Tên văn bản", "Title", "Trích yếu.", "What it is about.", "Quyết định ban hành Quy chế phối hợp"),
    "note": Told("Ghi chú", "Note", "Ghi chú về văn bản.", "A remark on it.", "Nguồn in nhầm năm."),
}
PHOTO = {
    "caption": Told("Chú thích", "Caption", "Chép đúng như nguồn in.", "As printed.", "Quang cảnh hội nghị."),
    "credit": Told("Người chụp", "Credit", "Chép đúng như nguồn in.", "As printed.", '"Ảnh: M.T"'),
    "file": Told("Tệp", "File", "Tên tệp trong content/media/, nếu có.", "The file in content/media/, if there is one.", "gia-lai/2022-q2.jpg"),
    "note": Told("Ghi chú", "Note", "Ghi chú về ảnh.", "A remark on it.", "Ảnh không có trong văn bản lưu."),
}  # fmt: skip
VIDEO = {
    "caption": Told("Tên", "Caption", "Như nguồn in.", "As printed.", "Clip hội nghị giao ban."),
    "url": Told("Địa chỉ", "Address", "Mở đầu bằng https://.", "Begins with https://.", "https://example.vn/clip"),
}
ATTACHMENT = {
    "file": Told("Tệp", "File", "Tên tệp trong content/media/.", "The file in content/media/.", "gia-lai/bien-ban.pdf"),
    "title": Told("Tên", "Title", "Tên hiện trên trang.", "The name shown on the page.", "Biên bản hội nghị"),
}
PUBLICATION = {
    "publisher": Told("Nơi đăng", "Publisher", "Tên báo, đài, cổng thông tin.", "The paper or site.", "Báo Gia Lai"),
    "title": Told("Đầu đề", "Title", "Đầu đề bài báo.", "The headline.", "Giao ban ba lực lượng quý II"),
    "url": Told("Địa chỉ", "Address", "Mở đầu bằng https://; không có thì bỏ.", "Begins with https://; left out if unknown.", "https://example.vn/bai"),
    "date": Told("Ngày đăng", "Date", "Ngày trước tháng sau.", "Day first.", "28/7/2022"),
    "time": Told("Giờ đăng", "Time", "Giờ và phút.", "Hour and minute.", "16:14"),
    "byline": Told("Tác giả", "Byline", "Như nguồn in.", "As printed.", "[Thanh Giang, Xuân Liệu]"),
    "credit": Told("Ghi công", "Credit", "Dòng ghi công của nguồn.", "The source's credit line.", "Minh Nguyễn"),
    "accessed": Told("Ngày xem", "Accessed", "Ngày xem bài trên mạng.", "The day it was read online.", "1/8/2022"),
    "archived": Told("Bản lưu", "Archived copy", "Địa chỉ của bản lưu.", "Address of an archived copy.", "https://example.vn/luu"),
    "note": Told("Ghi chú", "Note", "Ghi chú về nguồn.", "A remark on the source.", "Tên báo suy ra từ ký hiệu GLO."),
}  # fmt: skip
CORRECTION = {
    "printed": Told("Nguồn in", "Printed", "Chữ sai trong nguồn.", "What the source has.", "dư lận"),
    "correct": Told("Đúng là", "Correct", "Chữ đúng.", "What is right.", "dư luận"),
    "where": Told("Ở đâu", "Where", "Chỗ có lỗi trong nguồn.", "Where it stands in the source.", "thân bài"),
    "note": Told("Ghi chú", "Note", "Ghi chú về lỗi này.", "A remark on it.", "Thừa một dấu cách."),
}
INFERENCE = {
    "field": Told("Mục", "Key", "Tên mục được suy ra.", "The key that is inferred.", "date"),
    "why": Told("Vì sao", "Why", "Suy ra từ đâu.", "What it follows from.", "Năm lấy từ quý II/2022."),
}
