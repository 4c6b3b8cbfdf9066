using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Providers;
using TungNgo.Sendings;

namespace TungNgo.Tests.Help;

/// <summary>Requests that come by Zalo, that nobody answers, and that nobody else may see.</summary>
public sealed class HelpFlowTests
{
    private const string Farmer = "4567890123456789";

    [Fact]
    public async Task A_message_by_Zalo_becomes_a_request_the_next_ones_continue_it_and_the_answer_waits_to_be_sent()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var channel = await AddChannelAsync(village);
        await server.WriteAsync((db, write) => db.ContactPoints.Add(new ContactPoint { Id = write.NewId(), Kind = ContactKind.Zalo, Address = Farmer, HouseholdId = village.Households[0].Id, Language = "km", AddedAt = write.Now }));
        var first = await ReceiveAsync(server, new(channel, Farmer, server.Clock.GetUtcNow().UtcDateTime, "ទឹកប្រៃឬទេ?"));
        var second = await ReceiveAsync(server, new(channel, Farmer, server.Clock.GetUtcNow().UtcDateTime, null, [.. "OggS"u8, .. new byte[8]]));
        Assert.Equal((HelpReceiptKind.Added, HelpReceiptKind.Continued), (first.Kind, second.Kind));
        Assert.Equal(first.RequestId, second.RequestId);
        var request = await server.WithDbAsync(db => db.HelpRequests.SingleAsync());
        Assert.Equal((village.HamletId, village.Households[0].Id, village.TeamId, "km"), (request.HamletId, request.HouseholdId, request.TeamId, request.Language));

        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.True((await officer.PostAsync($"/api/help/{request.Id}/answer", new HelpReply(1, "Đến tối nước mới ngọt."))).IsSuccessStatusCode);
        var answer = await server.WithDbAsync(db => db.HelpMessages.SingleAsync(m => !m.Incoming));
        Assert.Equal(DeliveryOfAnswer.Queued, answer.Delivery);
        Assert.Null((await server.WithDbAsync(db => db.HelpRequests.SingleAsync())).ToldAt);

