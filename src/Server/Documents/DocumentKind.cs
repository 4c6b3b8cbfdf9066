using TungNgo.Documents.Templates;
using static TungNgo.Documents.DocumentFields;

namespace TungNgo.Documents;

/// <summary>A kind of official document. Its words are documents.kind.CODE.</summary>
/// <param name="Sign">What its number ends with before the issuer's letters: "QĐ".</param>
/// <param name="Title">Printed in the middle.</param>
/// <param name="OfTeam">It speaks of one team; otherwise of a unit with all of its teams.</param>
internal sealed record DocumentKind(string Code, string Sign, string Title, bool OfTeam, DocumentField[] Own)
{
    public const string Decision = "decision", MemberList = "members", Plan = "plan", Minutes = "minutes", Report = "report";

    public static readonly DocumentKind[] All =
    [
        new(Decision, "QĐ", "QUYẾT ĐỊNH", true,
        [
            Text("can_cu", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;", needed: true),
            Typed("quyet_dinh_cu", "số 21/QĐ-UBND ngày 05 tháng 10 năm 2022"),
            Typed("nhiem_ky", "từ ngày 05/10/2024 đến ngày 05/10/2027"),
            Text("nhiem_vu", "Tuyên truyền, hướng dẫn người dân sử dụng nền tảng số.", needed: true),
            Text("thi_hanh", "Công chức Văn hóa - Xã hội chịu trách nhiệm thi hành.", needed: true),
        ]),
        new(MemberList, "DS", "DANH SÁCH", true, [Typed("theo_quyet_dinh", "số 12/QĐ-UBND ngày 05 tháng 10 năm 2024")]),
        new(Plan, "KH", "KẾ HOẠCH", false,
        [
            Text("mo_dau", "Thực hiện Công văn số 793/BTTTT-THH ngày 05 tháng 3 năm 2022,", needed: true),
            Text("muc_dich", "Mỗi hộ có ít nhất một người biết năm kỹ năng số.", needed: true), Text("yeu_cau", "Thiết thực, không hình thức."),
            Text("noi_dung", "1. Hướng dẫn tại nhà dịch vụ công trực tuyến.", needed: true),
            Text("thoi_gian", "Từ ngày 01 đến ngày 10 tháng 10 năm 2024.", needed: true), Text("kinh_phi", "Từ nguồn ngân sách xã."),
            Text("thuc_hien", "Các tổ báo cáo kết quả trước ngày 15 tháng 10.", needed: true),
        ]),
        new(Minutes, "BB", "BIÊN BẢN", true,
        [
            Typed("gio_bat_dau", "08 giờ 00", needed: true), Typed("gio_ket_thuc", "10 giờ 30", needed: true),
            Typed("dia_diem", "Nhà văn hóa ấp Trường Thành B", needed: true), Typed("chu_toa", "Thạch Siêng", needed: true),
            Typed("thu_ky", "Kim Thị Út", needed: true), Text("thanh_phan", "Ông Thạch Siêng, Tổ trưởng", needed: true), Typed("vang_mat", "Không"),
            Text("noi_dung", "1. Đánh giá tháng 9.", needed: true),
            Text("ket_luan", "Các thành viên thống nhất.", needed: true),
        ]),
        new(Report, "BC", "BÁO CÁO", false,
        [
            Typed("ky_bao_cao", "tháng 9 năm 2024"), Text("ket_qua", "Toàn xã có 7 tổ công nghệ số cộng đồng với 49 thành viên.", needed: true),
            Text("ton_tai", "Một số hộ chưa có điện thoại thông minh."),
            Text("phuong_huong", "Tiếp tục đi từng ngõ, gõ từng nhà.", needed: true), Text("kien_nghi", "Hỗ trợ kinh phí hoạt động."),
            new("chi_tieu", FieldShape.Rows, "",
                Columns: [("stt", "1"), ("ten", "Tổ công nghệ số cộng đồng"), ("don_vi_tinh", "tổ"), ("gia_tri", "7"), ("ghi_chu", "")]),
        ]),
    ];

    /// <summary>What its template may use, in the order in which the page lists it.</summary>
    public IReadOnlyList<DocumentField> Fields { get; } = [.. Heading, .. OfTeam ? Team : Unit, .. Own];

    public IEnumerable<DocumentField> Typed => Own.Where(f => f.IsTyped);

    public static DocumentKind? Find(string? code) => Array.Find(All, k => k.Code == code);

    /// <param name="within">Tables whose rows surround the tag.</param>
    public bool Knows(TagKind tag, string name, IReadOnlyCollection<string> within)
    {
        bool Is(FieldShape shape) => Fields.Any(f => f.Name == name && f.Shape == shape);
        var value = Is(FieldShape.Value) || Fields.Any(f => within.Contains(f.Name) && f.Columns!.Any(c => c.Name == name));
        return tag switch
        {
            TagKind.Value => value,
            TagKind.Rows => Is(FieldShape.Rows) || Is(FieldShape.Paragraphs),
            _ => value || Fields.Any(f => f.Name == name),
        };
    }

    /// <summary>A document of this kind as the examples say it: for the page of fields, and to try a template.</summary>
    public DocumentData Example()
    {
        var data = new DocumentData();
        foreach (var field in Fields)
        {
            switch (field.Shape)
            {
                case FieldShape.Value:
                    data.With(field.Name, field.Example);
                    break;
                case FieldShape.Flag:
                    data.Flag(field.Name, true);
                    break;
                default:
                    data.Row(field.Name, [.. field.Columns!.Select(c => (c.Name, (string?)c.Example))]);
                    break;
            }
        }

        return data.With("ten_loai", Title).With("so_ky_hieu", $"12/{Sign}-UBND");
    }
}
