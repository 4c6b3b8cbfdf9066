using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Seasons;
using TungNgo.Sync;

namespace TungNgo.Tests.Seasons;

/// <summary>From what households tell at their doors to the figures that an officer reads, and none of a single one of them.</summary>
public sealed class SeasonSumsTests : IAsyncLifetime
{
    private const string Hidden = "chưa hiện";
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient officer = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync();
        village = await Village.BuildAsync(server, households: 7);
        officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
    }

    public async ValueTask DisposeAsync()
    {
        officer.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_five_households_tell_by_phone_is_on_the_page_by_area_and_line()
    {
        Assert.Contains("Chưa có hộ nào kể", await officer.GetStringAsync("/water/seasons"), StringComparison.Ordinal);
        using var phone = await village.EnrolAsync(village.MemberId);
        for (var door = 0; door < 5; door++)
        {
            // A large cheap field and four small dear ones: 1.000.000 on 6 công and 4 × 400.000 on 1 công each.
            var (area, seed) = door == 0 ? (6000, 1_000_000) : (1000, 400_000);
            var before = new PushSeason(Door(door), "rice", 2023, "winterSpring", area, Seed: seed * 2 - door * 10_000, Harvest: 1);
            var told = before with
            {
                Year = 2024, Seed = seed, Harvest = area * 7 / 10, Damage = door == 0 ? 10 : 0,
                Cause = "salt", Labour = door < 4 ? 5_000 : null,
            };
            Assert.All(await phone.PushAsync(
                village.Mutate("consent.give") with { Consent = new PushConsent(Guid.CreateVersion7(), Door(door), "season", "spoken", "vi") },
                village.Mutate("season.keep") with { Season = before },
                village.Mutate("season.keep") with { Season = told }), r => Assert.Equal("applied", r.Result));
        }

        var line = await LineAsync(village.HamletId);
        // The changes lie from −50 to −47,4. Labour is not told by five, so nothing is shown of it, and the cost is that of the seed.
        Assert.Equal(["5", "260", "−49\u00a0%", "700", "6\u00a0%", "mặn: 5 hộ", "260", "", "", "", "", "", ""], line[1..]);
        var page = await officer.GetStringAsync($"/water/seasons?area={village.HamletId}");
        Assert.Contains(">260<", page, StringComparison.Ordinal);
        Assert.Contains("mặn: 5 hộ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("2023: ", page, StringComparison.Ordinal);
        Assert.Contains("Chưa có hộ nào kể", await officer.GetStringAsync("/water/seasons?crop=shrimp"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_than_five_are_hidden_as_is_whoever_withdraws_or_has_left()
    {
        await TellAsync(village.Households.Take(4));
        Assert.Equal(Hidden, (await LineAsync(village.HamletId))[1]);
        await TellAsync(village.Households.Skip(4).Take(1));
        Assert.Equal("5", (await LineAsync(village.HamletId))[1]);

        var today = server.Clock.Today().Number();
        await server.WithDbAsync(db => db.Households.Where(h => h.Id == Door(4)).ExecuteUpdateAsync(s => s.SetProperty(h => h.ClosedDay, today)));
        Assert.Equal(Hidden, (await LineAsync(village.HamletId))[1]);
        await TellAsync(village.Households.Skip(5).Take(1));
        Assert.Equal("5", (await LineAsync(village.HamletId))[1]);

        var now = server.Clock.GetUtcNow().UtcDateTime;
        await server.WithDbAsync(db => db.Consents.Where(c => c.HouseholdId == Door(0)).ExecuteUpdateAsync(s => s.SetProperty(c => c.WithdrawnAt, now)));
        Assert.Equal(Hidden, (await LineAsync(village.HamletId))[1]);
    }

    [Fact]
    public async Task A_larger_place_is_hidden_while_its_smaller_ones_would_tell_of_fewer_than_five_by_subtraction()
    {
        await TellAsync(village.Households.Take(6));
        Assert.Equal("6", (await LineAsync(village.CommuneId))[1]);

        var others = await NeighboursAsync(5);
        await TellAsync(others.Take(2));
        Assert.Equal(["6", Hidden, Hidden], await CountsAsync(village.HamletId, village.OtherHamletId, village.CommuneId));
        // Nor is it told a step further up, where this commune is all there is.
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        Assert.Equal(Hidden, (await LineAsync(server.AreaByCode("94"), province))[1]);

        await TellAsync(others.Skip(2));
        Assert.Equal("11", (await LineAsync(village.CommuneId))[1]);
        Assert.Equal("11", (await LineAsync(server.AreaByCode("94"), province))[1]);
    }

    [Fact]
    public async Task Two_hidden_hamlets_that_are_five_together_are_shown_as_one()
    {
        var others = await NeighboursAsync(3);
        await TellAsync([.. village.Households.Take(3), .. others]);
        Assert.Equal([Hidden, Hidden, "6"], await CountsAsync(village.HamletId, village.OtherHamletId, village.CommuneId));
    }

    [Fact]
    public async Task Another_commune_reads_its_own()
    {
        await TellAsync(village.Households);
        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31639"));
        Assert.Contains("Chưa có hộ nào kể", await stranger.GetStringAsync($"/water/seasons?area={village.HamletId}"), StringComparison.Ordinal);
    }

    private async Task<List<Household>> NeighboursAsync(int count)
    {
        var others = Enumerable.Range(0, count)
            .Select(i => new Household { Id = Guid.CreateVersion7(), Number = 1_000_000 + i, HamletId = village.OtherHamletId, Head = $"Kim {i}" }).ToList();
        await server.WriteAsync((db, _) => db.Households.AddRange(others));
        return others;
    }

    private async Task<List<string>> CountsAsync(params Guid[] areas)
    {
        var counts = new List<string>();
        foreach (var area in areas)
        {
            counts.Add((await LineAsync(area))[1]);
        }

        return counts;
    }

    /// <summary>The unit's own line in the download.</summary>
    private async Task<string[]> LineAsync(Guid area, HttpClient? by = null)
    {
        var rows = Csv((await (by ?? officer).GetStringAsync($"/water/seasons/download?format=csv&area={area}")).Trim().Split('\n')[^1].Trim('\r', '\uFEFF'));
        Assert.Equal(14, rows.Length);
        return rows;
    }

    private static string[] Csv(string row) =>
        [.. Regex.Matches(row, "(?:^|;)(?:\"((?:[^\"]|\"\")*)\"|([^;]*))").Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value)];

    private Guid Door(int door) => village.Households[door].Id;

    private Task TellAsync(IEnumerable<Household> households) => server.WriteAsync((db, write) => Tell(db, write, [.. households.Select(h => h.Id)]));

    private static void Tell(AppDb db, Write write, Guid[] households)
    {
        foreach (var id in households)
        {
            db.Consents.Add(new Consent { Id = write.NewId(), HouseholdId = id, Purpose = "season", Method = "spoken", Language = "vi", By = "Út", At = write.Now });
            db.SeasonAccounts.Add(new SeasonAccount
            {
                Id = write.NewId(), HouseholdId = id, Crop = "rice", Year = 2024, Season = GrowingSeason.WinterSpring, Area = 5000,
                Seed = 700_000, At = write.Now, By = "Út",
            });
        }
    }
}
