using CsCheck;
using TungNgo.WorkSheets;

namespace TungNgo.Tests.WorkSheets;

/// <summary>The pure rules: counting, correcting, paying, and pointing out.</summary>
public sealed class WorkRulesTests
{
    private static readonly DateTime Morning = new(2024, 10, 5, 1, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Team = Guid.CreateVersion7(), Member = Guid.CreateVersion7(), Hamlet = Guid.CreateVersion7();
    private static readonly HashSet<DateOnly> Nowhere = [];
    private static readonly Guid[] Doors = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];

    private static readonly Gen<WorkFact> Fact = Gen.Select(Gen.Int[0, 27], Gen.Int[0, 23], Gen.Int[0, 4], Gen.Int[0, 2], Gen.Bool, (day, hour, door, kind, met) => kind == 0
        ? new WorkFact(Team, Member, WorkKind.Post, Morning.AddDays(day - 4).AddHours(hour))
        : new WorkFact(Team, Member, WorkKind.Visit, Morning.AddDays(day - 4).AddHours(hour), Doors[door], Hamlet, met));

    [Fact]
    public void What_was_told_and_what_came_since_are_what_there_is() => Gen.Select(Fact.Array[0, 20], Fact.Array[0, 20], Gen.Int[0, 28]).Sample((before, after, plan) =>
    {
        bool Planned(DateOnly day) => day.Day < plan;
        var told = WorkCount.From(before, Planned, Nowhere);
        var now = WorkCount.From(after, Planned, Nowhere);
        Same(now, told.With(now.Since(told)));
        Assert.True(now.Since(now).IsNothing);
        // In two steps as in one.
        var between = WorkCount.From([.. before.Concat(after)], Planned, Nowhere);
        Same(now, told.With(between.Since(told)).With(now.Since(between)));
    });

    [Fact]
    public void A_count_is_what_somebody_counts_by_hand() => Fact.Array[0, 40].Sample(facts =>
    {
        var count = WorkCount.From(facts, _ => false, Nowhere);
        var days = new SortedSet<DateOnly>();
        var (doors, visits, posts, met) = (new HashSet<Guid>(), 0, 0, 0);
        foreach (var fact in facts)
        {
            days.Add(DateOnly.FromDateTime(fact.At.AddHours(7)));
            visits += fact.Kind == WorkKind.Visit ? 1 : 0;
            posts += fact.Kind == WorkKind.Post ? 1 : 0;
            met += fact.Met ? 1 : 0;
            if (fact.Door is { } door)
            {
                doors.Add(door);
            }
        }

        Assert.Equal(days, count.Days);
        Assert.Equal((visits, posts, met, doors.Count), (count.Of(WorkKind.Visit), count.Of(WorkKind.Post), count.Met, count.Doors));
    });

    [Fact]
    public void Days_are_paid_once_whatever_is_told_when() => Gen.Select(Fact.Array[0, 30], Gen.Int[0, 30], Gen.Int[0, 28], Gen.Bool).Sample((facts, cut, plan, apart) =>
    {
        var month = new DateOnly(2024, 10, 1);
        bool Planned(DateOnly day) => day.Day < plan;
        WorkRate? RateIn(RateKind kind, DateOnly of) => kind switch
        {
            RateKind.WorkedDay => Rate(kind, 50_000),
            RateKind.PlannedDay when apart => Rate(kind, 70_000),
            RateKind.Door => Rate(kind, 2_000),
            _ => null,
        };
        var first = WorkCount.From([.. facts.Take(cut)], Planned, Nowhere);
        var all = WorkCount.From(facts, Planned, Nowhere);
        var paid = PayWork.Of(month, first, [], RateIn).Sum(p => p.Dong) + PayWork.Of(month.AddMonths(1), WorkCount.None, [new(month, all.Since(first))], RateIn).Sum(p => p.Dong);
        var expected = all.Days.Sum(d => apart && Planned(d) ? 70_000L : 50_000L) + all.Doors * 2_000L;
        Assert.Equal(expected, paid);
    });

