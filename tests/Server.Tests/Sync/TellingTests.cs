using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Contacts;
using TungNgo.Help;
using TungNgo.Providers;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Sync;
using TungNgo.Tests.Sendings;

namespace TungNgo.Tests.Sync;

/// <summary>What is told, asked and written down at the door besides visits.</summary>
public sealed class TellingTests
{
    [Fact]
    public async Task A_household_told_at_its_door_is_settled_once_and_leaves_the_list()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        var before = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var told = Told(village, notice, 0);
        Assert.Equal(["applied", "alreadyApplied"], (await phone.PushAsync(told, told)).Select(r => r.Result));

        await SettleAsync(server);
        var (delivery, recipient) = await server.WithDbAsync(async db => (await db.Deliveries.SingleAsync(), await db.Recipients.SingleAsync()));
        Assert.Equal((DeliveryState.Done, told.At), (delivery.State, delivery.EndedAt));
        Assert.Equal((RecipientState.Reached, ChannelKind.InPerson, told.At), (recipient.State, recipient.ReachedBy, recipient.ReachedAt));
        var after = await phone.GetAsync($"/api/sync/pull?after={before.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.Empty(after.News!.Tellings);

        // Another member tells them too: a fact that changes nothing.
        using var other = await village.EnrolAsync(village.LeaderId);
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("applied", (await other.PushAsync(Told(village, notice, 0) with { MemberId = village.LeaderId })).Single().Result);
        Assert.Equal(told.At, (await server.WithDbAsync(db => db.Deliveries.SingleAsync())).EndedAt);
    }

    [Fact]
    public async Task A_household_the_plan_does_not_know_is_refused_and_one_given_up_is_taken_up_again()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        Assert.Equal("sync.telling-unknown", (await phone.PushAsync(Told(village, notice, 1))).Single().Code);

