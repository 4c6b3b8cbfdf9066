using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Areas.Reorganise;
using TungNgo.Web;

namespace TungNgo.Tests.Reports;

/// <summary>Open reports and targets in a reorganisation: seen before it, carried by it, taken back with it.</summary>
public sealed class ReorganisedReportsTests
{
    private const string Targets = "areas.affected.targets.open", Carry = "areas.affected.targets.carry", End = "areas.affected.targets.end";

    [Theory]
    [InlineData(Carry)]
    [InlineData(End)]
    public async Task Each_open_report_has_an_owner_and_targets_follow_or_end_as_was_chosen(string chosen)
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2025, 8, 18, 3, 0, 0, DateTimeKind.Utc)));
        var (server, commune, neighbour) = (offices.Server, offices.Village.CommuneId, offices.Server.AreaByCode("31645"));
        await ReportOffices.BeginAsync(offices.Officer, commune, "2025-MA8");
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("92"));
        foreach (var (area, value) in new[] { (commune, "300"), (neighbour, "200") })
        {
            using var set = await province.SubmitAsync($"/indicators/HO_DA_GAP?area={area}&period=2025-M12", "target", new() { ["target"] = value, ["spread"] = "None" });
            Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        }

        var id = Guid.CreateVersion7();
        var made = Guid.CreateVersion7();
        await server.WriteAsync((db, write) => db.Reorganisations.Add(new Reorganisation
        {
            Id = id, AreaId = server.AreaByCode("92"), Title = "Gộp hai xã", Act = "NQ 1", Day = new(2025, 9, 1), Author = "test", CreatedAt = write.Now,
            Steps = [new(StepKind.Merge, [commune, neighbour], AreaKind.Commune, "Trường Hậu", Parent: offices.Above, New: made)],
            Chosen = new() { [Targets] = chosen, ["areas.affected.accounts.heir"] = "areas.affected.accounts.give" },
        }));
        var page = WebUtility.HtmlDecode(await province.GetStringAsync($"/areas/reorganise/{id}"));
        Assert.Contains("2025-MA8 → Xã Trường Hậu", page, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")[Targets, 2], page, StringComparison.Ordinal);

        await ConfirmAsync(province, id, "apply");
        var carried = await server.WithDbAsync(db => db.Targets.AsNoTracking().Where(t => t.AreaId == made).ToListAsync());
        Assert.Equal(chosen == Carry ? [500m] : [], carried.Select(t => t.Value));

        // What was carried does not hold the undoing up; what somebody sets on the new map does.
        await ConfirmAsync(province, id, "undo");
        Assert.Equal(ReorganisationState.Undone, (await server.WithDbAsync(db => db.Reorganisations.AsNoTracking().SingleAsync(r => r.Id == id))).State);
        Assert.Equal(2, await server.WithDbAsync(db => db.Targets.CountAsync()));
    }

    private static async Task ConfirmAsync(HttpClient official, Guid set, string form)
    {
        var edition = System.Text.RegularExpressions.Regex.Match(await official.GetStringAsync($"/areas/reorganise/{set}"), "name=\"edition\" value=\"(\\d+)\"").Groups[1].Value;
        using var answer = await official.SubmitAsync($"/areas/reorganise/{set}", form, new() { ["edition"] = edition });
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{form}: {text}");
    }
}
