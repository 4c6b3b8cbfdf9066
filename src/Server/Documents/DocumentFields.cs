namespace TungNgo.Documents;

internal enum FieldShape { Value, Paragraphs, Rows, Flag }

/// <summary>A name that templates may use. What it means is documents.field.NAME.</summary>
/// <param name="Example">As it may read in a document; documents show it in Vietnamese whatever the console speaks.</param>
/// <param name="Most">Letters that may be typed; 0 where it is computed and not typed.</param>
/// <param name="Columns">Of rows: names that stand inside of the part, with an example each.</param>
internal sealed record DocumentField(string Name, FieldShape Shape, string Example, int Most = 0, bool Needed = false,
    (string Name, string Example)[]? Columns = null)
{
    public bool IsTyped => Most > 0;

    public string Label => $"documents.field.{Name}";

    /// <summary>How it is written in a template.</summary>
    public string Written => Shape switch
    {
        FieldShape.Value => $"{{{{{Name}}}}}",
        FieldShape.Flag => $"{{{{?{Name}}}}} … {{{{/}}}}",
        _ => $"{{{{#{Name}}}}} {string.Join(' ', Columns!.Select(c => $"{{{{{c.Name}}}}}"))} {{{{/{Name}}}}}",
    };
}

/// <summary>Names of all kinds of documents.</summary>
internal static class DocumentFields
{
    /// <summary>Column that holds a paragraph of a longer text.</summary>
    public const string Paragraph = "doan";

    public const int LongestLine = 300, LongestText = 8000;

    /// <summary>What the layout of every official document needs (Decree 30/2020).</summary>
    public static readonly DocumentField[] Heading =
    [
        Of("co_quan_chu_quan", "ỦY BAN NHÂN DÂN\nHUYỆN LONG PHÚ"), Of("co_quan_ban_hanh", "ỦY BAN NHÂN DÂN\nXÃ TRƯỜNG KHÁNH"), Of("so_ky_hieu", "12/QĐ-UBND"),
        Of("dia_danh", "Trường Khánh"),
        Of("ngay_thang", "ngày 05 tháng 10 năm 2024"), Of("ten_loai", "QUYẾT ĐỊNH"),
        Of("trich_yeu", "Về việc kiện toàn Tổ công nghệ số cộng đồng ấp Trường Thành B"),
        Of("tham_quyen", "Chủ tịch Ủy ban nhân dân xã Trường Khánh"), Of("co_quan", "Ủy ban nhân dân xã Trường Khánh"), Of("ten_don_vi", "xã Trường Khánh"),
        Of("ten_don_vi_day_du", "xã Trường Khánh, huyện Long Phú, tỉnh Sóc Trăng"), Of("quyen_han_ky", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
        Of("nguoi_ky", "Trần Văn Sông"),
        new("noi_nhan", FieldShape.Rows, "", Columns: [("noi", "- Như Điều 3;")]),
    ];

    public static readonly DocumentField[] Team =
    [
        Of("ten_to", "Tổ công nghệ số cộng đồng ấp Trường Thành B"), Of("dia_ban", "ấp Trường Thành B"),
        Of("dia_ban_day_du", "ấp Trường Thành B, xã Trường Khánh, huyện Long Phú, tỉnh Sóc Trăng"),
        Of("to_truong", "Thạch Siêng"), Of("so_thanh_vien", "7"), Of("so_noi_khmer", "3"), new("co_khmer", FieldShape.Flag, ""),
        new("thanh_vien", FieldShape.Rows, "", Columns:
        [
            ("stt", "1"), ("ho_ten", "Thạch Siêng"), ("nam_sinh", "1985"), ("chuc_vu", "Trưởng ấp"), ("vai_tro", "Tổ trưởng"), ("ngon_ngu", "Việt, Khmer"),
            ("dien_thoai", "0912 345 678"), ("ghi_chu", ""),
        ]),
    ];

    public static readonly DocumentField[] Unit =
    [
        Of("so_to", "7"), Of("so_thanh_vien", "49"), Of("so_noi_khmer", "21"), new("co_khmer", FieldShape.Flag, ""),
        new("cac_to", FieldShape.Rows, "",
            Columns: [("stt", "1"), ("ten", "Tổ công nghệ số cộng đồng ấp Trường Thành B"), ("dia_ban", "ấp Trường Thành B"), ("to_truong", "Thạch Siêng"),
            ("so_thanh_vien", "7")]),
    ];

    public static DocumentField Of(string name, string example) => new(name, FieldShape.Value, example);

    public static DocumentField Typed(string name, string example, bool needed = false) => new(name, FieldShape.Value, example, LongestLine, needed);

    public static DocumentField Text(string name, string example, bool needed = false) =>
        new(name, FieldShape.Paragraphs, "", LongestText, needed, [(Paragraph, example)]);
}
