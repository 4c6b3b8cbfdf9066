using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Answers;
using TungNgo.Reach;
using TungNgo.Sync;

namespace TungNgo.Tests.Sync;

/// <summary>From the farmer who says what he did to the officer who reads how many did.</summary>
public sealed class AnswerTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private Notice notice = null!;
    private HttpClient phone = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync();
        village = await Village.BuildAsync(server);
        phone = await village.EnrolAsync(village.MemberId);
        notice = await Notice.IssueAsync(village);
    }

    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_a_member_hears_is_on_the_phones_and_in_the_reach()
    {
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.Equal([new WireAnswer(village.Households[0].Id, null)], Assert.Single(pull.News!.Asked).Households);
        Assert.Equal("applied", (await phone.PushAsync(Said(0, "both"))).Single().Result);
        var after = await phone.GetAsync($"/api/sync/pull?after={pull.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.Equal("both", Assert.Single(Assert.Single(after.News!.Asked).Households).Acted);

        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var reach = await officer.GetAsync($"/api/bulletins/{notice.BulletinId}/reach").ReadAsync<ReachAnswer>();
        Assert.Equal(new AnswerSums(1, 1, 1, 1, 0, 0), reach.Answers);
    }

    [Fact]
    public async Task The_last_word_holds_by_when_it_was_said_and_not_by_when_it_came()
    {
        var early = Said(0, "notYet");
        server.Clock.Advance(TimeSpan.FromMinutes(10));
        var late = Said(0, "closed");
        Assert.All(await phone.PushAsync(late, early, late), r => Assert.Contains(r.Result, new[] { "applied", "alreadyApplied" }));
        Assert.Equal(Acted.Closed, await server.WithDbAsync(db => db.NoticeAnswers.Select(a => a.Acted).SingleAsync()));
    }

    [Fact]
    public async Task Only_households_that_the_warning_is_for_are_asked()
    {
        Assert.Equal("sync.answer-unknown", (await phone.PushAsync(Said(1, "closed"))).Single().Code);
        Assert.Equal("invalid", (await phone.PushAsync(Said(0, "perhaps"))).Single().Code);
        await server.WriteAsync((db, write) => db.BulletinVersions.Single().Relation = TungNgo.Bulletins.BulletinRelation.AllClear);
        Assert.Equal("sync.answer-unknown", (await phone.PushAsync(Said(0, "closed"))).Single().Code);
    }

    [Fact]
    public async Task On_the_public_page_it_is_counted_by_hamlet_and_beside_the_households()
    {
        var code = await server.WithDbAsync(db => db.Bulletins.Select(b => b.Code).SingleAsync());
        using var anybody = server.Anonymous();
        var page = await anybody.GetStringAsync(new Uri($"/t/{code}/da-lam", UriKind.Relative));
        Assert.Contains("Đã trữ nước ngọt", page, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, await AnswerAsync(anybody, code, "stored", village.HamletId));
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, await AnswerAsync(anybody, code, "notYet", village.HamletId));
        Assert.Equal(2, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "bulletin.answer-page")));
        // Nothing chosen, and a place that had no warning.
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, await AnswerAsync(anybody, code, "", village.HamletId));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, await AnswerAsync(anybody, code, "stored", Guid.CreateVersion7()));

        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var reach = await officer.GetAsync($"/api/bulletins/{notice.BulletinId}/reach").ReadAsync<ReachAnswer>();
        Assert.Equal(new AnswerSums(0, 0, 0, 0, 2, 1), reach.Answers);
    }

    private static async Task<System.Net.HttpStatusCode> AnswerAsync(HttpClient client, string code, string said, Guid hamlet)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["lam"] = said, ["ap"] = $"{hamlet}" });
        return (await client.PostAsync(new Uri($"/t/{code}/da-lam", UriKind.Relative), form)).StatusCode;
    }

    private Mutation Said(int door, string acted) =>
        village.Mutate("notice.answer") with { Answer = new PushAnswer(village.Households[door].Id, notice.VersionId, acted, "door") };
}
