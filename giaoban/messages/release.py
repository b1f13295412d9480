"""Messages about releases: what may not be published, and how a copy differs from its manifest."""

from giaoban.messages.message import error, warning

RELEASES = {
    "release-record-lost": error(
        "bản ghi “{found}” ({title}) đang được công bố, nay không còn",
        "the record “{found}” ({title}) is published and is gone",
        "khôi phục tệp và ghi status: withdrawn kèm reason; nếu đã đổi tên thì ghi tên cũ vào aliases của bản ghi mới",
        "restore the file with status: withdrawn and a reason; if renamed, put the old name under aliases of the new",
    ),
    "release-renamed": error(
        "bản ghi “{found}” đang được công bố nay mang tên “{now}”, và địa chỉ cũ không còn dẫn tới đâu",
        "the record “{found}” is published and is now named “{now}”; its old address leads nowhere",
        "thêm vào bản ghi: aliases: [{found}]",
        "add to the record: aliases: [{found}]",
    ),
    "release-identity-reused": error(
        "tên “{found}” đã công bố cho một cuộc họp khác ({before}), không dùng lại cho cuộc họp này ({now})",
        "the name “{found}” was published for another meeting ({before}) and cannot be used for this one ({now})",
        "đặt tên tệp khác và khôi phục bản ghi cũ; nếu vẫn là cuộc họp ấy thì sửa ngày, phát hành, rồi mới sửa kỳ",
        "choose another file name and restore the old record; if it is that meeting, correct its date, publish, "
        "and only then its period",
    ),
    "release-address-lost": error(
        "địa chỉ đã công bố {address} của bản ghi “{found}” không còn trang nào",
        "the published address {address} of the record “{found}” has no page any more",
        "giữ lại địa chỉ cũ cho bản ghi này",
        "keep the old address for this record",
    ),
    "release-other-archive": error(
        "thư mục này chứa các bản phát hành của kho khác: {found}",
        "this folder holds the releases of another archive: {found}",
        "chọn thư mục khác; nếu chính kho này đã đổi tên thì phát hành một lần với --renamed",
        "choose another folder; if it is this archive that has a new title, publish once with --renamed",
    ),
    "release-other-records": error(
        "không bản ghi nào đã phát hành vào thư mục này ({found}) có trong kho đang phát hành",
        "none of the records released to this folder ({found}) is in the archive to be published",
        "đây là bản phát hành của kho khác: chọn thư mục khác",
        "these are the releases of another archive: choose another folder",
    ),
    "release-folder-foreign": error(
        "thư mục này có sẵn thứ khác ({found}) và không có bản phát hành nào",
        "this folder holds something else ({found}) and no release",
        "chọn một thư mục trống hoặc chưa có",
        "choose a folder that is empty or does not exist yet",
    ),
    "release-running": error(
        "một lệnh khác đang ghi vào thư mục này: {owner}, từ {since} ({age})",
        "another command is writing to this folder: {owner}, since {since} ({age})",
        "chờ lệnh đó xong rồi chạy lại",
        "wait for it to end, then run again",
    ),
    "release-abandoned": error(
        "một lệnh trên máy khác đã ghi dở vào thư mục này: {owner}, từ {since} ({age})",
        "a command on another computer did not finish writing to this folder: {owner}, since {since} ({age})",
        "nếu chắc rằng máy đó không còn chạy lệnh này thì thêm --break-lock",
        "if that computer surely runs it no more, add --break-lock",
    ),
    "release-disk-full": error(
        "không đủ chỗ: cần {needed}, còn {free}",
        "not enough room: {needed} are needed, {free} are free",
        "xóa bớt bản cũ (--keep) hoặc dùng đĩa lớn hơn",
        "remove older releases (--keep) or use a larger disk",
    ),
    "release-output-altered": error(
        "tệp này trong thư mục xuất không phải do chương trình ghi, hoặc bị sửa sau đó",
        "this file of the output folder was not written by the program, or was changed since",
        "chạy build --full để ghi lại cho đúng, rồi phát hành",
        "run build --full, which writes it anew, then publish",
    ),
    "release-damaged": error(
        "bản phát hành {found} không còn nguyên: thiếu hoặc sai {file}",
        "the release {found} is damaged: {file} is missing or altered",
        "xem verify; quay về một bản còn nguyên bằng rollback",
        "see verify; go back to a sound release with rollback",
    ),
    "release-unknown": error(
        "không có bản phát hành “{found}”",
        "there is no release “{found}”",
        "các bản hiện có: {releases}",
        "there are: {releases}",
    ),
    "release-none-before": error(
        "không có bản nào trước bản hiện hành",
        "there is no release before the current one",
    ),
    "release-healed": warning(
        "tệp này của bản phát hành {found} đã bị sửa hoặc mất; bản mới lấy lại từ thư mục xuất",
        "this file of the release {found} was altered or lost; the new release takes it from the output folder",
    ),
    "release-lost": warning(
        "tệp cũ này của bản phát hành {found} đã bị sửa hoặc mất; bản mới không mang theo nó",
        "this earlier file of the release {found} was altered or lost; the new release goes without it",
    ),
    "release-clock": warning(
        "đồng hồ máy này ({now}) chậm hơn lúc phát hành bản trước ({before}); thứ tự các bản không theo đồng hồ",
        "this computer's clock ({now}) is behind the last release ({before}); releases are not ordered by clocks",
        "chỉnh lại đồng hồ",
        "set the clock right",
    ),
    "release-moved": error(
        "thư mục này vừa thay đổi trong lúc chờ trả lời; không phát hành",
        "this folder has just changed while an answer was awaited; nothing was published",
        "chạy lại để xem những thay đổi mới",
        "run again to see what has changed now",
    ),
    "manifest-missing": error(
        "không có bảng kê {found} ở đây",
        "there is no manifest {found} here",
        "chỉ vào một bản phát hành, một bản chép của nó, hoặc thư mục chứa các bản phát hành",
        "name a release, a copy of one, or the folder that holds the releases",
    ),
    "manifest-line": error(
        "dòng này không phải “mã băm SHA-256, hai dấu cách, đường dẫn”",
        "this line is not “SHA-256 digest, two spaces, path”",
    ),
    "manifest-altered": error(
        "bảng kê không khớp với mã của bản phát hành ({found}): có người đã sửa nó",
        "the manifest does not agree with the release's id ({found}): someone has changed it",
    ),
    "copy-missing": error("thiếu tệp này", "this file is missing"),
    "copy-altered": error("tệp này đã bị sửa", "this file was altered"),
    "copy-foreign": error("tệp này không có trong bảng kê", "this file is not in the manifest"),
}
