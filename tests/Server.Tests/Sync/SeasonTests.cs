using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Households;
using TungNgo.Sync;

namespace TungNgo.Tests.Sync;

/// <summary>What a household tells of its seasons is kept while it agrees, and not a moment longer.</summary>
public sealed class SeasonTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient phone = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync();
        village = await Village.BuildAsync(server);
        phone = await village.EnrolAsync(village.MemberId);
    }

    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task With_consent_it_is_kept_comes_back_in_the_pull_and_leaves_no_amount_in_the_trail()
    {
        var season = new PushSeason(Door(0), "rice", 2024, "winterSpring", 6000, Seed: 912_345, Harvest: 4200, Damage: 10, Cause: "salt");
        var told = Told(0, 2024) with { Season = season };
        Assert.All(await phone.PushAsync(Agrees(0), told, told), r => Assert.Contains(r.Result, new[] { "applied", "alreadyApplied" }));
        var kept = new WireSeason("rice", 2024, "winterSpring", 6000, Seed: 912_345, Harvest: 4200, Damage: 10, Cause: "salt");
        Assert.Equal([kept], (await PulledAsync(0)).Seasons!);
        Assert.Null((await PulledAsync(1)).Seasons);

        var entry = await server.WithDbAsync(db => db.AuditEntries.SingleAsync(e => e.Action == "season.keep"));
        Assert.Contains("seed", entry.After!, StringComparison.Ordinal);
        Assert.DoesNotContain("912345", entry.After!, StringComparison.Ordinal);
        Assert.Null(entry.Before);
    }

    [Fact]
    public async Task Without_consent_nothing_is_kept_nor_of_a_household_elsewhere()
    {
        Assert.Equal("season.no-consent", (await phone.PushAsync(Told(0, 2024))).Single().Code);
        Assert.Equal("season.no-consent", (await phone.PushAsync(Agrees(0, "store"), Told(0, 2024)))[1].Code);
        var elsewhere = new Household { Id = Guid.CreateVersion7(), Number = 1_000_000, HamletId = village.OtherHamletId, Head = "Sơn Kim" };
        await server.WriteAsync((db, _) => db.Households.Add(elsewhere));
        var foreign = village.Mutate("season.keep") with { Season = new PushSeason(elsewhere.Id, "rice", 2024, "rainy") };
        Assert.Equal("sync.outside-territory", (await phone.PushAsync(foreign)).Single().Code);
        Assert.Equal(0, await server.WithDbAsync(db => db.SeasonAccounts.CountAsync()));
    }

    [Theory]
    [InlineData("gold", 2024, "rainy", null)]
    [InlineData("rice", 2040, "rainy", null)]
    [InlineData("rice", 2001, "rainy", null)]
    [InlineData("rice", 2024, "summer", null)]
    [InlineData("rice", 2024, "rainy", "war")]
    public async Task What_no_list_knows_is_refused(string crop, int year, string season, string? cause)
    {
        var told = Told(0, 2024) with { Season = new PushSeason(Door(0), crop, year, season, Cause: cause) };
        Assert.Equal("invalid", (await phone.PushAsync(Agrees(0), told))[1].Code);
    }

    [Fact]
    public async Task The_last_word_holds_by_when_it_was_said_and_not_by_when_it_came()
    {
        var agrees = Agrees(0);
        var early = Told(0, 2024, seed: 100_000);
        server.Clock.Advance(TimeSpan.FromMinutes(10));
        var late = Told(0, 2024, seed: 200_000);
        Assert.All(await phone.PushAsync(agrees, late, early), r => Assert.Equal("applied", r.Result));
        Assert.Equal(200_000, Assert.Single((await PulledAsync(0)).Seasons!).Seed);
    }

    [Fact]
    public async Task A_consent_taken_back_takes_the_accounts_with_it_and_a_new_one_does_not_bring_them_back()
    {
        var agrees = Agrees(0);
        await phone.PushAsync(agrees, Told(0, 2023), Told(0, 2024));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var no = village.Mutate("consent.withdraw") with { Consent = agrees.Consent };
        // Told, withdrawn, agreed and told again on the phone, all sent at once.
        Assert.All(await phone.PushAsync(no, Agrees(0), Told(0, 2024, seed: 7)), r => Assert.Equal("applied", r.Result));
        Assert.Equal([(2024, 7)], (await PulledAsync(0)).Seasons!.Select(s => (s.Year, s.Seed!.Value)));

        var consent = (await PulledAsync(0)).Consents.Single(c => c.WithdrawnAt is null);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var done = await officer.SubmitAsync($"/households/{Door(0)}", $"withdraw-{consent.Id:n}");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, done.StatusCode);
        Assert.Null((await PulledAsync(0)).Seasons);
        Assert.Equal(0, await server.WithDbAsync(db => db.SeasonAccounts.CountAsync()));
        Assert.Equal("season.no-consent", (await phone.PushAsync(Told(0, 2024))).Single().Code);
    }

    [Fact]
    public async Task A_merging_takes_the_duplicates_seasons_over_keeps_the_survivors_own_and_gives_them_back()
    {
        await phone.PushAsync(Agrees(0), Told(0, 2024, seed: 1), Agrees(1), Told(1, 2024, seed: 2), Told(1, 2023, seed: 3));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        await MergeAsync(officer);
        Assert.Equal([(2024, 1), (2023, 3)], await HasAsync(0));
        // The phone still speaks of the duplicate: it is the survivor's by now.
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await phone.PushAsync(Told(1, 2022, seed: 4));
        Assert.Equal([(2024, 1), (2023, 3), (2022, 4)], await HasAsync(0));

        await UnmergeAsync(officer);
        Assert.Equal([(2024, 1), (2022, 4)], await HasAsync(0));
        Assert.Equal([(2024, 2), (2023, 3)], await HasAsync(1));
    }

    [Fact]
    public async Task A_no_said_by_either_of_two_that_are_one_ends_the_accounts_of_both()
    {
        await phone.PushAsync(Agrees(0), Told(0, 2024, seed: 1), Agrees(1), Told(1, 2023, seed: 3));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        await MergeAsync(officer);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var consent = (await PulledAsync(0)).Consents.Single();
        await phone.PushAsync(village.Mutate("consent.withdraw") with { Consent = new PushConsent(consent.Id, Door(0), "season", "spoken", "vi") });
        Assert.Equal(0, await server.WithDbAsync(db => db.SeasonAccounts.CountAsync()));

        // Said at the one door after it was agreed at the other, and found out later that they are one.
        await UnmergeAsync(officer);
        await phone.PushAsync(Agrees(0), Told(0, 2024, seed: 1));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var (yes, no) = (Agrees(1), village.Mutate("consent.withdraw"));
        await phone.PushAsync(yes, no with { Consent = yes.Consent });
        await MergeAsync(officer);
        Assert.Equal(0, await server.WithDbAsync(db => db.SeasonAccounts.CountAsync()));
    }

    private async Task MergeAsync(HttpClient officer)
    {
        using var done = await officer.SubmitAsync($"/households/{Door(0)}/merge?with={Door(1)}", "merge", new() { ["with"] = $"{Door(1)}" });
        Assert.Equal(System.Net.HttpStatusCode.Redirect, done.StatusCode);
    }

    private async Task UnmergeAsync(HttpClient officer)
    {
        var merging = await server.WithDbAsync(db => db.HouseholdMergings.Where(m => m.UndoneAt == null).Select(m => m.Id).SingleAsync());
        using var done = await officer.SubmitAsync($"/households/{Door(0)}", $"unmerge-{merging:n}");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, done.StatusCode);
    }

    private async Task<(int Year, int Seed)[]> HasAsync(int door) => [.. (await PulledAsync(door)).Seasons!.Select(s => (s.Year, s.Seed!.Value))];

    private async Task<WireHousehold> PulledAsync(int door) =>
        (await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>()).Households.Single(h => h.Id == Door(door));

    private Guid Door(int door) => village.Households[door].Id;

    private Mutation Agrees(int door, string purpose = "season") =>
        village.Mutate("consent.give") with { Consent = new PushConsent(Guid.CreateVersion7(), Door(door), purpose, "spoken", "vi") };

    private Mutation Told(int door, int year, int? seed = null) =>
        village.Mutate("season.keep") with { Season = new PushSeason(Door(door), "rice", year, "winterSpring", 5000, seed) };
}
