using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Figures.Proof;

namespace TungNgo.Tests.Truth;

/// <summary>All doors mixed: whatever people do, in whatever order it arrives, the figures of every day are those that the slow and obvious count gives.</summary>
public sealed class TruthTests
{
    private static readonly Gen<Act[]> Stories = Act.One.Array[10, 60];

    /// <summary>How many stories are told; the bench tells many more.</summary>
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("TUNGNGO_STORIES"), out var count) ? count : 25;

    [Fact]
    public async Task Whatever_is_done_the_figures_of_every_day_stay_true() =>
        await Stories.SampleAsync(TellAsync, iter: Count, threads: 1, print: story => string.Join("\n", story.Select(a => $"new(Deed.{a.Deed}, {a.A}, {a.B}, {a.C}),")));

    internal static async Task TellAsync(Act[] story)
    {
        await using var land = await Land.BuildAsync();
        using var telling = new Telling(land);
        // Something to begin with: two doors of each hamlet.
        foreach (var (phone, i) in land.Phones.Select((p, i) => (p, i)))
        {
            await telling.DoAsync(new Act(Deed.AddAtDoor, i, i, i));
            await telling.DoAsync(new Act(Deed.AddAtDoor, i, i + 1, i + 1));
            await telling.DoAsync(new Act(Deed.AddPerson, i, 0, 0));
            await telling.DoAsync(new Act(Deed.Sync, i, 0, 0));
        }

        var before = await CheckAsync(land, "the beginning");
        foreach (var (act, i) in story.Select((a, i) => (a, i)))
        {
            var about = await telling.DoAsync(act);
            var after = await CheckAsync(land, $"deed {i}, {act}");
            foreach (var day in after.Keys.Where(d => d < about && before.ContainsKey(d)))
            {
                Same(before[day], after[day], $"deed {i}, {act}, is about day {about}, but moved day {day}");
            }

            before = after;
        }

        await RecountAsync(land.Server);
    }

    /// <summary>Compares every day with the expectation, and every unit with its parts.</summary>
    private static async Task<Dictionary<int, Dictionary<(Guid, int), int>>> CheckAsync(Land land, string when)
    {
        var cells = await land.Server.WithDbAsync(db => db.Cells.AsNoTracking().Where(c => c.Value != 0).ToListAsync());
        var days = new Dictionary<int, Dictionary<(Guid, int), int>>();
        for (var day = land.FirstDay - 40; day <= land.Today + 1; day++)
        {
            var said = cells.Where(c => Indicators.IsFlow(c.Indicator) ? c.Day == day : c.Day <= day).GroupBy(c => (c.HamletId, c.Indicator))
                .Select(g => (g.Key, Sum: g.Sum(c => c.Value))).Where(g => g.Sum != 0).ToDictionary(g => g.Key, g => g.Sum);
            Same(land.Expected.On(day), said, $"after {when} on day {day}");
            Bounded(said, $"after {when} on day {day}");
            days[day] = said;
        }

        Assert.DoesNotContain(cells, c => c.Day < land.FirstDay - 40 || (c.Day > land.Today + 1 && LegalDay.FromNumber(c.Day) is not { Month: 1, Day: 1 }));
        Summed(land, when);
        return days;
    }

    private static void Same(Dictionary<(Guid, int), int> expected, Dictionary<(Guid, int), int> actual, string when)
    {
        var wrong = expected.Keys.Union(actual.Keys).Where(k => expected.GetValueOrDefault(k) != actual.GetValueOrDefault(k))
            .Select(k => $"leaf {k.Item1} indicator {k.Item2}: {actual.GetValueOrDefault(k)} instead of {expected.GetValueOrDefault(k)}").ToList();
        Assert.True(wrong.Count == 0, $"{when}: {string.Join("; ", wrong.Take(6))}");
    }

    /// <summary>No part is larger than its whole.</summary>
    private static void Bounded(Dictionary<(Guid, int), int> figures, string when)
    {
        (int Part, int Whole)[] shares =
        [
            (Indicators.HouseholdsVisited, Indicators.Households), (Indicators.HouseholdsMet, Indicators.HouseholdsVisited), (Indicators.KhmerHouseholds, Indicators.Households),
            (Indicators.SmartphoneHouseholds, Indicators.Households), (Indicators.FiveSkillHouseholds, Indicators.Households),
            (Indicators.PeopleFrom(14), Indicators.People), (Indicators.PeopleFrom(18), Indicators.PeopleFrom(15)),
        ];
        foreach (var ((leaf, indicator), value) in figures)
        {
            Assert.True(value >= 0, $"{when}: indicator {indicator} is {value}");
            foreach (var (part, whole) in shares.Where(s => s.Part == indicator))
            {
                Assert.True(value <= figures.GetValueOrDefault((leaf, whole)), $"{when}: {part} is {value} of {figures.GetValueOrDefault((leaf, whole))}");
            }
        }
    }

    /// <summary>On the map of each day and on that of today a unit is the sum of its parts.</summary>
    private static void Summed(Land land, string when)
    {
        var figures = land.Server.Services.GetRequiredService<FigureStore>().Now;
        for (var day = land.FirstDay - 2; day <= land.Today; day++)
        {
            foreach (var tree in new[] { land.Areas.On(LegalDay.FromNumber(day)), land.Areas.Today })
            {
                foreach (var indicator in new[] { Indicators.Households, Indicators.People, Indicators.HouseholdsMet })
                {
                    long Sum(Guid area) => figures.ColumnOf(indicator).UpTo(day, figures.Index.Of(tree, area));
                    Assert.True(Sum(land.Commune) == tree.HamletsOf(land.Commune).Sum(Sum), $"{when}: the commune is not the sum of its hamlets on day {day} on the map of {tree.Day}");
                }
            }
        }
    }

    private static async Task RecountAsync(TestServer server)
    {
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var scope = server.Services.CreateAsyncScope();
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(false, Actor.System, null, CancellationToken.None)).Differences);
    }
}
