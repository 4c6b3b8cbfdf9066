using TungNgo.Accounts;
using TungNgo.Figures;
using TungNgo.Figures.Page;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Web;
using Microsoft.Extensions.DependencyInjection;

namespace TungNgo.Tests.Figures;

/// <summary>A figure's words say what its number counts: over whom, from which age, on which stages.</summary>
public sealed class DefinitionTests
{
    [Fact]
    public async Task The_words_of_every_figure_are_those_of_what_it_sums()
    {
        await using var server = await TestServer.StartAsync();
        var list = server.Services.GetRequiredService<FigureList>();
        Assert.True(list.All.Count > 50);
        foreach (var t in Texts.Languages.Select(Texts.In))
        {
            foreach (var figure in list.All.Where(f => !f.OfTeams))
            {
                var said = figure.Definition(t).Split('\n');
                var over = figure.Service is { } s ? Indicators.Over(s) : figure.IsShare ? figure.Below.Single() : 0;
                Assert.Equal(figure.IsShare ? [over] : [], figure.Below);
                Assert.Equal(figure.IsShare ? t["figures.def.over", Words(over, t)] : null, said.Skip(1).FirstOrDefault(l => l.StartsWith(t["figures.def.over", "|"].Split('|')[0], StringComparison.Ordinal)));
                if (figure.Service is null)
                {
                    Assert.Equal([t["figures.def.count", Words(figure.Above.Single(), t)]], said.Take(1));
                    continue;
                }

                // Exactly the stages that are summed, of those over whom they are reckoned.
                Assert.Contains(Words(over, t), said[0], StringComparison.Ordinal);
                foreach (var stage in Enum.GetValues<Stage>().Where(x => x != Stage.None))
                {
                    Assert.Equal(figure.Above.Contains(Indicators.StageOf(figure.Service.Number, stage)), said[0].Contains($"“{t[$"figures.stage.{(int)stage}"]}”", StringComparison.Ordinal));
                }

                Assert.Equal(figure.Service.FromAge is { } age, said[0].Contains($"{figure.Service.FromAge ?? 14}", StringComparison.Ordinal));
                // What the catalogue adds counts nothing.
                Assert.DoesNotContain(said.Skip(figure.IsShare ? 2 : 1), l => l.Contains("Trên:", StringComparison.Ordinal) || l.Contains("Over:", StringComparison.Ordinal) || l.Any(char.IsDigit) && l.Contains(t["figures.def.count", "|"].Split('|')[0], StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task People_count_from_the_age_at_which_the_law_gives_it_to_them_as_far_as_their_birth_is_known()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var home = village.Households[0].Id;
        var (grown, child, soon) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await phone.PushAsync(
            village.Mutate("person.add") with { Person = new PushPerson(grown, home, "Kim Lan", 1980) },
            village.Mutate("person.add") with { Person = new PushPerson(child, home, "Kim Nhỏ", 2015) },
            village.Mutate("person.add") with { Person = new PushPerson(soon, home, "Kim Lớn", 2011) });
        var visit = village.Visit(0);
        var vneid = village.ServiceIds["vneid2"];
        Assert.All(await phone.PushAsync(visit with { Visit = visit.Visit! with { Activities = [new(vneid, Stage.Working, grown), new(vneid, Stage.Working, child), new(vneid, Stage.Installed, soon)] } }), a => Assert.Equal("applied", a.Result));

        // Three of unknown birth, one grown up; a child of nine and one of thirteen stand aside.
        Assert.Equal((1, 4), await ShareAsync("service.vneid2"));
        Assert.Equal((0, 4), await ShareAsync("service.dvc"));
        Assert.Equal((0, 6), await ShareAsync("service.health"));

        // Born earlier than was written: it was always so.
        await phone.PushAsync(village.Mutate("person.edit") with { Person = new PushPerson(child, home, BirthYear: 1990, Fields: ["birthYear"]) });
        Assert.Equal((2, 5), await ShareAsync("service.vneid2"));
        await server.AssertRecountedAsync();
        server.Clock.Advance(new DateTime(2025, 1, 2, 5, 0, 0, DateTimeKind.Utc) - server.Clock.GetUtcNow().UtcDateTime);
        using var later = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Equal((2, 6), await ShareAsync("service.vneid2", later));
        await server.AssertRecountedAsync();

        async Task<(long?, long?)> ShareAsync(string code, HttpClient? by = null)
        {
            var figure = (await (by ?? officer).GetAsync($"/api/figures/{village.HamletId}").ReadAsync<FiguresAnswer>()).Figures.Single(f => f.Code == code);
            return (figure.Numerator, figure.Denominator);
        }
    }

    [Fact]
    public async Task The_households_own_count_of_people_stands_beside_those_known_by_name()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        await phone.PushAsync(
            village.Mutate("household.edit") with { Household = new PushHousehold(village.Households[0].Id, Size: 4, Fields: ["size"]) },
            village.Mutate("household.edit") with { Household = new PushHousehold(village.Households[1].Id, Size: 7, Fields: ["size"]) });
        var figures = (await officer.GetAsync($"/api/figures/{village.HamletId}").ReadAsync<FiguresAnswer>()).Figures;
        Assert.Equal((3.0, 11.0), (figures.Single(f => f.Code == "people").Value, figures.Single(f => f.Code == "people-counted").Value));
        await server.AssertRecountedAsync();
    }

    private static string Words(int indicator, Texts t) => indicator switch
    {
        > 40 and < 100 => t["figures.counts.people-from", indicator - 40],
        Indicators.People => t["figures.counts.people"],
        Indicators.PeopleCounted => t["figures.counts.people-counted"],
        Indicators.Households => t["figures.counts.households"],
        Indicators.HouseholdsMet => t["figures.counts.households-met"],
        Indicators.HouseholdsVisited => t["figures.counts.households-visited"],
        Indicators.KhmerHouseholds => t["figures.counts.khmer-households"],
        Indicators.SmartphoneHouseholds => t["figures.counts.smartphone-households"],
        Indicators.FiveSkillHouseholds => t["figures.counts.five-skill-households"],
        Indicators.Visits => t["figures.counts.visits"],
        Indicators.VisitsMet => t["figures.counts.visits-met"],
        Indicators.VisitsAway => t["figures.counts.visits-away"],
        Indicators.VisitsRefused => t["figures.counts.visits-refused"],
        Indicators.Activities => t["figures.counts.activities"],
        Indicators.NoticesPlanned => t["figures.counts.notices-planned"],
        Indicators.NoticesReached => t["figures.counts.notices-reached"],
        _ => throw new ArgumentOutOfRangeException(nameof(indicator)),
    };
}
