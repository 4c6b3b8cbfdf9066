using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Visits;

namespace TungNgo.Tests.Truth;

/// <summary>What something was at each time: a plain list of facts, asked by walking through it.</summary>
internal sealed class Past<T>(T first)
{
    private readonly List<(DateTime At, int Order, T Value)> facts = [];

    public DateTime? Newest => facts.Count == 0 ? null : facts.Max(f => f.At);
    public T Now => facts.Count == 0 ? first : Sorted().Last().Value;

    public void Set(DateTime at, int order, T value) => facts.Add((at, order, value));

    public void Forget(int order) => facts.RemoveAll(f => f.Order == order);

    public T At(DateTime instant) => Sorted().Where(f => f.At <= instant).Select(f => f.Value).LastOrDefault(first);

    /// <summary>What it had become by the end of a legal day.</summary>
    public T On(int day) => Sorted().Where(f => LegalDay.Of(f.At).Number() <= day).Select(f => f.Value).LastOrDefault(first);

    public IEnumerable<T> Between(DateTime from, DateTime to) => facts.Where(f => f.At > from && f.At <= to).Select(f => f.Value).Append(At(from));

    private IEnumerable<(DateTime At, int Order, T Value)> Sorted() => facts.OrderBy(f => f.At).ThenBy(f => f.Order);
}

internal sealed class Resident(Guid id, int added, int? birth)
{
    public Guid Id => id;
    public int Added => added;
    public Past<bool> Gone { get; } = new(false);

    /// <summary>What is said now was always so.</summary>
    public Past<int?> Birth { get; } = new(birth);

    public bool IsFrom(int age, int day) => Birth.Now is not { } year || LegalDay.FromNumber(day).Year - year >= age;

    /// <summary>Who they are in the household into which theirs was merged.</summary>
    public Resident? Same { get; set; }

    /// <summary>The list that brought them.</summary>
    public int? List { get; init; }
}

internal sealed record Seen(Guid Id, DateTime At, Outcome Outcome, Guid? Team, IReadOnlyList<(Guid? Person, int Service, Stage Stage)> Done)
{
    public Guid Hamlet { get; set; }
    public bool Superseded { get; set; }

    /// <summary>Where people gathered, when it was no visit, and how many of the household came.</summary>
    public Guid? Gathering { get; init; }
    public int Came { get; init; }
    public int Day => LegalDay.Of(At).Number();
}

internal sealed class Home(Guid id, string head, int added, Guid hamlet, string? language, int? smartphones)
{
    public Guid Id => id;
    public string Head => head;
    public int Added => added;
    public Past<Guid> Hamlet { get; } = new(hamlet);
    public Past<string?> Language { get; } = new(language);
    public Past<int?> Smartphones { get; } = new(smartphones);
    public Past<int?> Size { get; } = new(null);
    public Past<bool> Closed { get; } = new(false);
    public List<Resident> People { get; } = [];
    public List<Seen> Visits { get; } = [];
    public Home? Into { get; set; }
    public int MergedOn { get; set; }
    public DateTime MergedAt { get; set; }
    public List<Home> Duplicates { get; } = [];

    /// <summary>The list that brought it, and the step in which people last did something about it.</summary>
    public int? List { get; init; }
    public int ByHand { get; set; } = -1;
    public Dictionary<int, int> ChangedByLists { get; } = [];
    public List<(int List, int Order)> ListEdits { get; } = [];
    public string? Code { get; init; }
    public bool LanguageByHand { get; set; }
    public Home Living => Into?.Living ?? this;
    public IEnumerable<Resident> Everybody => People.Concat(Duplicates.SelectMany(d => d.Everybody));

    /// <summary>Its visits by a day, with those of what was merged into it by then.</summary>
    public IEnumerable<Seen> VisitsBy(int day) => Visits.Where(v => !v.Superseded && v.Day <= day)
        .Concat(Duplicates.Where(d => d.MergedOn <= day).SelectMany(d => d.VisitsBy(day)));

    /// <summary>Who somebody named at a visit is in this household, when on that day they were of it.</summary>
    public Resident? Here(Guid person, int day = int.MaxValue)
    {
        var everybody = People.Concat(Duplicates.Where(d => d.MergedOn <= day).SelectMany(d => d.Everybody));
        for (var one = everybody.FirstOrDefault(p => p.Id == person); one is not null; one = one.Same)
        {
            if (People.Contains(one))
            {
                return one;
            }
        }

        return null;
    }
}

/// <summary>People came to the team; who was noted by name is their household's.</summary>
internal sealed class Gathered(Guid id, Guid team, Guid hamlet, int day, DateTime ends)
{
    public Guid Id => id;
    public Guid Team => team;

