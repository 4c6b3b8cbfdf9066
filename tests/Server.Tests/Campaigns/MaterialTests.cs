using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Campaigns.Bring;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Sync;
using TungNgo.Tests.Sync;

namespace TungNgo.Tests.Campaigns;

/// <summary>What teams take along, from the desk to the phones.</summary>
public sealed class MaterialTests
{
    [Fact]
    public async Task Words_guides_and_notices_reach_the_phones_of_those_who_go_out()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        var notice = await Notice.IssueAsync(village);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await CampaignOffice.DraftAsync(officer);
        Assert.Equal("", await SendAsync(officer, id, "point", new() { ["point-vi"] = "Không đưa mã OTP cho ai.", ["point-km"] = "កុំឱ្យលេខកូដ OTP" }));
        Assert.Equal("", await SendAsync(officer, id, "guide", new() { ["guide"] = "vneid2" }));
        Assert.Equal("", await SendAsync(officer, id, "bulletin", new() { ["bulletin"] = $"{notice.BulletinId}" }));
        Assert.Contains("đã có, hoặc đã đủ 20", await SendAsync(officer, id, "guide", new() { ["guide"] = "vneid2" }), StringComparison.Ordinal);
        Assert.Contains("Không tìm thấy", await SendAsync(officer, id, "guide", new() { ["guide"] = "khong-co" }), StringComparison.Ordinal);
        Assert.Contains("bằng tiếng Việt", await SendAsync(officer, id, "point", new() { ["point-vi"] = " ", ["point-km"] = "ខ្មែរ" }), StringComparison.Ordinal);
        Assert.NotEqual("", await SendAsync(officer, id, "point", new() { ["point-vi"] = new string('x', 201) }));
        Assert.NotEqual("", await SendAsync(officer, id, "point", new() { ["point-vi"] = "Gọi 093050001234" }));
        var items = await server.WithDbAsync(db => db.CampaignMaterial.AsNoTracking().OrderBy(m => m.Order).ToListAsync());
        Assert.Equal([MaterialKind.Point, MaterialKind.Guide, MaterialKind.Bulletin], items.Select(i => i.Kind));
        Assert.Equal("", await SendAsync(officer, id, $"raise-{items[2].Id:n}"));

        // A draft is nobody's but its office's.
        Assert.Empty((await PullAsync(phone)).Campaigns!);
        await CampaignOffice.SignAsync(server, id, Role.CommuneApprover, village.CommuneId);
        var pulled = await PullAsync(phone);
        var campaign = Assert.Single(pulled.Campaigns!);
        Assert.Equal(("Mười ngày 2024", new DateOnly(2024, 10, 1), new DateOnly(2024, 10, 10), "Chào bà con"), (campaign.Name, campaign.From, campaign.To, campaign.Talk["vi"]));
        Assert.Equal([village.TeamId], campaign.Teams);
        Assert.Equal("កុំឱ្យលេខកូដ OTP", Assert.Single(campaign.Points)["km"]);
        Assert.Equal([("bulletin", notice.VersionId), ("guide", village.ServiceIds["vneid2"])], campaign.Material.Select(m => (m.Kind, m.Id)));
        Assert.Contains("/t/", campaign.Material[0].Link, StringComparison.Ordinal);
        Assert.Null((await PullAsync(phone, pulled)).Campaigns);

        // Signed with the campaign are its own words; a guide may still go and come.
        Assert.NotEqual("", await SendAsync(officer, id, "point", new() { ["point-vi"] = "Mới" }));
        Assert.NotEqual("", await SendAsync(officer, id, $"leave-{items[0].Id:n}"));
        Assert.Equal("", await SendAsync(officer, id, $"leave-{items[1].Id:n}"));
        Assert.Single(Assert.Single((await PullAsync(phone, pulled)).Campaigns!).Material);

        // A notice that was called off is shown at no door.
        await server.WriteAsync((db, write) =>
        {
            db.Bulletins.Single(b => b.Id == notice.BulletinId).CancelledAt = write.Now;
            write.Changed(ChangeKind.Bulletin, notice.BulletinId);
        });
        Assert.Empty(Assert.Single((await PullAsync(phone, pulled)).Campaigns!).Material);
        Assert.Contains("Không còn hiệu lực", await CampaignOffice.PageAsync(officer, $"/campaigns/{id}"), StringComparison.Ordinal);

