using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Demo;
using TungNgo.Feed;
using TungNgo.Relays;
using TungNgo.Sendings;
using TungNgo.Teams;
using static Microsoft.Playwright.Assertions;

namespace TungNgo.BrowserTests;

/// <summary>A notice goes out to a team's community groups, and the phones of its members do not see each other for a day.</summary>
public sealed class RelayTests(Demo demo)
{
    [Fact]
    public async Task Two_phones_one_without_a_line_for_a_day_post_once_and_end_with_the_same_story()
    {
        var relays = await IssueAsync("Nhóm bà con thử", "Nhóm nông dân thử");
        await using var firstContext = await demo.PhoneAsync();
        await using var secondContext = await demo.PhoneAsync();
        var first = await PhoneApp.EnrolAsync(firstContext, DemoAccounts.MemberCode);
        var second = await PhoneApp.EnrolAsync(secondContext, DemoAccounts.LeaderCode);
        await first.SettleAsync();
        await second.SettleAsync();

        // Without a line: posted, killed, and still there. The card needs no line either.
        await firstContext.SetOfflineAsync(true);
        await OpenAsync(first, "Nhóm bà con thử");
        await Expect(first.Page.Locator("img.card-picture")).ToBeVisibleAsync();
        await first.Page.Locator(".action .main").ClickAsync();
        await Expect(first.Page.GetByText("đã đăng hôm nay")).ToBeVisibleAsync();
        first = await first.KillAndReopenAsync();
        await first.ExpectMarkAsync("1 chưa gửi");

        var clock = demo.Services.GetRequiredService<DemoClock>();
        try
        {
            clock.Show(KnownFigures.Day.AddDays(1));
            second = await second.KillAndReopenAsync();
            // The clock's shift comes with an answer: from the next start on the phone lives on the new day too.
            await second.Page.WaitForFunctionAsync("shift => document.cookie.includes(`tungngo-demo-shift=${shift}`)", $"{(long)clock.Shift.TotalMilliseconds}");
            second = await second.KillAndReopenAsync();
            foreach (var name in new[] { "Nhóm bà con thử", "Nhóm nông dân thử" })
            {
                await OpenAsync(second, name);
                await Expect(second.Page.GetByText("Đã quá hạn")).ToBeVisibleAsync();
                await second.Page.Locator(".action .main").ClickAsync();
                await Expect(second.Page.Locator(".action .main")).ToHaveCountAsync(0);
            }

            await second.ExpectMarkAsync("Đã gửi hết");
            await firstContext.SetOfflineAsync(false);
            await first.ExpectMarkAsync("Đã gửi hết");
            await first.GoAsync("news");
            await Expect(first.Page.GetByText("cũng đã đăng tin này vào nhóm")).ToBeVisibleAsync();
            await second.GoAsync("sync");
            await second.Page.Locator(".action .main").ClickAsync();
            await second.ExpectMarkAsync("Đã gửi hết");

            var rows = await ReadAsync(relays);
            Assert.All(rows, r => Assert.Equal(RelayState.Posted, r.State));
            Assert.NotEqual(rows[0].PostedBy, rows[1].PostedBy);
            Assert.True(rows[0].PostedAt < rows[1].PostedAt, "the post made without a line is the earlier one");
            var stories = new[] { await StoryAsync(first), await StoryAsync(second) };
            Assert.Equal(stories[0], stories[1]);
        }
        finally
        {
            clock.Show(KnownFigures.Day);
        }
    }

    /// <summary>What the phone says of the first group's post.</summary>
    private static async Task<string> StoryAsync(PhoneApp app)
    {
        await app.GoAsync("news");
        await app.Page.Locator(".heading").First.ClickAsync();
        var row = app.Page.Locator(".row", new() { HasText = "Nhóm bà con thử" }).First;
        var more = app.Page.Locator("section:has(.heading[aria-expanded=true]) .second.wide");
        await row.Or(more).First.WaitForAsync();
        if (!await row.IsVisibleAsync())
        {
            // Others have posted, too, since the demo is one for all.
            await more.ClickAsync();
        }

        await row.ClickAsync();
        // The list that is left has another card, of who has posted as well: that one is no paragraph.
        var story = app.Page.Locator("p.card", new() { HasText = "đã đăng" }).First;
        await Expect(story).ToBeVisibleAsync();
        return (await story.InnerTextAsync()).Split("đã đăng")[0];
    }

