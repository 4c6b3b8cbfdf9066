using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas;
using TungNgo.Campaigns;
using TungNgo.Data;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Campaigns;

/// <summary>The figures of a campaign are what its visits make of them, in whatever order they come and however often they are put right.</summary>
public sealed class CampaignRecountTests
{
    private const int Doors = 5, Days = 6;
    private static readonly DateTime First = new(2024, 10, 1, 3, 0, 0, DateTimeKind.Utc);

    /// <param name="Day">From three days before the campaign to its last.</param>
    /// <param name="Corrects">Puts an earlier one of the story right, where there is one.</param>
    private sealed record Told(int Door, int Day, int Hour, int Stage, bool Met, bool Corrects);

    private static readonly Gen<Told[]> Stories = Gen.Select(
        Gen.Int[0, Doors - 1], Gen.Int[-3, Days - 1], Gen.Int[0, 8], Gen.Int[1, 4], Gen.Bool, Gen.Int[0, 3], (door, day, hour, stage, met, corrects) => new Told(door, day, hour, stage, met, corrects == 0)).Array[1, 25];

    [Fact]
    public Task Late_and_corrected_visits_count_on_their_own_days() => Stories.SampleAsync(async story =>
    {
        await using var server = await TestServer.StartAsync(First.AddDays(-4));
        var village = await Village.BuildAsync(server, Doors);
        using var phone = await village.EnrolAsync(village.MemberId);
        server.Clock.Set(First.AddDays(Days));
        var service = village.ServiceIds["vneid2"];
        var campaign = new Campaign
        {
            Id = Guid.CreateVersion7(), AreaId = village.CommuneId, Name = "Sáu ngày", From = LegalDay.Of(First), To = LegalDay.Of(First.AddDays(Days - 1)), Services = [service], State = CampaignState.Approved,
            EditedBy = "Cán bộ", EditedAt = First.AddDays(-4),
        };
        await server.WriteAsync((db, write) =>
        {
            db.Campaigns.Add(campaign);
            write.Changed(TungNgo.Feed.ChangeKind.Campaign, campaign.Id);
        });

        var sent = new List<(Mutation Visit, Told Told)>();
        foreach (var told in story)
        {
            var visit = village.Visit(told.Door, ("vneid2", (Stage)told.Stage)) with { At = First.AddDays(told.Day).AddHours(told.Hour) };
            visit = visit with { Visit = visit.Visit! with { Outcome = told.Met ? Outcome.Met : Outcome.Away } };
            var old = told.Corrects ? sent.LastOrDefault(s => s.Told.Door == told.Door && !sent.Exists(o => o.Visit.Visit!.Supersedes == s.Visit.Id)).Visit : null;
            visit = old is null ? visit : visit with { Visit = visit.Visit! with { Supersedes = old.Id } };
            Assert.Equal("applied", Assert.Single(await phone.PushAsync(visit)).Result);
            sent.Add((visit, told));
        }

        var book = server.Services.GetRequiredService<CampaignBook>();
        var body = server.Services.GetRequiredService<CampaignFigures>().Of(book.Find(campaign.Id)!, server.Clock.Today());
        var visits = await server.WithDbAsync(db => db.Visits.AsNoTracking().Where(v => v.SupersededById == null).OrderBy(v => v.At).ThenBy(v => v.Id).ToListAsync());
        var stages = (await server.WithDbAsync(db => db.VisitActivities.AsNoTracking().ToListAsync())).ToDictionary(a => a.VisitId, a => a.Stage);
        var days = campaign.EachDay.Select(d => d.Number()).ToList();
        Assert.Equal(days.Select(d => (long?)visits.Count(v => v.Day == d && v.Outcome == Outcome.Met)), body.Whole[0].Done);
        long Reached(int day) => visits.Where(v => v.Day <= day).GroupBy(v => v.HouseholdId).Count(g => stages[g.Last().Id] >= Stage.Working);
        Assert.Equal(days.Select(d => (long?)(Reached(d) - Reached(d - 1))), body.Whole[1].Done);
        Assert.Equal(Doors - Reached(days[0] - 1), body.Whole[1].Missing);
        Assert.Equal(body.Whole[1].DoneAll, body.Units.Sum(u => u.Lines[1].DoneAll ?? 0));
    }, iter: 12, threads: 1);