    [Fact]
    public void A_day_that_another_team_s_sheet_carries_is_not_paid_again()
    {
        var facts = new[] { new WorkFact(Team, Member, WorkKind.Post, Morning), new WorkFact(Team, Member, WorkKind.Post, Morning.AddDays(1)) };
        var count = WorkCount.From(facts, _ => false, new HashSet<DateOnly> { new(2024, 10, 5) });
        Assert.Equal(50_000, Assert.Single(PayWork.Of(new(2024, 10, 1), count, [], (k, _) => k == RateKind.WorkedDay ? Rate(k, 50_000) : null)).Dong);
    }

    [Fact]
    public void Too_many_doors_in_an_hour_are_told_with_the_hour()
    {
        var marks = OddWork.In(Visits(31, TimeSpan.FromMinutes(1)), new WorkLimits(), new HashSet<Guid> { Hamlet });
        var mark = Assert.Single(marks);
        Assert.Equal((OddKind.ManyInAnHour, 31, Morning, Morning.AddMinutes(30)), (mark.Kind, mark.Count, mark.From, mark.To));
        Assert.Empty(OddWork.In(Visits(30, TimeSpan.FromMinutes(1)), new WorkLimits(), new HashSet<Guid> { Hamlet }));
        Assert.Empty(OddWork.In(Visits(39, TimeSpan.FromMinutes(3)), new WorkLimits(), new HashSet<Guid> { Hamlet }));
    }

    [Fact]
    public void The_fullest_hour_is_the_fullest_of_all_hours() => Gen.Int[0, 600].Array[1, 60].Sample(minutes =>
    {
        var visits = minutes.Select(m => new WorkFact(Team, Member, WorkKind.Visit, Morning.AddMinutes(m), Doors[0], Hamlet)).ToList();
        var most = visits.Max(v => visits.Count(o => o.At >= v.At && o.At - v.At < TimeSpan.FromHours(1)));
        var said = OddWork.In(visits, new WorkLimits { PerHour = 1, AllMetFrom = 1000 }, new HashSet<Guid> { Hamlet }).FirstOrDefault(o => o.Kind == OddKind.ManyInAnHour);
        Assert.Equal(most > 1 ? most : 0, said?.Count ?? 0);
    });

    [Theory]
    [InlineData(22, true)]
    [InlineData(3, true)]
    [InlineData(5, false)]
    [InlineData(20, false)]
    [InlineData(21, true)]
    public void Night_goes_over_midnight(int hour, bool night) => Assert.Equal(night, OddWork.IsNight(hour, new WorkLimits()));

    [Fact]
    public void Night_elsewhere_and_everybody_at_home_are_pointed_out()
    {
        var visits = Visits(40, TimeSpan.FromMinutes(15), met: true);
        var marks = OddWork.In(visits, new WorkLimits { NightFrom = 16 }, new HashSet<Guid>());
        Assert.Equal([(OddKind.AtNight, 8), (OddKind.Elsewhere, 40), (OddKind.AllMet, 40)], marks.Select(m => (m.Kind, m.Count)));
    }

    private static List<WorkFact> Visits(int count, TimeSpan apart, bool met = false) =>
        [.. Enumerable.Range(0, count).Select(i => new WorkFact(Team, Member, WorkKind.Visit, Morning + i * apart, Guid.CreateVersion7(), Hamlet, met))];

    private static WorkRate Rate(RateKind kind, long dong) => new() { Kind = kind, Dong = dong, LegalBasis = "NQ", SetBy = "Tỉnh" };

    private static void Same(WorkCount expected, WorkCount actual)
    {
        Assert.Equal(expected.Days, actual.Days);
        Assert.Equal(expected.Planned, actual.Planned);
        Assert.Equal((expected.Doors, expected.Met, expected.Of(WorkKind.Visit), expected.Of(WorkKind.Post)), (actual.Doors, actual.Met, actual.Of(WorkKind.Visit), actual.Of(WorkKind.Post)));
    }
}