    /// <summary>Where it was planned; it is wherever the doors of that hamlet are on its day.</summary>
    public Guid Planned => hamlet;
    public int Day => day;
    public DateTime Ends => ends;
    public bool Held { get; set; }
    public bool Off { get; set; }
    public int Heads { get; set; }
    public DateTime? HeadsAt { get; set; }
}

/// <summary>
/// The figures as they should be, counted the slow and obvious way: for each day, look at each household as it was at the end of that day.
/// Written without a look at how the server counts.
/// </summary>
internal sealed class Expected(IReadOnlyList<(int Number, bool Skill, int? FromAge)> services)
{
    public List<Home> Homes { get; } = [];
    public List<Gathered> Gatherings { get; } = [];

    /// <summary>Which hamlet has the doors of another on a day.</summary>
    public Func<Guid, int, Guid> DoorsOf { get; set; } = (hamlet, _) => hamlet;
    public IEnumerable<int> ServiceNumbers => services.Select(s => s.Number);

    public Dictionary<(Guid Leaf, int Indicator), int> On(int day)
    {
        var figures = new Dictionary<(Guid, int), int>();
        void Add(Guid leaf, int indicator, int count)
        {
            if (count != 0)
            {
                figures[(leaf, indicator)] = figures.GetValueOrDefault((leaf, indicator)) + count;
            }
        }

        foreach (var held in Gatherings.Where(g => g.Held && g.Day == day))
        {
            Add(DoorsOf(held.Planned, day), Indicators.Gatherings, 1);
            Add(DoorsOf(held.Planned, day), Indicators.GatheringPeople, held.Heads);
        }

        foreach (var home in Homes)
        {
            foreach (var visit in home.Visits.Where(v => !v.Superseded && v.Day == day))
            {
                Add(visit.Hamlet, Indicators.Activities, visit.Done.Count);
                if (visit.Gathering is not null)
                {
                    Add(visit.Hamlet, Indicators.GatheringPeople, visit.Came);
                    continue;
                }

                Add(visit.Hamlet, Indicators.Visits, 1);
                Add(visit.Hamlet, visit.Outcome switch
                {
                    Outcome.Met => Indicators.VisitsMet, Outcome.Away => Indicators.VisitsAway, Outcome.Refused => Indicators.VisitsRefused, _ => Indicators.VisitsOther,
                }, 1);
                if (visit.Team is { } team)
                {
                    Add(team, Indicators.TeamVisits, 1);
                }
            }

            if (day < home.Added || home.Closed.On(day))
            {
                continue;
            }

            var at = home.Hamlet.On(day);
            Add(at, Indicators.Households, 1);
            Add(at, Indicators.KhmerHouseholds, home.Language.On(day)?.Contains("km", StringComparison.Ordinal) == true ? 1 : 0);
            Add(at, Indicators.SmartphoneHouseholds, home.Smartphones.On(day) > 0 ? 1 : 0);
            var present = home.People.Where(p => p.Added <= day && !p.Gone.On(day)).ToHashSet();
            Add(at, Indicators.People, present.Count);
            Add(at, Indicators.PeopleCounted, home.Size.On(day) ?? 0);
            foreach (var age in new[] { 14, 15, 18 })
            {
                Add(at, Indicators.PeopleFrom(age), present.Count(p => p.IsFrom(age, day)));
            }

            var visits = home.VisitsBy(day).OrderBy(v => v.At).ThenBy(v => v.Id).ToList();
            Add(at, Indicators.HouseholdsVisited, visits.Exists(v => v.Gathering is null) ? 1 : 0);
            Add(at, Indicators.HouseholdsMet, visits.Exists(v => v.Gathering is null && v.Outcome == Outcome.Met) ? 1 : 0);
            var stages = new Dictionary<(Resident? Who, int Service), Stage>();
            foreach (var (person, service, stage) in visits.SelectMany(v => v.Done))
            {
                if (person is null || home.Here(person.Value, day) is not null)
                {
                    stages[(person is { } id ? home.Here(id, day) : null, service)] = stage;
                }
            }

            foreach (var ((who, service), stage) in stages.Where(s => s.Value != Stage.None && (s.Key.Who is null || (present.Contains(s.Key.Who) && s.Key.Who.IsFrom(services[s.Key.Service].FromAge ?? 0, day)))))
            {
                Add(at, Indicators.StageOf(services[service].Number, stage), 1);
            }

            Add(at, Indicators.PeopleReached, stages.Where(s => s.Value != Stage.None && s.Key.Who is { } who && present.Contains(who)).Select(s => s.Key.Who).Distinct().Count());
            Add(at, Indicators.FiveSkillHouseholds, stages.Count(s => s.Key.Who is null && services[s.Key.Service].Skill && s.Value >= Stage.Working) >= 5 ? 1 : 0);
        }

        return figures;
    }
}
