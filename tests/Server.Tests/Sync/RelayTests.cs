using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Relays;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Tests.Sendings;

namespace TungNgo.Tests.Sync;

/// <summary>From an approved notice to "posted", whatever the line, the order and the other phones do.</summary>
public sealed class RelayTests
{
    [Fact]
    public async Task A_relay_reaches_the_phone_with_text_and_card_and_its_post_comes_back()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var first = await PullAsync(phone, village, 0);
        Assert.Empty(first.News!.Relays);
        var notice = await Notice.IssueAsync(village);

        var pull = await PullAsync(phone, village, first.UpTo);
        var bulletin = Assert.Single(pull.News!.Bulletins);
        Assert.Equal((notice.VersionId, "valid", 1, "Chi cục Thủy lợi"), (bulletin.Id, bulletin.State, bulletin.Urgency, bulletin.Source));
        Assert.Equal(["km", "vi"], bulletin.Texts.Select(t => t.Language));
        var relay = Assert.Single(pull.News.Relays);
        Assert.Equal(("open", "km", "Bà con ấp Trường Thành B", "https://zalo.me/g/abc123", 40), (relay.State, relay.Language, relay.Group, relay.Link, relay.People));
        Assert.Equal([village.Households[0].Id], Assert.Single(pull.News.Tellings).Households);
        Assert.Equal(Notice.Card, await phone.GetByteArrayAsync($"/api/sync/media/{notice.CardId}"));
        Assert.Null((await PullAsync(phone, village, pull.UpTo)).News);

        var post = notice.Post(village);
        Assert.Equal(["applied", "alreadyApplied"], (await phone.PushAsync(post, post)).Select(r => r.Result));
        var after = (await PullAsync(phone, village, pull.UpTo)).News!.Relays.Single();
        Assert.Equal(("posted", village.MemberId), (after.State, after.PostedBy));
        Assert.Single(await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "relay.posted" && a.EntityId == notice.RelayId).ToListAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_posts_the_earlier_one_stands_in_either_order_and_the_later_member_is_told(bool reversed)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(village.LeaderId);
        var notice = await Notice.IssueAsync(village);
        var early = notice.Post(village);
        server.Clock.Advance(TimeSpan.FromHours(1));
        var late = notice.Post(village, village.LeaderId);
        server.Clock.Advance(TimeSpan.FromDays(1));

        var results = new List<PushResult>();
        foreach (var (sender, mutation) in reversed ? [(other, late), (phone, early)] : new[] { (phone, early), (other, late) })
        {
            results.AddRange(await sender.PushAsync(mutation));
        }