    private static async Task OpenAsync(PhoneApp app, string group)
    {
        await app.GoAsync("news");
        await app.Page.Locator(".row", new() { HasText = group }).First.ClickAsync();
        await app.Page.Locator(".action .main").WaitForAsync();
    }

    private async Task<List<Relay>> ReadAsync(List<Guid> ids)
    {
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var rows = await db.Relays.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync();
        return [.. ids.Select(id => rows.Single(r => r.Id == id))];
    }

    private async Task<List<Guid>> IssueAsync(params string[] groups)
    {
        await using var scope = demo.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var tree = scope.ServiceProvider.GetRequiredService<AreaTree>().On(KnownFigures.Day);
        var commune = tree.All.Single(a => a.Code == KnownFigures.TruongKhanh);
        var hamlet = tree.ChildrenOf(commune.AreaId).Single(h => h.Name == DemoAccounts.Hamlet);
        var team = await db.Teams.FirstAsync(t => t.AreaId == hamlet.AreaId && t.DissolvedOn == null);
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var (bulletin, version, sending, card) = (write.NewId(), write.NewId(), write.NewId(), write.NewId());
        var until = write.Now.AddDays(5);
        db.Bulletins.Add(new Bulletin { Id = bulletin, AreaId = commune.AreaId, Kind = "salt", Code = $"{bulletin:n}"[^8..], CreatedAt = write.Now, Author = "Nguyễn Thị Mai", Approved = 1 });
        db.BulletinVersions.Add(new BulletinVersion
        {
            At = write.Now, Id = version, BulletinId = bulletin, Number = 1, State = BulletinState.Approved, Urgency = Urgency.Emergency, Source = "Chi cục Thủy lợi", ValidFrom = write.Now.AddMinutes(-1), ValidTo = until,
            Audience = new Audience([hamlet.AreaId]).ToJson(),
        });
        db.BulletinTexts.Add(new BulletinText { VersionId = version, Language = "vi", Title = "Mặn lên cao", Body = "Đừng lấy nước từ chiều nay.", CardId = card });
        db.StoredFiles.Add(new StoredFile { Id = card, Name = "the.png", ContentType = "image/png", Content = Pixel, Hash = "00", At = write.Now });
        db.Sendings.Add(new Sending
        {
            Id = sending, BulletinId = bulletin, VersionId = version, AreaId = commune.AreaId, Kind = "salt", Audience = new Audience([hamlet.AreaId]).ToJson(), Chain = Chain.Emergency.ToJson(),
            State = SendingState.Running, CreatedAt = write.Now, PlannedAt = write.Now, NotBefore = write.Now, ValidTo = until,
        });
        List<Guid> relays = [];
        foreach (var name in groups)
        {
            var (group, relay) = (write.NewId(), write.NewId());
            db.ZaloGroups.Add(new ZaloGroup { Id = group, TeamId = team.Id, Name = name });
            db.Relays.Add(new Relay
            {
                Id = relay, SendingId = sending, VersionId = version, BulletinId = bulletin, GroupId = group, TeamId = team.Id, AreaId = team.AreaId, Language = "vi",
                CreatedAt = write.Now, DueAt = write.Now.AddHours(4),
            });
            write.Changed(ChangeKind.Relay, relay, team.AreaId);
            relays.Add(relay);
        }

        write.Audit("test.arrange", bulletin, hamlet.AreaId, null, null);
        await write.CommitAsync(CancellationToken.None);
        return relays;
    }

    private static byte[] Pixel => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
}