        await server.WriteAsync((db, write) =>
        {
            db.Deliveries.Single().State = DeliveryState.Expired;
            db.Recipients.Single().State = RecipientState.Unreached;
        });
        Assert.Equal("applied", (await phone.PushAsync(Told(village, notice, 0))).Single().Result);
        await SettleAsync(server);
        Assert.Equal((DeliveryState.Done, RecipientState.Reached), await server.WithDbAsync(async db => ((await db.Deliveries.SingleAsync()).State, (await db.Recipients.SingleAsync()).State)));
    }

    [Fact]
    public async Task Telling_of_a_cancelled_notice_is_kept_and_the_member_learns_of_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        await notice.CancelAsync(village);
        var answer = (await phone.PushAsync(Told(village, notice, 0))).Single();
        Assert.Equal(("superseded", "sync.bulletin-cancelled"), (answer.Result, answer.Code));
        Assert.Equal(DeliveryState.Done, (await server.WithDbAsync(db => db.Deliveries.SingleAsync())).State);
    }

    [Fact]
    public async Task Households_read_the_same_group_and_may_stop_reading_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var notice = await Notice.IssueAsync(village);
        Assert.Equal(["applied", "applied", "applied"], (await phone.PushAsync(Reads(0), Reads(1), Reads(1))).Select(r => r.Result));
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.Equal([notice.GroupId], pull.Households[0].Groups!);
        Assert.Equal([notice.GroupId], pull.Households[1].Groups!);
        Assert.Null(pull.Households[2].Groups);

        await phone.PushAsync(Reads(1, off: true), Reads(2, off: true));
        var after = await phone.GetAsync($"/api/sync/pull?after={pull.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
        Assert.Null(Assert.Single(after.Households).Groups);
        Assert.Equal("sync.group-unknown", (await phone.PushAsync(Contact("contact.group", new PushContact(village.Households[0].Id, Guid.CreateVersion7())))).Single().Code);

        Mutation Reads(int door, bool off = false) => Contact("contact.group", new PushContact(village.Households[door].Id, notice.GroupId, Off: off));
        Mutation Contact(string kind, PushContact push) => village.Mutate(kind) with { Contact = push };
    }

    [Fact]
    public async Task What_a_household_does_not_want_is_written_at_its_number_and_can_be_taken_back()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        Assert.Equal("sync.no-address", (await phone.PushAsync(Refuse("all"))).Single().Code);
        await phone.PushAsync(village.Mutate("household.edit") with { Household = new PushHousehold(village.Households[0].Id, Phone: "0912345678", Fields: ["phone"]) });
        await phone.PushAsync(Refuse("sms"), Refuse("zalo"), Refuse("sms"));
        Assert.Equal(4, await server.WithDbAsync(db => db.OptOuts.CountAsync(o => o.Address == "84912345678" && o.How == "member")));
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.Equal(["sms", "zalo"], pull.Households.Single(h => h.Id == village.Households[0].Id).OptOuts!);

        await phone.PushAsync(Refuse("zalo", off: true));
        Assert.Equal(ChannelKind.Sms, (await server.WithDbAsync(db => db.OptOuts.SingleAsync())).Channel);
        Assert.Equal("invalid", (await phone.PushAsync(Refuse("pigeon"))).Single().Code);

        Mutation Refuse(string channel, bool off = false) => village.Mutate("contact.optout") with { Contact = new PushContact(village.Households[0].Id, Channel: channel, Off: off) };
    }

    [Fact]
    public async Task Crops_are_kept_each_on_its_own_until_they_end()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var (rice, shrimp) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await phone.PushAsync(Crop(rice, "rice", 5000, new DateOnly(2024, 9, 1)), Crop(shrimp, "shrimp", null, null), Crop(rice, "rice", 6000, new DateOnly(2024, 9, 2)));
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        Assert.Equal([new WireCrop(rice, "rice", 6000, new DateOnly(2024, 9, 2)), new WireCrop(shrimp, "shrimp", null, null)], pull.Households.Single(h => h.Crops is not null).Crops!.OrderBy(c => c.Crop));

        await phone.PushAsync(Crop(rice, "rice", 6000, null, ended: true));
        Assert.Equal(new DateOnly(2024, 9, 20), (await server.WithDbAsync(db => db.HouseholdCrops.SingleAsync(c => c.Id == rice))).EndedOn);
        Assert.Equal(["invalid", "invalid"], (await phone.PushAsync(Crop(Guid.CreateVersion7(), "gold", 1, null), Crop(Guid.CreateVersion7(), "rice", -1, null))).Select(r => r.Code));

        Mutation Crop(Guid id, string crop, int? area, DateOnly? sown, bool ended = false) =>
            village.Mutate("household.crops") with { Crop = new PushCrop(id, village.Households[0].Id, crop, area, sown, ended) };
    }

    [Fact]
    public async Task A_request_heard_at_the_door_is_answered_and_closed_by_the_team_and_by_no_other()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var id = Guid.CreateVersion7();
        var asked = village.Mutate("help.add") with { Help = new PushHelp(id, "Máy không vào được VNeID", village.Households[0].Id, Language: "km") };
        var answer = village.Mutate("help.answer") with { Help = new PushHelp(id, "Mai tổ đến nhà.") };
        Assert.Equal(["applied", "applied", "alreadyApplied"], (await phone.PushAsync(asked, answer, asked)).Select(r => r.Result));
        var pull = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        var request = Assert.Single(pull.News!.Help);
        Assert.Equal(("answered", "door", "Lý Dên 0", village.Households[0].Id), (request.State, request.From, request.Name, request.HouseholdId));
        Assert.Equal([(true, "Máy không vào được VNeID"), (false, "Mai tổ đến nhà.")], request.Messages.Select(m => (m.Incoming, m.Text)));

        await phone.PushAsync(village.Mutate("help.close") with { Help = new PushHelp(id) });
        var late = village.Mutate("help.answer") with { Help = new PushHelp(id, "Đã xong.") };
        Assert.Equal("applied", (await phone.PushAsync(late)).Single().Result);
        Assert.Equal("applied", (await phone.PushAsync(village.Mutate("help.close") with { Help = new PushHelp(id) })).Single().Result);
        Assert.Equal((HelpState.Closed, 3), await server.WithDbAsync(async db => ((await db.HelpRequests.SingleAsync()).State, await db.HelpMessages.CountAsync())));
        Assert.Equal("citizen-number", (await phone.PushAsync(village.Mutate("help.answer") with { Help = new PushHelp(id, "Số 094 085 001 234") })).Single().Code);

        await server.WriteAsync((db, write) => db.HelpRequests.Single().TeamId = Guid.CreateVersion7());
        Assert.Equal("sync.help-unknown", (await phone.PushAsync(village.Mutate("help.close") with { Help = new PushHelp(id) })).Single().Code);
    }

    private static Task SettleAsync(TestServer server) => server.DrainLedgerAsync();

    private static Mutation Told(Village village, Notice notice, int door) =>
        village.Mutate("bulletin.told") with { Telling = new PushTelling(village.Households[door].Id, notice.VersionId) };
}
