using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Documents.Writing;

/// <summary>
/// What a form proposes, to be read and changed by whoever signs: grounds, duties and phrases as offices write them. Vietnamese, as the document.
/// </summary>
internal sealed class FirstWords(AreaTree areas)
{
    /// <summary>Law 72/2025/QH15 took the place of the one of 2015.</summary>
    private static readonly DateOnly NewLaw = new(2025, 6, 16);

    /// <summary>From then on Decree 55/2025 gives digital transformation to another department.</summary>
    private static readonly DateOnly NewDepartment = new(2025, 3, 1);

    private const string Duties = """
        1. Tuyên truyền chủ trương của Đảng, chính sách, pháp luật của Nhà nước, kế hoạch và kết quả chuyển đổi số đến từng hộ dân.
        2. Hướng dẫn người dân cài đặt, sử dụng các nền tảng số, dịch vụ công trực tuyến, thanh toán không dùng tiền mặt và các kỹ năng số cơ bản.
        3. Hỗ trợ hộ sản xuất, kinh doanh đưa sản phẩm lên sàn thương mại điện tử.
        4. Tiếp nhận phản ánh, nhu cầu hỗ trợ của người dân, chuyển cơ quan có thẩm quyền giải quyết.
        """;

    public Dictionary<string, string> OfTeam(DocumentKind kind, TeamFile file, DateOnly day, Guid issuer)
    {
        var (team, unit) = (file.Team, Named(issuer, day));
        var reform = team.DecisionNumber is not null && team.DecisionDate < day;
        var decided = team.DecisionNumber is { } number ? $"số {number}{(team.DecisionDate is { } at ? $" {Formats.DocumentDay(at)}" : "")}" : "";
        var words = Signed($"Như Điều 3;\nThường trực Đảng ủy, HĐND {unit};\nLưu: VT.");
        switch (kind.Code)
        {
            case DocumentKind.Decision:
                words[DocumentInput.Subject] = $"Về việc {(reform ? "kiện toàn" : "thành lập")} {team.Name}";
                words["can_cu"] = $"""
                    Căn cứ Luật Tổ chức chính quyền địa phương ngày {(day < NewLaw ? "19 tháng 6 năm 2015" : "16 tháng 6 năm 2025")};
                    Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ phê duyệt “Chương trình Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030”;
                    Căn cứ Công văn số 793/BTTTT-THH ngày 05 tháng 3 năm 2022 của Bộ Thông tin và Truyền thông về hướng dẫn triển khai thí điểm Tổ công nghệ số cộng đồng;
                    Theo đề nghị của công chức Văn hóa - Xã hội {unit}.
                    """;
                words["quyet_dinh_cu"] = reform ? decided : "";
                words["nhiem_ky"] = team is { TermFrom: { } from, TermTo: { } to } && to > day ? $"từ ngày {Formats.Day(from)} đến ngày {Formats.Day(to)}" : "";
                words["nhiem_vu"] = Duties;
                words["thi_hanh"] = $"Văn phòng Ủy ban nhân dân {unit}, các cơ quan, đơn vị liên quan và các cá nhân có tên trong danh sách chịu trách nhiệm "
                    + "thi hành Quyết định này./.";
                break;
            case DocumentKind.MemberList:
                words[DocumentInput.Subject] = $"Thành viên {team.Name}";
                words["theo_quyet_dinh"] = decided;
                words[DocumentInput.Recipients] = $"Sở {(day < NewDepartment ? "Thông tin và Truyền thông" : "Khoa học và Công nghệ")};\nLưu: VT.";
                break;
            default:
                words[DocumentInput.Subject] = $"Họp {team.Name}";
                words["thanh_phan"] = string.Join('\n',
                    file.On(day).OrderByDescending(s => s.Seat.Role).Select(s => $"- {s.Person.Name}, {TeamWords.Role(s.Seat.Role, Texts.In("vi"))};"));
                words["chu_toa"] = file.LeaderOn(day)?.Person.Name ?? "";
                words[DocumentInput.Recipients] = $"UBND {unit};\nThành viên Tổ;\nLưu: VT.";
                words[DocumentInput.SignerTitle] = "Chủ tọa";
                words[DocumentInput.Signer] = words["chu_toa"];
                break;
        }

        return words;
    }

    public Dictionary<string, string> OfUnit(DocumentKind kind, Guid areaId, DateOnly day, DocumentData unit)
    {
        var (named, tier) = (Named(areaId, day), areas.On(day).Find(areaId)?.Tier);
        var words = Signed($"{(tier == AreaTier.Province ? "Ủy ban nhân dân các xã, phường" : "Các tổ công nghệ số cộng đồng")};\nLưu: VT.");
        words[DocumentInput.Form] = $"{SignForm.OnBehalf}";
        if (kind.Code == DocumentKind.Plan)
        {
            words[DocumentInput.Subject] = $"Hoạt động của các tổ công nghệ số cộng đồng {named} năm {day.Year}";
            words["mo_dau"] = $"Thực hiện Công văn số 793/BTTTT-THH ngày 05 tháng 3 năm 2022 của Bộ Thông tin và Truyền thông, "
                + $"Ủy ban nhân dân {named} ban hành Kế hoạch hoạt động của các tổ công nghệ số cộng đồng như sau:";
        }
        else
        {
            var whole = tier switch { AreaTier.Province => "toàn tỉnh", AreaTier.District => "toàn huyện", _ => "toàn " + named.Split(' ')[0] };
            words[DocumentInput.Subject] = $"Kết quả hoạt động của các tổ công nghệ số cộng đồng {named}";
            words["ky_bao_cao"] = $"tháng {day.Month} năm {day.Year}";
            words["ket_qua"] = $"Đến {Formats.DocumentDay(day)}, {whole} có {unit.Fields["so_to"]} tổ công nghệ số cộng đồng với "
                + $"{unit.Fields["so_thanh_vien"]} thành viên, trong đó {unit.Fields["so_noi_khmer"]} thành viên nói được tiếng Khmer.";
        }

        return words;
    }

    private static Dictionary<string, string> Signed(string recipients) => new(StringComparer.Ordinal)
    {
        [DocumentInput.Form] = $"{SignForm.Self}", [DocumentInput.SignerTitle] = "Chủ tịch", [DocumentInput.Recipients] = recipients,
    };

    private string Named(Guid areaId, DateOnly day) => areas.On(day).Find(areaId) is { } unit ? DocumentHeading.InText(unit) : "";
}
