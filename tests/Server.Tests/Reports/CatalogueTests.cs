using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;

namespace TungNgo.Tests.Reports;

public sealed class CatalogueTests
{
    [Fact]
    public async Task The_province_adds_edits_and_is_told_what_a_formula_cannot_be()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        async Task<string?> RefusedAsync(string from, string unit)
        {
            using var answer = await officer.SubmitAsync("/indicators/new", "indicator", Fields("NHOM_MOI_TO", from, unit));
            return answer.StatusCode == HttpStatusCode.Redirect ? null : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }

        Assert.Contains("Không đọc được công thức", await RefusedAsync("[NHOM_ZALO] /", "nhóm/tổ"), StringComparison.Ordinal);
        Assert.Contains("Không có chỉ tiêu GI_DO", await RefusedAsync("[NHOM_ZALO] / [GI_DO]", "nhóm/tổ"), StringComparison.Ordinal);
        Assert.Contains("Đơn vị tính không khớp", await RefusedAsync("[NHOM_ZALO] / [TO]", "%"), StringComparison.Ordinal);
        Assert.Contains("quay vòng", await RefusedAsync("[NHOM_MOI_TO] / [TO]", "nhóm/tổ"), StringComparison.Ordinal);
        Assert.Null(await RefusedAsync("[NHOM_ZALO] / [TO]", "nhóm/tổ"));
        Assert.Contains("Mã NHOM_MOI_TO đã có", await RefusedAsync("[NHOM_ZALO] / [TO]", "nhóm/tổ"), StringComparison.Ordinal);

        // An edit is the next version: the year before keeps its own.
        var edit = Fields("NHOM_MOI_TO", "[NHOM_ZALO] / [TO]", "nhóm/tổ");
        (edit["Form.Version"], edit["Form.FirstYear"], edit["Form.Name[vi]"]) = ("1", "2025", "Nhóm Zalo bình quân một tổ");
        using var saved = await officer.SubmitAsync("/indicators/NHOM_MOI_TO/edit", "indicator", edit);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("Nhóm mỗi tổ", WebUtility.HtmlDecode(await officer.GetStringAsync("/indicators/NHOM_MOI_TO?period=2024-M9")), StringComparison.Ordinal);
        Assert.Contains("Nhóm Zalo bình quân một tổ", WebUtility.HtmlDecode(await officer.GetStringAsync("/indicators/NHOM_MOI_TO?period=2025-M1")), StringComparison.Ordinal);
        using var stale = await officer.SubmitAsync("/indicators/NHOM_MOI_TO/edit", "indicator", edit);
        Assert.NotEqual(HttpStatusCode.Redirect, stale.StatusCode);
        Assert.Equal(2, await server.WithDbAsync(db => db.Indicators.CountAsync(i => i.Code == "NHOM_MOI_TO")));

        using var commune = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var refused = await commune.GetAsync("/indicators/new");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static Dictionary<string, string> Fields(string code, string from, string unit) => new()
    {
        ["Form.Code"] = code, ["Form.Version"] = "0", ["Form.Name[vi]"] = "Nhóm mỗi tổ", ["Form.Definition[vi]"] = "Nhóm chia tổ.", ["Form.Unit[vi]"] = unit, ["Form.Kind"] = "Ratio",
        ["Form.Origin"] = "Formula", ["Form.AreaRule"] = "Sum", ["Form.Qualifier"] = "Exact", ["Form.Direction"] = "Up", ["Form.Decimals"] = "1", ["Form.FirstYear"] = "2024", ["Form.From"] = from,
    };
}
