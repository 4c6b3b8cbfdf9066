using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Tests.Water;
using TungNgo.Visits;

namespace TungNgo.Tests.Sync;

/// <summary>Ids are minted on phones: one that belongs to something else is refused, touches nothing, and stands in nobody's way.</summary>
public sealed class ForeignIdTests
{
    [Fact]
    public async Task Nothing_of_another_commune_is_reached_by_its_id()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var foreign = await ForeignAsync(server);
        var own = village.Households[0].Id;
        var vneid = village.ServiceIds["vneid2"];
        var station = await server.StationAsync(foreign.Hamlet);
        var before = await ForeignStateAsync(server, foreign);
        (Mutation Mutation, string Code)[] work =
        [
            (village.Mutate("visit") with { Visit = new PushVisit(foreign.Household, Outcome.Met, "vi", []) }, "sync.outside-territory"),
            (village.Mutate("visit") with { Visit = new PushVisit(own, Outcome.Met, "vi", [new PushActivity(vneid, Stage.Working, foreign.Person)]) }, "sync.person-unknown"),
            (village.Mutate("visit") with { Visit = new PushVisit(own, Outcome.Met, "vi", [], Supersedes: foreign.Visit) }, "sync.visit-unknown"),
            (village.Mutate("household.add") with { Household = new PushHousehold(foreign.Household, village.HamletId, Head: "Sơn Kim") }, "sync.id-taken"),
            (village.Mutate("household.add") with { Household = new PushHousehold(Guid.CreateVersion7(), foreign.Hamlet, Head: "Sơn Kim") }, "sync.outside-territory"),
            (village.Mutate("household.add") with { Household = new PushHousehold(Guid.CreateVersion7(), village.HamletId, Head: "Sơn Kim", LaneId: Guid.CreateVersion7()) }, "sync.lane-unknown"),
            (village.Mutate("household.edit") with { Household = new PushHousehold(foreign.Household, Landmark: "x", Fields: ["landmark"]) }, "sync.outside-territory"),
            (village.Mutate("household.edit") with { Household = new PushHousehold(foreign.Person, Landmark: "x", Fields: ["landmark"]) }, "sync.household-unknown"),
            (village.Mutate("person.add") with { Person = new PushPerson(Guid.CreateVersion7(), foreign.Household, "Kim Lan") }, "sync.outside-territory"),
            (village.Mutate("person.edit") with { Person = new PushPerson(foreign.Person, foreign.Household, "Kim Lan", Fields: ["name"]) }, "sync.outside-territory"),
            (village.Mutate("person.edit") with { Person = new PushPerson(foreign.Person, own, "Kim Lan", Fields: ["name"]) }, "sync.person-unknown"),
            (village.Mutate("person.edit") with { Person = new PushPerson(foreign.Person, own, Gone: true) }, "sync.person-unknown"),
            (village.Mutate("person.edit") with { Person = new PushPerson(own, own, Gone: true) }, "sync.person-unknown"),
            (village.Mutate("consent.give") with { Consent = new PushConsent(Guid.CreateVersion7(), foreign.Household, "store", "spoken", "vi") }, "sync.outside-territory"),
            (village.Mutate("consent.withdraw") with { Consent = new PushConsent(foreign.Consent, own, "store", "spoken", "vi") }, "invalid"),
            (village.Mutate("household.crops") with { Crop = new PushCrop(foreign.Crop, foreign.Household, "rice", Ended: true) }, "sync.outside-territory"),
            (village.Mutate("contact.optout") with { Contact = new PushContact(foreign.Household, Channel: "all") }, "sync.outside-territory"),
            (village.Mutate("contact.group") with { Contact = new PushContact(own, foreign.Household) }, "sync.group-unknown"),
            (village.Mutate("help.add") with { Help = new PushHelp(Guid.CreateVersion7(), "Xin giúp", foreign.Household) }, "sync.outside-territory"),
            (village.Mutate("help.close") with { Help = new PushHelp(foreign.Visit) }, "sync.help-unknown"),
            (village.Mutate("bulletin.told") with { Telling = new PushTelling(foreign.Household, Guid.CreateVersion7()) }, "sync.outside-territory"),
            (village.Mutate("relay.posted") with { Relay = new PushRelay(foreign.Visit) }, "sync.relay-unknown"),
            (village.Mutate("water.reading") with { Reading = new PushReading(station.Id, 4.6, "g/l") }, "water.station-unknown"),
            (village.Mutate("water.reading") with { Reading = new PushReading(own, 4.6, "g/l") }, "water.station-unknown"),
            (village.Mutate("visit") with { Visit = new PushVisit(own, Outcome.Met, "vi", [], GatheringId: foreign.Visit) }, "gathering.unknown"),
            (village.Mutate("gathering.count") with { Gathering = new(foreign.Visit, Heads: [1, 0, 0, 0, 0, 0, 0, 0]) }, "gathering.unknown"),
            (village.Mutate("gathering.book") with { Booking = new(Guid.CreateVersion7(), foreign.Visit, new(8, 0), "Kim Lan") }, "gathering.unknown"),
            (village.Mutate("gathering.plan") with { Gathering = new(Guid.CreateVersion7(), foreign.Hamlet, foreign.Hamlet) }, "gathering.unknown"),
            (village.Mutate("lane.take") with { Lane = new PushLane(foreign.Hamlet, server.Clock.Today()) }, "sync.lane-unknown"),
        ];
        var answers = await phone.PushAsync([.. work.Select(w => w.Mutation)]);
        for (var i = 0; i < work.Length; i++)
        {
            Assert.True(answers[i].Code == work[i].Code && answers[i].Result == "refused", $"{i}, {work[i].Mutation.Kind}: {answers[i].Result} {answers[i].Code} instead of {work[i].Code}");
        }

