using System.Xml.Linq;
using static TungNgo.Documents.Shipped.Paper;

namespace TungNgo.Documents.Shipped;

/// <summary>
/// The templates that come with the product, made here and not kept as files: one can read in a difference what changed. Offices edit them in Word. Words
/// of Vietnamese documents, whatever language the console speaks.
/// </summary>
internal static class ShippedTemplates
{
    private static readonly int[] HeadWidths = [3855, 5500], EndWidths = [4655, 4700], MemberWidths = [750, 2550, 1000, 3055, 2000],
        FigureWidths = [750, 4105, 1300, 1400, 1800];
    private static readonly string[] MemberColumns = ["STT", "Họ và tên", "Năm sinh", "Chức vụ, công việc", "Vai trò trong tổ"];
    private static readonly string[] MemberCells = ["{{#thanh_vien}}{{stt}}", "{{ho_ten}}", "{{nam_sinh}}", "{{chuc_vu}}", "{{vai_tro}}{{/thanh_vien}}"];

    public static byte[] Of(DocumentKind kind) => Package.Of(kind.Code switch
    {
        DocumentKind.Decision => Decision(),
        DocumentKind.MemberList => MemberList(),
        DocumentKind.Plan => Plan(),
        DocumentKind.Minutes => Minutes(),
        DocumentKind.Report => Report(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    });

    private static IEnumerable<XElement> Decision() =>
    [
        .. Head(), P("{{ten_loai}}", Look.Title with { Before = 12 }), P("{{trich_yeu}}", Look.Title), Rule(3500, 3500),
        P("{{tham_quyen}}", Look.Title with { Before = 12, After = 12, Caps = true }),
        .. Text("can_cu", Look.Cited),
        P("QUYẾT ĐỊNH:", Look.Title with { Before = 6, After = 6 }),
        P("*Điều 1.* {{?quyet_dinh_cu}}Kiện toàn{{/}}{{!quyet_dinh_cu}}Thành lập{{/}} {{ten_to}} gồm {{so_thanh_vien}} thành viên, "
            + "hoạt động tại {{dia_ban_day_du}} (có danh sách kèm theo)."
            + "{{?nhiem_ky}} Nhiệm kỳ hoạt động: {{nhiem_ky}}.{{/}}"),
        P("*Điều 2.* Nhiệm vụ của Tổ:"), .. Text("nhiem_vu"),
        P("*Điều 3.* Quyết định này có hiệu lực kể từ ngày ký{{?quyet_dinh_cu}} và thay thế Quyết định {{quyet_dinh_cu}}{{/}}."),
        .. Text("thi_hanh"), .. End(),
        P("Phụ lục", Look.Title with { NewPage = true }), P("DANH SÁCH THÀNH VIÊN", Look.Title), P("{{ten_to}}", Look.Title),
        P("(Kèm theo Quyết định số {{so_ky_hieu}} {{ngay_thang}} của {{tham_quyen}})", new(Side.Center, Italic: true, Indent: false, After: 2)),
        Rule(3500, 3500), P("", Look.Block), Members(), P("", Look.Block),
    ];

    private static IEnumerable<XElement> MemberList() =>
    [
        .. Head(), .. Named(), P("{{?theo_quyet_dinh}}(Theo Quyết định {{theo_quyet_dinh}}){{/}}", new(Side.Center, Italic: true, Indent: false)),
        P("", Look.Block), Members(),
        P("Tổng số: {{so_thanh_vien}} thành viên{{?co_khmer}}, trong đó {{so_noi_khmer}} người nói được tiếng Khmer{{/}}.", Look.Text with { Before = 8 }),
        .. End(),
    ];

    private static IEnumerable<XElement> Plan() =>
    [
        .. Head(), .. Named(), .. Text("mo_dau"),
        P("I. MỤC ĐÍCH, YÊU CẦU", Look.Head), P("1. Mục đích", Look.Head), .. Text("muc_dich"),
        P("{{?yeu_cau}}2. Yêu cầu{{/}}", Look.Head), .. Text("yeu_cau"),
        P("II. NỘI DUNG", Look.Head), .. Text("noi_dung"),
        P("{{?co_khmer}}Ở địa bàn có đồng bào Khmer, các tổ tuyên truyền, hướng dẫn bằng tiếng Việt và tiếng Khmer; "
            + "hiện có {{so_noi_khmer}} thành viên nói được tiếng Khmer.{{/}}"),
        P("III. THỜI GIAN, LỰC LƯỢNG VÀ KINH PHÍ", Look.Head), P("1. Thời gian, địa điểm", Look.Head), .. Text("thoi_gian"),
        P("2. Lực lượng", Look.Head), P("{{so_to}} tổ công nghệ số cộng đồng với {{so_thanh_vien}} thành viên:"),
        Grid([750, 4605, 2600, 1400], (["STT", "Tên tổ", "Tổ trưởng", "Số thành viên"], true),
            (["{{#cac_to}}{{stt}}", "{{ten}}", "{{to_truong}}", "{{so_thanh_vien}}{{/cac_to}}"], false)),
        P("{{?kinh_phi}}3. Kinh phí{{/}}", Look.Head), .. Text("kinh_phi"),
        P("IV. TỔ CHỨC THỰC HIỆN", Look.Head), .. Text("thuc_hien"), .. End(),
    ];

    private static IEnumerable<XElement> Minutes() =>
    [
        .. Head(), .. Named(),
        P("*Thời gian bắt đầu:* {{gio_bat_dau}}, {{ngay_thang}}."), P("*Địa điểm:* {{dia_diem}}."), P("*Thành phần tham dự:*"), .. Text("thanh_phan"),
        P("{{?vang_mat}}*Vắng mặt:* {{vang_mat}}.{{/}}"),
        P("*Chủ trì (chủ tọa):* {{chu_toa}}."), P("*Thư ký (người ghi biên bản):* {{thu_ky}}."),
        P("I. NỘI DUNG", Look.Head), .. Text("noi_dung"), P("II. KẾT LUẬN", Look.Head), .. Text("ket_luan"),
        P("Cuộc họp kết thúc vào {{gio_ket_thuc}}, {{ngay_thang}}. Biên bản đã được đọc lại cho những người có mặt cùng nghe và thống nhất./.",
            Look.Text with { After = 12 }),
        Beside(EndWidths, [[Signed("THƯ KÝ", "{{thu_ky}}"), Signed("CHỦ TỌA", "{{chu_toa}}")]]), .. Recipients(),
    ];

    private static IEnumerable<XElement> Report() =>
    [
        .. Head(), .. Named(), P("{{?ky_bao_cao}}(Kỳ báo cáo: {{ky_bao_cao}}){{/}}", new(Side.Center, Italic: true, Indent: false)),
        P("I. KẾT QUẢ", Look.Head), .. Text("ket_qua"), P("{{?chi_tieu}}Số liệu cụ thể:{{/}}", Look.Text with { Keep = true }),
        Grid(FigureWidths, (["{{?chi_tieu}}STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả", "Ghi chú{{/}}"], true),
            (["{{#chi_tieu}}{{stt}}", "{{ten}}", "{{don_vi_tinh}}", "{{gia_tri}}", "{{ghi_chu}}{{/chi_tieu}}"], false)),
        P("II. KHÓ KHĂN, VƯỚNG MẮC", Look.Head), P("{{!ton_tai}}Không có.{{/}}"), .. Text("ton_tai"),
        P("III. PHƯƠNG HƯỚNG", Look.Head), .. Text("phuong_huong"),
        P("{{?kien_nghi}}IV. KIẾN NGHỊ, ĐỀ XUẤT{{/}}", Look.Head), .. Text("kien_nghi"), .. End(),
    ];

    /// <summary>Both blocks above, with their lines, then number, place and day.</summary>
    private static XElement[] Head() =>
    [
        Beside(HeadWidths,
            [
                [P("{{co_quan_chu_quan}}", Look.Block with { Size = 12 }), P("{{co_quan_ban_hanh}}", Look.Block with { Size = 12, Bold = true }),
                    Rule(1250, 1250)],
                [P("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look.Block with { Size = 12, Bold = true }),
                    P("Độc lập - Tự do - Hạnh phúc", Look.Block with { Bold = true }), Rule(1170, 1170)],
            ],
            [[P("Số: {{so_ky_hieu}}", Look.Block with { Before = 4 })], [P("{{dia_danh}}, {{ngay_thang}}", Look.Block with { Italic = true, Before = 4 })]]),
    ];

    private static XElement[] Named() =>
        [P("{{ten_loai}}", Look.Title with { Before = 12 }), P("{{trich_yeu}}", Look.Title), Rule(3500, 3500), P("", Look.Block)];

    /// <summary>A text of several paragraphs.</summary>
    private static XElement[] Text(string name, Look? look = null) => [P($"{{{{#{name}}}}}", look), P("{{doan}}", look), P($"{{{{/{name}}}}}", look)];

    private static XElement Members() => Grid(MemberWidths, (MemberColumns, true), (MemberCells, false));

    private static XElement[] End() => [Beside(EndWidths, [[Recipients(), Signed("{{quyen_han_ky}}", "{{nguoi_ky}}")]])];

    private static XElement[] Recipients()
    {
        var line = new Look(Side.Left, 11, Indent: false, After: 0);
        return [P("Nơi nhận:", line with { Size = 12, Bold = true, Italic = true, Before = 12 }), P("{{#noi_nhan}}", line), P("{{noi}}", line), P("{{/noi_nhan}}", line)];
    }

    /// <summary>With room for the signature and the seal.</summary>
    private static XElement[] Signed(string office, string name) =>
        [P(office, Look.Block with { Size = 14, Bold = true, Before = 12 }), P(name, Look.Block with { Size = 14, Bold = true, Before = 84 })];
}