        Assert.Equal(["applied", "superseded"], results.Select(r => r.Result));
        Assert.Equal("sync.relay-posted", results[1].Code);
        Assert.Contains(reversed ? "Thạch Siêng" : "Kim Thị Út", results[1].Reason, StringComparison.Ordinal);
        var relay = await server.WithDbAsync(db => db.Relays.SingleAsync());
        Assert.Equal((RelayState.Posted, village.MemberId, early.At), (relay.State, relay.PostedBy, relay.PostedAt));
        Assert.Equal("superseded", (await (reversed ? phone : other).PushAsync(reversed ? early : late)).Single().Result);
    }

    [Fact]
    public async Task A_post_of_a_cancelled_notice_is_kept_and_the_member_learns_of_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        var before = await PullAsync(phone, village, 0);
        var post = notice.Post(village);
        await notice.CancelAsync(village);

        var answer = (await phone.PushAsync(post)).Single();
        Assert.Equal(("superseded", "sync.bulletin-cancelled"), (answer.Result, answer.Code));
        Assert.Contains("thu hồi", answer.Reason, StringComparison.Ordinal);
        var news = (await PullAsync(phone, village, before.UpTo)).News!;
        Assert.Equal(("posted", "cancelled"), (news.Relays.Single().State, news.Bulletins.Single().State));
        Assert.Empty(news.Tellings);
    }

    [Fact]
    public async Task Another_teams_relay_is_not_known_to_a_phone_nor_its_card()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var elsewhere = Guid.CreateVersion7();
        await server.WriteAsync((db, write) =>
        {
            var team = new Team { Id = write.NewId(), Name = "Tổ nơi khác", NameKey = "to noi khac", Level = TeamLevel.Hamlet, AreaId = server.AreaByCode("31600") };
            db.Teams.Add(team);
            db.Members.Add(new Member { Id = elsewhere, Name = "Lâm Sương", NameKey = "lam suong" });
            db.Memberships.Add(new Membership { Id = write.NewId(), TeamId = team.Id, MemberId = elsewhere, From = new DateOnly(2024, 1, 1) });
            write.Changed(ChangeKind.Team, team.Id);
        });
        var notice = await Notice.IssueAsync(village);
        using var phone = await village.EnrolAsync(elsewhere);

        Assert.Equal("sync.relay-unknown", (await phone.PushAsync(notice.Post(village, elsewhere))).Single().Code);
        var news = (await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>()).News!;
        Assert.Empty(news.Bulletins);
        Assert.Empty(news.Relays);
        using var card = await phone.GetAsync($"/api/sync/media/{notice.CardId}");
        Assert.Equal(HttpStatusCode.NotFound, card.StatusCode);
    }

    /// <summary>An id that a phone names is no right: what it calls its proof may be a stranger's recording or a draft's attachment.</summary>
    [Fact]
    public async Task A_file_is_not_read_by_naming_it_as_ones_own_proof_nor_written_over()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        var secret = Guid.CreateVersion7();
        await server.WriteAsync((db, write) => db.StoredFiles.Add(new()
        {
            Id = secret, Name = "ghi-am.wav", ContentType = "audio/wav", Content = [1, 2, 3], Hash = new string('a', 64), At = write.Now, AreaId = server.AreaByCode("31669"),
        }));
        var post = notice.Post(village) with { Relay = new PushRelay(notice.RelayId, ProofId: secret) };
        Assert.Equal("applied", (await phone.PushAsync(post)).Single().Result);
        using var read = await phone.GetAsync($"/api/sync/media/{secret}");
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        using var written = await phone.PutAsync($"/api/sync/media/{secret}?from=0&total={Notice.Card.Length}", new ByteArrayContent(Notice.Card));
        Assert.Equal(HttpStatusCode.Conflict, written.StatusCode);
        Assert.Equal([1, 2, 3], await server.WithDbAsync(db => db.StoredFiles.Where(f => f.Id == secret).Select(f => f.Content).SingleAsync()));
    }

    [Fact]
    public async Task A_post_is_undone_soon_after_and_only_by_who_posted_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(village.LeaderId);
        var notice = await Notice.IssueAsync(village);
        await phone.PushAsync(notice.Post(village));
        Assert.Equal("sync.relay-not-yours", (await other.PushAsync(Undo(village.LeaderId))).Single().Code);
        Assert.Equal("applied", (await phone.PushAsync(Undo(null))).Single().Result);
        Assert.Equal(RelayState.Open, (await server.WithDbAsync(db => db.Relays.SingleAsync())).State);

        await phone.PushAsync(notice.Post(village));
        server.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("sync.relay-undo-late", (await phone.PushAsync(Undo(null))).Single().Code);

        Mutation Undo(Guid? member) => village.Mutate("relay.undo", member) with { Relay = new PushRelay(notice.RelayId) };
    }

    [Fact]
    public async Task A_post_that_households_are_counted_on_is_not_undone()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        await phone.PushAsync(notice.Post(village));
        await server.WriteAsync((db, write) => db.Deliveries.Add(new Delivery
        {
            Id = write.NewId(), SendingId = notice.SendingId, VersionId = notice.VersionId, RecipientId = village.Households[1].Id, HamletId = village.HamletId, Kind = ChannelKind.Relay,
            RelayId = notice.RelayId, Language = "km", To = "", State = DeliveryState.Done, EndedAt = write.Now,
        }));
        Assert.Equal("sync.relay-undo-late", (await phone.PushAsync(village.Mutate("relay.undo") with { Relay = new PushRelay(notice.RelayId) })).Single().Code);
    }

    [Fact]
    public async Task A_task_is_handed_to_somebody_of_the_team_while_it_is_open()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village, keeper: village.MemberId);
        Assert.Equal("sync.member-not-in-team", (await phone.PushAsync(To(Guid.CreateVersion7()))).Single().Code);
        Assert.Equal("applied", (await phone.PushAsync(To(village.LeaderId))).Single().Result);
        Assert.Equal(village.LeaderId, (await server.WithDbAsync(db => db.Relays.SingleAsync())).MemberId);
        await phone.PushAsync(notice.Post(village));
        Assert.Equal("sync.relay-closed", (await phone.PushAsync(To(null))).Single().Code);

        Mutation To(Guid? member) => village.Mutate("relay.handover") with { Relay = new PushRelay(notice.RelayId, ToMemberId: member) };
    }

    [Fact]
    public async Task A_card_comes_by_range_so_that_a_broken_line_goes_on_where_it_stopped()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/sync/media/{notice.CardId}");
        request.Headers.Range = new RangeHeaderValue(600, 799);
        using var answer = await phone.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(Notice.Card.Length, answer.Content.Headers.ContentRange!.Length);
        Assert.Equal(Notice.Card[600..800], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_proof_picture_arrives_in_pieces_in_spite_of_lost_answers_and_nothing_else_is_taken()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        var (id, picture) = (Guid.CreateVersion7(), Notice.Card);
        using var early = await phone.PutAsync($"/api/sync/media/{id}?from=0&total=10", new ByteArrayContent([1]));
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        await phone.PushAsync(notice.Post(village, proof: id));

        Assert.Equal(new MediaReceived(400, false), await PutAsync(0, picture[..400]));
        Assert.Equal(new MediaReceived(400, false), await PutAsync(0, picture[..400]));
        Assert.Equal(new MediaReceived(picture.Length, true), await PutAsync(400, picture[400..]));
        Assert.Equal(new MediaReceived(picture.Length, true), await PutAsync(400, picture[400..]));
        Assert.Equal(picture, await phone.GetByteArrayAsync($"/api/sync/media/{id}"));
        Assert.Equal("image/png", (await server.WithDbAsync(db => db.StoredFiles.SingleAsync(f => f.Id == id))).ContentType);
        Assert.Equal(0, await server.WithDbAsync(db => db.UploadParts.CountAsync()));

        Task<MediaReceived> PutAsync(int from, byte[] piece) => phone.PutAsync($"/api/sync/media/{id}?from={from}&total={picture.Length}", new ByteArrayContent(piece)).ReadAsync<MediaReceived>();
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        var id = Guid.CreateVersion7();
        await phone.PushAsync(notice.Post(village, proof: id));
        using var text = await phone.PutAsync($"/api/sync/media/{id}?from=0&total=5", new ByteArrayContent("hello"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
        using var large = await phone.PutAsync($"/api/sync/media/{id}?from=0&total=2000000", new ByteArrayContent([0xFF, 0xD8, 0xFF]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.False(await server.WithDbAsync(db => db.StoredFiles.AnyAsync(f => f.Id == id)));
    }

    [Fact]
    public async Task A_task_is_reminded_of_goes_to_the_leader_then_to_the_deputy_and_ends_with_the_notice()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var deputy = Guid.CreateVersion7();
        await server.WriteAsync((db, write) =>
        {
            db.Members.Add(new Member { Id = deputy, Name = "Sơn Thị Bích", NameKey = "son thi bich" });
            db.Memberships.Add(new Membership { Id = write.NewId(), TeamId = village.TeamId, MemberId = deputy, Role = TeamRole.Deputy, From = new DateOnly(2024, 1, 1) });
            write.Changed(ChangeKind.Team, village.TeamId);
        });
        await Notice.IssueAsync(village, keeper: village.MemberId);
        Assert.Equal(0, await TurnAsync());

        Assert.True(await AfterAsync(TimeSpan.FromHours(2)) is { RemindedAt: not null, EscalatedAt: null } reminded && reminded.MemberId == village.MemberId);
        Assert.Equal(0, await TurnAsync());
        Assert.True(await AfterAsync(TimeSpan.FromHours(2)) is { EscalatedAt: not null } escalated && escalated.MemberId == village.LeaderId);
        Assert.Equal(0, await TurnAsync());
        Assert.True(await AfterAsync(TimeSpan.FromHours(2)) is { State: RelayState.Open } deputised && deputised.MemberId == deputy);
        Assert.Equal(0, await TurnAsync());
        server.Clock.Advance(TimeSpan.FromDays(3));
        await server.DrainLedgerAsync();
        Assert.Equal(RelayState.Missed, await server.WithDbAsync(db => db.Relays.Select(r => r.State).SingleAsync()));
        Assert.Equal(
            ["relay.reminded", "relay.escalated", "relay.deputised"],
            await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action.StartsWith("relay.") && a.Action != "relay.missed").OrderBy(a => a.At).Select(a => a.Action).ToListAsync()));

        async Task<Relay> AfterAsync(TimeSpan time)
        {
            server.Clock.Advance(time);
            // The server's own loop may have been faster.
            await TurnAsync();
            return await server.WithDbAsync(db => db.Relays.AsNoTracking().SingleAsync());
        }

        async Task<int> TurnAsync()
        {
            await using var scope = server.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<RelayTurns>().RunAsync(CancellationToken.None);
        }
    }

    private static Task<PullResponse> PullAsync(HttpClient phone, Village village, long after) =>
        phone.GetAsync($"/api/sync/pull?after={after}&have={(after == 0 ? "" : village.HamletId)}").ReadAsync<PullResponse>();
}