        Assert.Equal(before, await ForeignStateAsync(server, foreign));
        Assert.Equal(0, await server.WithDbAsync(db => db.AppliedMutations.CountAsync()));
        Assert.Empty(await server.ReadingsAsync(station.Number));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task The_same_id_under_another_household_is_another_thing_and_leaves_the_first_alone()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var foreign = await ForeignAsync(server);
        var own = village.Households[0].Id;
        var before = await ForeignStateAsync(server, foreign);
        var answers = await phone.PushAsync(
            village.Mutate("person.add") with { Person = new PushPerson(foreign.Person, own, "Kim Lan") },
            village.Mutate("consent.give") with { Consent = new PushConsent(foreign.Consent, own, "contact", "spoken", "vi") },
            village.Mutate("household.crops") with { Crop = new PushCrop(foreign.Crop, own, "shrimp") },
            village.Visit(0) with { Id = foreign.Visit },
            village.Mutate("person.edit") with { Person = new PushPerson(foreign.Person, own, Gone: true) },
            village.Mutate("consent.withdraw") with { Consent = new PushConsent(foreign.Consent, own, "contact", "spoken", "vi") });
        Assert.All(answers, a => Assert.Equal("applied", a.Result));
        Assert.Equal(before, await ForeignStateAsync(server, foreign));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task An_id_that_comes_twice_is_refused_the_second_time_and_the_rest_of_the_batch_is_taken()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var own = village.Households[0].Id;
        var (household, person, consent, help) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        Func<Mutation>[] kinds =
        [
            () => village.Mutate("household.add") with { Household = new PushHousehold(household, village.HamletId, Head: "Sơn Kim") },
            () => village.Mutate("person.add") with { Person = new PushPerson(person, own, "Kim Lan") },
            () => village.Mutate("consent.give") with { Consent = new PushConsent(consent, own, "store", "spoken", "vi") },
            () => village.Mutate("help.add") with { Help = new PushHelp(help, "Xin giúp", own) },
        ];
        foreach (var make in kinds)
        {
            Mutation[] batch = [make(), make(), village.Visit(1)];
            var answers = await phone.PushAsync(batch);
            Assert.Equal([("applied", null), ("refused", "sync.id-taken"), ("applied", null)], answers.Select(a => (a.Result, a.Code)));
            // Later, in another batch: the same answer.
            Assert.Equal("sync.id-taken", (await phone.PushAsync(make())).Single().Code);
            Assert.Equal(["alreadyApplied", "refused", "alreadyApplied"], (await phone.PushAsync(batch)).Select(a => a.Result));
        }