        await ReceiveAsync(server, new(channel, Farmer, server.Clock.GetUtcNow().UtcDateTime, "Cảm ơn"));
        Assert.Equal(HelpState.Answered, (await server.WithDbAsync(db => db.HelpRequests.SingleAsync())).State);
        Assert.True((await officer.PostAsync($"/api/help/{request.Id}/close", new HelpClosing(3))).IsSuccessStatusCode);
        Assert.Equal(HelpReceiptKind.Added, (await ReceiveAsync(server, new(channel, Farmer, server.Clock.GetUtcNow().UtcDateTime, "Còn hôm sau?"))).Kind);
    }

    [Fact]
    public async Task Whose_hamlet_nobody_knows_is_asked_once_and_found_by_what_they_answer()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var channel = await AddChannelAsync(village);
        var receipt = await ReceiveAsync(server, new(channel, Farmer, server.Clock.GetUtcNow().UtcDateTime, "Nước mặn chưa?"));
        var request = await server.WithDbAsync(db => db.HelpRequests.SingleAsync());
        Assert.Equal((null, village.CommuneId, HelpLevel.Commune), (request.HamletId, request.AreaId, request.Level));
        Assert.Equal(DeliveryOfAnswer.Queued, (await server.WithDbAsync(db => db.HelpMessages.SingleAsync(m => !m.Incoming))).Delivery);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains("Nước mặn chưa?", WebUtility.HtmlDecode(await officer.GetStringAsync("/help")), StringComparison.Ordinal);

        await ReceiveAsync(server, new(channel, Farmer, server.Clock.GetUtcNow().UtcDateTime, "Tôi ở ấp Trường Thành B"));
        request = await server.WithDbAsync(db => db.HelpRequests.SingleAsync());
        Assert.Equal<(Guid?, Guid?, Guid?)>((receipt.RequestId, village.HamletId, village.TeamId), (request.Id, request.HamletId, request.TeamId));
        Assert.Equal(1, await server.WithDbAsync(db => db.HelpMessages.CountAsync(m => !m.Incoming)));
    }

    [Fact]
    public async Task What_nobody_answers_goes_to_the_leader_and_then_to_the_commune()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        await resident.AskAsync(new() { ["text"] = "Hỏi", ["ap"] = $"{village.HamletId}" });
        Assert.Equal(0, await EscalateAsync(server));
        server.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Equal(1, await EscalateAsync(server));
        Assert.Equal(0, await EscalateAsync(server));
        var request = await server.WithDbAsync(db => db.HelpRequests.SingleAsync());
        Assert.Equal((HelpLevel.Leader, village.LeaderId), (request.Level, request.MemberId));
        server.Clock.Advance(TimeSpan.FromHours(16));
        Assert.Equal(1, await EscalateAsync(server));
        request = await server.WithDbAsync(db => db.HelpRequests.SingleAsync());
        Assert.Equal((HelpLevel.Commune, null), (request.Level, request.NextStepAt));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains("Quá hạn", WebUtility.HtmlDecode(await officer.GetStringAsync("/help?state=overdue")), StringComparison.Ordinal);
        Assert.Contains("1 lời bà con hỏi giúp đang chờ, 1 đã quá hạn", WebUtility.HtmlDecode(await officer.GetStringAsync($"/figures/{village.CommuneId}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_are_seen_and_answered_in_the_own_area_only_and_given_to_the_own_team()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        await resident.AskAsync(new() { ["text"] = "Hỏi riêng", ["ap"] = $"{village.HamletId}" });
        var id = await server.WithDbAsync(db => db.HelpRequests.Select(r => r.Id).SingleAsync());
        var tree = server.Services.GetRequiredService<TungNgo.Areas.AreaTree>().Today;
        var sibling = tree.ChildrenOf(tree.LineOf(village.CommuneId).ElementAt(1).AreaId).First(u => u.AreaId != village.CommuneId).AreaId;
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, sibling);
        Assert.Empty(await neighbour.GetAsync("/api/help").ReadAsync<HelpAnswer[]>());
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.PostAsync($"/api/help/{id}/answer", new HelpReply(0, "Chào"))).StatusCode);

        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.PostAsync($"/api/help/{id}/assign", new HelpAssignment(0, Guid.CreateVersion7()))).StatusCode);
        Assert.True((await officer.PostAsync($"/api/help/{id}/assign", new HelpAssignment(0, village.MemberId))).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.PostAsync($"/api/help/{id}/answer", new HelpReply(1, "Số 094085123456"))).StatusCode);
        Assert.True((await officer.PostAsync($"/api/help/{id}/hamlet", new HelpPlace(1, village.OtherHamletId))).IsSuccessStatusCode);
        var file = await officer.GetAsync($"/api/help/{id}").ReadAsync<HelpFile>();
        Assert.Equal((village.OtherHamletId, null, HelpLevel.Commune), (file.Request.HamletId, file.Request.TeamId, file.Request.Level));
    }

    [Fact]
    public async Task After_twelve_months_nothing_of_it_is_left()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var resident = server.Anonymous();
        await resident.AskAsync(new() { ["text"] = "Hỏi", ["ap"] = $"{village.HamletId}" }, [.. "OggS"u8, .. new byte[8]]);
        server.Clock.Set(server.Clock.GetUtcNow().UtcDateTime.AddMonths(12).AddMinutes(1));
        await using var scope = server.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<ForgetHelp>().StepAsync(CancellationToken.None));
        Assert.Equal((0, 0, 0), await server.WithDbAsync(async db => (await db.HelpRequests.CountAsync(), await db.HelpMessages.CountAsync(), await db.StoredFiles.CountAsync())));
    }

    private static async Task<int> EscalateAsync(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EscalateHelp>().StepAsync(CancellationToken.None);
    }

    private static async Task<HelpReceipt> ReceiveAsync(TestServer server, IncomingHelp incoming)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var receipt = await scope.ServiceProvider.GetRequiredService<ReceiveHelp>().ReceiveAsync(write, incoming, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return receipt;
    }

    private static async Task<Guid> AddChannelAsync(Village village)
    {
        var id = Guid.CreateVersion7();
        await village.Server.WriteAsync((db, write) =>
        {
            db.Channels.Add(new Channel { Id = id, AreaId = village.CommuneId, Kind = ChannelKind.ZaloCs, Name = "Zalo OA", Provider = "zalo", BucketKey = "zalo" });
            write.Changed(ChangeKind.Channel, id);
        });
        return id;
    }
}