        server.Clock.Set(CampaignOffice.Before.AddDays(17));
        Assert.Empty((await PullAsync(phone)).Campaigns!);
    }

    [Fact]
    public async Task Nothing_of_another_office_is_attached_and_phones_of_other_teams_hear_of_nothing()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        var notice = await Notice.IssueAsync(village);
        var elsewhere = server.Services.GetRequiredService<AreaTree>().On(new(2024, 10, 1)).All.First(u => u.Tier == AreaTier.Commune && u.AreaId != village.CommuneId).AreaId;
        await server.WriteAsync((db, write) =>
        {
            var area = new Area { Id = write.NewId() };
            area.Versions.Add(new AreaVersion
            {
                Id = write.NewId(), AreaId = area.Id, Name = "Bên Cạnh", NameKey = SearchKey.Fold("ấp Bên Cạnh"), Kind = AreaKind.Hamlet, ParentId = elsewhere,
                ValidTo = new DateOnly(2025, 6, 30), RecordedAt = write.Now,
            });
            db.Areas.Add(area);
            write.Changed(ChangeKind.Area, area.Id);
        });
        using var foreign = await server.OfficialAsync(Role.CommuneOfficer, elsewhere);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var phone = await village.EnrolAsync(village.MemberId);
        var (id, own) = (await CampaignOffice.DraftAsync(foreign), await CampaignOffice.DraftAsync(officer));
        Assert.Contains("Không tìm thấy", await SendAsync(foreign, id, "bulletin", new() { ["bulletin"] = $"{notice.BulletinId}" }), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await foreign.GetAsync($"/campaigns/{own}/material")).StatusCode);
        Assert.Equal("", await SendAsync(officer, own, "point", new() { ["point-vi"] = "Một" }));
        var item = await server.WithDbAsync(db => db.CampaignMaterial.Select(m => m.Id).SingleAsync());
        Assert.Contains("Không tìm thấy", await SendAsync(foreign, id, "point", new() { ["item"] = $"{item}", ["point-vi"] = "Khác" }), StringComparison.Ordinal);

        // One that is still a draft is attached by nobody, its own office included.
        await server.WriteAsync((db, write) =>
        {
            db.Bulletins.Single(b => b.Id == notice.BulletinId).Approved = null;
            write.Changed(ChangeKind.Bulletin, notice.BulletinId);
        });
        Assert.Contains("Không tìm thấy", await SendAsync(officer, own, "bulletin", new() { ["bulletin"] = $"{notice.BulletinId}" }), StringComparison.Ordinal);
        await CampaignOffice.SignAsync(server, id, Role.CommuneApprover, elsewhere);
        Assert.Empty((await PullAsync(phone)).Campaigns!);
    }

    [Fact]
    public async Task Next_year_takes_along_what_was_taken_along_this_year_and_no_guest_and_no_idea()
    {
        await using var server = await TestServer.StartAsync(new DateTime(2026, 9, 25, 3, 0, 0, DateTimeKind.Utc));
        var province = server.AreaByCode("92");
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, province);
        var id = await CampaignOffice.DraftAsync(officer, 2026);
        Assert.Equal("", await SendAsync(officer, id, "point", new() { ["point-vi"] = "Không đưa mã OTP cho ai." }));
        Assert.Equal("", await SendAsync(officer, id, "guide", new() { ["guide"] = "vneid2" }));
        await CampaignOffice.SignAsync(server, id, Role.ProvinceApprover, province);
        Assert.Equal("", await CampaignOffice.SendAsync(officer, $"/campaigns/{id}", "copy"));
        var copy = await server.WithDbAsync(db => db.Campaigns.Where(c => c.CopiedFromId == id).Select(c => c.Id).SingleAsync());
        var (old, made) = await server.WithDbAsync(async db => (await db.CampaignMaterial.AsNoTracking().Where(m => m.CampaignId == id).OrderBy(m => m.Order).ToListAsync(),
            await db.CampaignMaterial.AsNoTracking().Where(m => m.CampaignId == copy).OrderBy(m => m.Order).ToListAsync()));
        Assert.Equal(old.Select(m => (m.Kind, m.SubjectId, m.Text.GetValueOrDefault("vi"))), made.Select(m => (m.Kind, m.SubjectId, m.Text.GetValueOrDefault("vi"))));
        Assert.Empty(old.Select(m => m.Id).Intersect(made.Select(m => m.Id)));
    }

    [Fact]
    public async Task Words_are_signed_by_somebody_else_than_who_took_one_away_and_then_keep_their_order()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        using var first = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await CampaignOffice.DraftAsync(first);
        foreach (var words in new[] { "Một", "Hai", "Ba" })
        {
            Assert.Equal("", await SendAsync(first, id, "point", new() { ["point-vi"] = words }));
        }

        var points = await server.WithDbAsync(db => db.CampaignMaterial.AsNoTracking().OrderBy(m => m.Order).ToListAsync());
        var second = await server.AddOfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using (var other = await server.SignInAsync(second))
        {
            Assert.Equal("", await SendAsync(other, id, $"leave-{points[2].Id:n}"));
        }

        Assert.Equal(second.Id, await server.WithDbAsync(db => db.Campaigns.Select(c => c.EditedById).SingleAsync()));
        Assert.Equal("", await SendAsync(first, id, $"raise-{points[1].Id:n}"));
        Assert.NotEqual(second.Id, await server.WithDbAsync(db => db.Campaigns.Select(c => c.EditedById).SingleAsync()));
        await CampaignOffice.SignAsync(server, id, Role.CommuneApprover, village.CommuneId);
        Assert.DoesNotContain($"raise-{points[0].Id:n}", await CampaignOffice.PageAsync(first, $"/campaigns/{id}/material"), StringComparison.Ordinal);
        Assert.Equal([points[1].Id, points[0].Id], await server.WithDbAsync(db => db.CampaignMaterial.OrderBy(m => m.Order).Select(m => m.Id).ToListAsync()));
    }

    private static Task<string> SendAsync(HttpClient officer, Guid id, string form, Dictionary<string, string>? fields = null) => CampaignOffice.SendAsync(officer, $"/campaigns/{id}/material", form, fields);

    private static Task<PullResponse> PullAsync(HttpClient phone, PullResponse? before = null) =>
        phone.GetAsync($"/api/sync/pull?after={before?.UpTo ?? 0}&have={string.Join(',', before?.Hamlets?.Select(h => h.Id) ?? [])}").ReadAsync<PullResponse>();
}