        Assert.Equal((4, 1, 1), await server.WithDbAsync(async db => (await db.Households.CountAsync(), await db.Consents.CountAsync(), await db.HelpRequests.CountAsync())));
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task An_id_that_no_phone_brought_is_refused_and_never_a_fault_for_its_neighbours()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var (visit, said) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await server.WriteAsync((db, write) =>
        {
            db.Visits.Add(new Visit { Id = visit, HouseholdId = village.Households[0].Id, HamletId = village.HamletId, At = write.Now, ReceivedAt = write.Now, Day = write.Today.Number(), Language = "vi" });
            db.HelpMessages.Add(new HelpMessage { Id = said, RequestId = Guid.CreateVersion7(), At = write.Now, Text = "Xin giúp" });
            write.Changed(ChangeKind.Visit, village.Households[0].Id, village.HamletId);
        });
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        Mutation[] batch =
        [
            village.Visit(1),
            village.Visit(0, ("vneid2", Stage.Working)) with { Id = visit },
            village.Mutate("help.add") with { Id = said, Help = new PushHelp(Guid.CreateVersion7(), "Xin giúp", village.Households[0].Id) },
            village.Visit(2),
        ];
        Assert.Equal([("applied", null), ("refused", "sync.id-taken"), ("refused", "sync.id-taken"), ("applied", null)], (await phone.PushAsync(batch)).Select(a => (a.Result, a.Code)));
        Assert.Equal(["alreadyApplied", "refused", "refused", "alreadyApplied"], (await phone.PushAsync(batch)).Select(a => a.Result));
        Assert.Equal((3, 0), await server.WithDbAsync(async db => (await db.Visits.CountAsync(), await db.HelpRequests.CountAsync())));
    }

    [Fact]
    public async Task What_was_refused_is_judged_anew_once_its_cause_is_gone_by_whatever_phone_brings_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var other = await village.EnrolAsync(village.MemberId);
        var (household, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var add = village.Mutate("household.add") with { Household = new PushHousehold(household, village.HamletId, Head: "Sơn Kim") };
        var who = village.Mutate("person.add") with { Person = new PushPerson(person, household, "Sơn Kim") };
        var visit = village.Mutate("visit") with { Visit = new PushVisit(household, Outcome.Met, "vi", [new PushActivity(village.ServiceIds["vneid2"], Stage.Working, person)]) };
        Assert.Equal(["sync.household-unknown", "sync.household-unknown"], (await phone.PushAsync(visit, who)).Select(a => a.Code));
        Assert.Equal([null, "sync.person-unknown"], (await phone.PushAsync(add, visit)).Select(a => a.Code));
        Assert.Equal(["applied", "applied"], (await other.PushAsync(who, visit)).Select(a => a.Result));
        Assert.Equal("alreadyApplied", (await phone.PushAsync(visit)).Single().Result);
        Assert.Equal(1, await server.WithDbAsync(db => db.Visits.CountAsync()));
    }

    private sealed record Foreign(Guid Hamlet, Guid Household, Guid Person, Guid Visit, Guid Consent, Guid Crop);

    private static async Task<Foreign> ForeignAsync(TestServer server)
    {
        var hamlet = Guid.CreateVersion7();
        await server.WriteAsync((db, write) =>
        {
            var area = new Area { Id = hamlet };
            area.Versions.Add(new AreaVersion
            {
                Id = write.NewId(), AreaId = hamlet, Name = "Tân Lập", NameKey = SearchKey.Fold("ấp Tân Lập"), Kind = AreaKind.Hamlet, ParentId = server.AreaByCode("31660"),
                ValidTo = new DateOnly(2025, 6, 30), RecordedAt = write.Now,
            });
            db.Areas.Add(area);
            write.Changed(ChangeKind.Area, hamlet);
        });
        var (household, person) = await server.SettleAsync(hamlet, "Trần Văn Xa");
        var foreign = new Foreign(hamlet, household, person, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await server.WriteAsync((db, write) =>
        {
            db.Visits.Add(new Visit { Id = foreign.Visit, HouseholdId = household, HamletId = hamlet, At = write.Now, ReceivedAt = write.Now, Day = write.Today.Number(), Language = "vi", Outcome = Outcome.Away });
            write.Cells.Add(hamlet, Indicators.Visits, write.Today.Number(), 1);
            write.Cells.Add(hamlet, Indicators.VisitsAway, write.Today.Number(), 1);
            write.Cells.Add(hamlet, Indicators.HouseholdsVisited, write.Today.Number(), 1);
            db.Consents.Add(new Consent { Id = foreign.Consent, HouseholdId = household, Purpose = "store", Method = "spoken", Language = "vi", At = write.Now, By = "test" });
            db.HouseholdCrops.Add(new HouseholdCrop { Id = foreign.Crop, HouseholdId = household, Crop = "rice", Area = 700, SaidAt = write.Now });
            write.Changed(ChangeKind.Household, household, hamlet);
        });
        return foreign;
    }

    private static Task<string> ForeignStateAsync(TestServer server, Foreign foreign) => server.WithDbAsync(async db =>
    {
        var household = await db.Households.AsNoTracking().SingleAsync(h => h.Id == foreign.Household);
        var person = await db.People.AsNoTracking().SingleAsync(p => p.HouseholdId == foreign.Household);
        var visit = await db.Visits.AsNoTracking().SingleAsync(v => v.HouseholdId == foreign.Household);
        var consent = await db.Consents.AsNoTracking().SingleAsync(c => c.HouseholdId == foreign.Household);
        var crop = await db.HouseholdCrops.AsNoTracking().SingleAsync(c => c.HouseholdId == foreign.Household);
        var cells = await db.Cells.AsNoTracking().Where(c => c.HamletId == foreign.Hamlet).OrderBy(c => c.Indicator).Select(c => $"{c.Indicator}:{c.Day}:{c.Value}").ToListAsync();
        return $"{household.Head} {household.HamletId} {household.Version} {household.ByHand} {person.Name} {person.GoneDay} {visit.SupersededById} {consent.WithdrawnAt} {crop.Crop} {crop.Area} {crop.EndedOn} {string.Join(' ', cells)}";
    });
}
