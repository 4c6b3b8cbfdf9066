using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Answers;
using TungNgo.Contacts;
using TungNgo.Help;
using TungNgo.Households;

namespace TungNgo.Tests.Households;

/// <summary>What belongs to a duplicate is the household's that it is, and its own again when the merging is taken back.</summary>
public sealed class MergedBelongingsTests
{
    [Fact]
    public async Task Consents_crops_contacts_and_requests_go_with_a_merging_and_come_back()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (survivor, duplicate) = (village.Households[0].Id, village.Households[1].Id);
        await OwnAsync(server, duplicate, "contact", "rice", "zalo-1");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);

        await MergeAsync(officer, survivor, duplicate);
        Assert.Equal(["contact", "rice", "zalo-1", "help", "answer"], await BelongingsAsync(server, survivor));

        await UnmergeAsync(server, officer, survivor);
        Assert.Empty(await BelongingsAsync(server, survivor));
        Assert.Equal(["contact", "rice", "zalo-1", "help", "answer"], await BelongingsAsync(server, duplicate));
    }

    [Fact]
    public async Task The_last_word_of_either_stands_and_a_refusal_after_the_merging_holds_for_both()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var (survivor, duplicate) = (village.Households[0].Id, village.Households[1].Id);
        await OwnAsync(server, survivor, "contact", "fruit", "zalo-2");
        server.Clock.Advance(TimeSpan.FromHours(1));
        await OwnAsync(server, duplicate, "contact", "fruit", "zalo-3");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        await WithdrawAsync(server, officer, duplicate);

        await MergeAsync(officer, survivor, duplicate);
        Assert.DoesNotContain("contact", await BelongingsAsync(server, survivor));

        await server.WithDbAsync(db => db.Consents.Where(c => c.HouseholdId == duplicate).ExecuteDeleteAsync());
        await UnmergeAsync(server, officer, survivor);
        await OwnAsync(server, duplicate, "store", "salt", "zalo-4");
        await MergeAsync(officer, survivor, duplicate);
        await WithdrawAsync(server, officer, survivor);
        await UnmergeAsync(server, officer, survivor);
        Assert.DoesNotContain("store", await BelongingsAsync(server, duplicate));
    }

    private static Task OwnAsync(TestServer server, Guid household, string purpose, string crop, string address) => server.WriteAsync((db, write) =>
    {
        db.Consents.Add(new Consent
        {
            Id = write.NewId(), HouseholdId = household, Purpose = purpose, Method = "spoken", Language = "vi", By = "Kim Thị Út", At = write.Now,
        });
        db.HouseholdCrops.Add(new HouseholdCrop { Id = write.NewId(), HouseholdId = household, Crop = crop, SaidAt = write.Now });
        db.ContactPoints.Add(new ContactPoint { Id = write.NewId(), HouseholdId = household, Kind = ContactKind.Zalo, Address = address, AddedAt = write.Now });
        db.HelpRequests.Add(new HelpRequest
        {
            Id = write.NewId(), HouseholdId = household, LookupCode = $"{write.NewId():n}"[..8] + address, From = HelpRequest.Door, At = write.Now, DueAt = write.Now,
        });
        db.NoticeAnswers.Add(new NoticeAnswer { MatterId = write.NewId(), HouseholdId = household, Acted = Acted.Closed, Way = AnswerWay.Door, At = write.Now, By = "Kim Thị Út" });
    });

    private static async Task<List<string>> BelongingsAsync(TestServer server, Guid household) => await server.WithDbAsync(async db =>
    {
        var own = await db.Consents.Where(c => c.HouseholdId == household && c.WithdrawnAt == null).Select(c => c.Purpose).ToListAsync();
        own.AddRange(await db.HouseholdCrops.Where(c => c.HouseholdId == household && c.EndedOn == null).Select(c => c.Crop).ToListAsync());
        own.AddRange(await db.ContactPoints.Where(c => c.HouseholdId == household).Select(c => c.Address).ToListAsync());
        own.AddRange(await db.HelpRequests.Where(r => r.HouseholdId == household).Select(_ => "help").ToListAsync());
        own.AddRange(await db.NoticeAnswers.Where(a => a.HouseholdId == household && db.Households.Any(h => h.Id == household && h.MergedIntoId == null)).Select(_ => "answer").ToListAsync());
        return own;
    });

    private static async Task MergeAsync(HttpClient officer, Guid survivor, Guid duplicate)
    {
        using var done = await officer.SubmitAsync($"/households/{survivor}/merge?with={duplicate}", "merge", new() { ["with"] = $"{duplicate}" });
        Assert.Equal(System.Net.HttpStatusCode.Redirect, done.StatusCode);
    }

    private static async Task UnmergeAsync(TestServer server, HttpClient officer, Guid survivor)
    {
        var merging = await server.WithDbAsync(db => db.HouseholdMergings.Where(m => m.SurvivorId == survivor && m.UndoneAt == null).Select(m => m.Id).SingleAsync());
        using var done = await officer.SubmitAsync($"/households/{survivor}", $"unmerge-{merging:n}");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, done.StatusCode);
    }

    /// <summary>Withdraws the household's last consent at the desk.</summary>
    private static async Task WithdrawAsync(TestServer server, HttpClient officer, Guid household)
    {
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var consent = await server.WithDbAsync(db =>
            db.Consents.Where(c => c.HouseholdId == household && c.WithdrawnAt == null).OrderByDescending(c => c.At).Select(c => c.Id).FirstAsync());
        using var done = await officer.SubmitAsync($"/households/{household}", $"withdraw-{consent:n}");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, done.StatusCode);
    }
}