    [Theory]
    [InlineData("12000", 12000)]
    [InlineData("12.000", 12000)]
    [InlineData("1\u00a0234 567", 1234567)]
    [InlineData(" ", null)]
    [InlineData("12.5", -1)]
    [InlineData("1.2000", -1)]
    [InlineData("-3", -1)]
    [InlineData("99999999999", -1)]
    public void A_total_is_read_as_people_write_it(string text, int? total) => Assert.Equal(total, CampaignWords.ReadTotal(text));

    [Fact]
    public void A_day_that_nobody_can_tell_leaves_no_total_and_one_before_anybody_was_heard_does()
    {
        CampaignLine Line(params long?[] done) => new(Campaign.Doors, 9, done, [5, 5, 5]);
        Assert.Equal(3, Line(null, 1, 2).DoneAll);
        Assert.Null(Line(1, null, null).DoneAll);
        Assert.Null(Line(1, null, null).Behind(2));
        Assert.Equal([3, null, null], CampaignLine.Sum([Line(1, null, null), Line(2, 3, 4)]).Done);
        Assert.Equal([2, 4, 6], CampaignLine.Sum([Line(null, 1, 2), Line(2, 3, 4)]).Done);
        Assert.Equal([10, 10, 10], CampaignLine.Sum([Line(1), Line(2)]).Target!);

        // Today's work counts at once, today's target when the day is over.
        Assert.Equal(-1, Line(6).Behind(1));
        Assert.Equal(-2, Line(2).Behind(0));
        Assert.Null(Line(2).Forecast(10, 0));
        Assert.Equal(20, Line(2, 9).Forecast(10, 1));
    }

    [Fact]
    public void Of_those_who_are_equally_far_behind_the_daily_words_name_all_or_none()
    {
        CampaignUnit Unit(string name, long done) => new(Guid.CreateVersion7(), null, name, [new(Campaign.Doors, 90, [done], [10, 10])]);
        string Behind(params long[] done)
        {
            var units = done.Select((d, i) => Unit($"Xã {i}", d)).ToList();
            var campaign = new Campaign { Name = "Hai ngày", EditedBy = "Cán bộ", From = LegalDay.Of(First), To = LegalDay.Of(First.AddDays(1)) };
            var body = new CampaignBody(campaign.Id, campaign.Name, campaign.From, campaign.To, Guid.Empty, campaign.From, 1, campaign.From, [], [], units);
            var room = new Room(new(campaign, new Dictionary<(Guid, Guid), int[]>(), null, null, true), body, true, [], CampaignDesk.Ranked(units), null, 1, false);
            return CampaignWords.Daily(room, [], null, campaign.To, TungNgo.Web.Texts.In("vi"));
        }

        Assert.Contains("6 đơn vị chậm", Behind(0, 0, 0, 0, 0, 0), StringComparison.Ordinal);
        Assert.Contains("Xã 6 và 6 nơi nữa", Behind(5, 5, 5, 5, 5, 5, 0), StringComparison.Ordinal);
        Assert.Contains("Cần cố gắng: Xã 1, Xã 0.", Behind(9, 0), StringComparison.Ordinal);
        Assert.DoesNotContain("chậm", Behind(10, 12), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_shares_have_equal_places_and_too_few_have_none()
    {
        var service = Guid.CreateVersion7();
        CampaignUnit Unit(string name, long missing, long done) => new(Guid.CreateVersion7(), null, name, [new(Campaign.Doors, 900, [900], null), new(service, missing, [done], null)]);
        var ranked = CampaignDesk.Ranked([Unit("C", 100, 50), Unit("A", 40, 20), Unit("B", 19, 19), Unit("Đ", 30, 3), Unit("D", 20, 16)]);
        Assert.Equal([("D", 1), ("A", 2), ("C", 2), ("Đ", 4), ("B", null)], ranked.Select(r => (r.Unit.Name, r.Place)));
    }
}
