using System.Net;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Tests.Portal;

/// <summary>What was told to a hamlet and then taken back keeps its place there, with its reason.</summary>
public sealed class CancelledNoticeTests
{
    [Fact]
    public async Task A_cancelled_notice_stays_on_the_hamlets_page_with_its_reason_for_as_long_as_it_would_have_held()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var bulletin = await village.PublishAsync("ABC234");
        var over = await village.PublishAsync("OLD234", (_, v) => v.ValidTo = v.ValidFrom.AddMinutes(30));
        var replaced = await village.PublishAsync("WAS234");
        await village.PublishAsync("NEW234", (_, v) => (v.Relation, v.RelatedId) = (BulletinRelation.Supersedes, replaced.Id));
        using var anybody = server.Anonymous();
        var page = $"/tin/{village.HamletId}";
        Assert.Contains("Đóng cống trước 18 giờ.", await ReadAsync(anybody, page), StringComparison.Ordinal);

        await server.WriteAsync((db, write) =>
        {
            foreach (var id in new[] { bulletin.Id, over.Id, replaced.Id })
            {
                var stopped = db.Bulletins.Single(b => b.Id == id);
                (stopped.CancelledAt, stopped.CancelledBy, stopped.CancelReason) = (write.Now, "Cán bộ xã", "Số đo nhầm trạm");
                write.Changed(ChangeKind.Bulletin, id);
            }
        });
        var after = await ReadAsync(anybody, page);
        var t = Texts.In("vi");
        Assert.Contains($"<a href=\"/t/ABC234\"><s>{Published.Title}</s></a>", after, StringComparison.Ordinal);
        Assert.Contains("Số đo nhầm trạm", after, StringComparison.Ordinal);
        Assert.Contains(t["portal.state.cancelled"], after, StringComparison.Ordinal);
        Assert.DoesNotContain("/t/OLD234", after, StringComparison.Ordinal);
        Assert.DoesNotContain("/t/WAS234", after, StringComparison.Ordinal);
        Assert.Contains("/t/NEW234", after, StringComparison.Ordinal);
        Assert.Contains("Số đo nhầm trạm", await ReadAsync(anybody, "/t/ABC234"), StringComparison.Ordinal);

        server.Clock.Advance(TimeSpan.FromDays(3));
        Assert.DoesNotContain("/t/ABC234", await ReadAsync(anybody, page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_a_hamlet_that_was_merged_leads_to_what_it_became_and_says_so()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.WriteAsync((db, write) =>
        {
            var day = write.Today;
            db.AreaVersions.Single(v => v.AreaId == village.OtherHamletId).ValidTo = day.AddDays(-1);
            db.Successions.Add(new Succession { Id = write.NewId(), FromId = village.OtherHamletId, ToId = village.HamletId, Kind = SuccessionKind.Merge, Date = day, LegalAct = "QĐ 1" });
            write.Changed(ChangeKind.Area, village.OtherHamletId);
        });
        using var anybody = server.Anonymous();
        using var moved = await anybody.GetAsync($"/tin/{village.OtherHamletId}?lang=km");
        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        var address = moved.Headers.Location!.OriginalString;
        Assert.StartsWith($"/tin/{village.HamletId}?", address, StringComparison.Ordinal);
        Assert.Contains("lang=km", address, StringComparison.Ordinal);
        Assert.Contains(Texts.In("km")["portal.became"], await ReadAsync(anybody, address), StringComparison.Ordinal);
        Assert.DoesNotContain(Texts.In("vi")["portal.became"], await ReadAsync(anybody, $"/tin/{village.HamletId}"), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(HttpClient client, string page) => WebUtility.HtmlDecode(await client.GetStringAsync(page));
}
