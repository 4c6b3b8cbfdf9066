using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.Traces;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Teams.Phones;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

/// <summary>What a reader asks of the register; all of it stands in the address.</summary>
/// <param name="Area">A unit of the caller's scope; null is the whole scope.</param>
/// <param name="Q">Words of names, phones, doors, landmarks or codes, with or without accents.</param>
/// <param name="Language">vi, km or hoa; "none" when unknown.</param>
/// <param name="Service">Code of a service; with <paramref name="Stage"/> none, introduced, installed, working or independent.</param>
/// <param name="Visited">yes, no, met, or unmet.</param>
/// <param name="Lacks">Code of a service that somebody of the household, or the household itself, does not use by themselves yet.</param>
/// <param name="Has">elder (somebody of sixty and more), late (an agreed day has passed), or phone (at least one smartphone).</param>
/// <param name="Crop">What grows there: see <see cref="HouseholdCrop"/>.</param>
internal sealed record RegisterFilter(
    Guid? Area, string? Q, Guid? Hamlet, Guid? Lane, string? Language, string? Service, string? Stage, string? Visited, string? Lacks = null, string? Has = null, string? Crop = null)
{
    /// <summary>From this age on people are called elders (Law 39/2009/QH12, article 2).</summary>
    public const int ElderAge = 60;

    /// <summary>Its words in an address.</summary>
    public static readonly string[] Keys = ["area", "q", "hamlet", "lane", "language", "service", "stage", "visited", "lacks", "has", "crop"];

    public static RegisterFilter From(IQueryCollection query) => new(
        Id(query["area"]), Text(query["q"]), Id(query["hamlet"]), Id(query["lane"]), Text(query["language"]), Text(query["service"]), Text(query["stage"]), Text(query["visited"]),
        Text(query["lacks"]), Text(query["has"]), Text(query["crop"]));

    /// <summary>Nothing is asked but the unit: such a register is counted in the live figures.</summary>
    public bool IsOfUnits => (Q, Lane, Language, Service, Visited, Lacks, Has, Crop) is (null, null, null, null, null, null, null, null);

    public static RegisterFilter OfWords(string words) => new(null, words, null, null, null, null, null, null);

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>One line of the register as page, xlsx and csv show it.</summary>
internal sealed record RegisterRow(
    Guid Id, string Head, Guid HamletId, Guid? LaneId, string? Code, string? Door, string? Landmark, string? Language, string? Phone, int? Size,
    DateTime? LastVisitAt, DateOnly? NextDate, int AddedDay, Guid? ImportId, bool Visited)
{
    /// <summary>People known by name; asked for afterwards, for those lines that are shown.</summary>
    public int People { get; init; }
}

internal sealed record RegisterTotals(long Households, long People, long Visited);

/// <summary>Some lines of the register and the totals of all of them.</summary>
/// <param name="Near">Nothing answers the words as they were typed: these are the households whose words are near to them.</param>
internal sealed record RegisterPage(IReadOnlyList<RegisterRow> Rows, RegisterTotals Totals, bool Near = false);

/// <summary>The register of the households that the caller may see.</summary>
internal sealed class Register(AppDb db, CurrentUser user, AreaTree areas, FigureStore figures, ReadTrace trace, ServiceCatalogue services, TimeProvider clock)
{
    public IQueryable<Household> Where(RegisterFilter filter)
    {
        var hamlets = HamletsOf(filter);
        var words = RegisterWords.Of(filter.Q);
        var households = db.SearchHouseholds(words.Starts, hamlets).Where(h => h.ClosedDay == null);
        if (words.IsEmpty && filter.Q is not null)
        {
            // Signs alone are no words: nobody is called so.
            households = households.Where(_ => false);
        }

        foreach (var digits in words.Inside)
        {
            households = households.Where(h => h.SearchText.Contains(digits));
        }

        households = hamlets.Count == 1 ? households.Where(OneHamlet(hamlets.First())) : households.Where(h => hamlets.Contains(h.HamletId));
        if (filter.Lane is { } lane)
        {
            households = households.Where(h => h.LaneId == lane);
        }

        households = filter.Language switch
        {
            null => households,
            "none" => households.Where(h => h.Language == null),
            // The codes are joined by "+": vi+km.
            var code => households.Where(h => h.Language != null && ("+" + h.Language + "+").Contains("+" + code + "+")),
        };
        households = filter.Visited switch
        {
            "yes" => households.Where(h => h.FirstVisitDay != null),
            "no" => households.Where(h => h.FirstVisitDay == null),
            "met" => households.Where(h => h.FirstMetDay != null),
            "unmet" => households.Where(h => h.FirstMetDay == null),
            _ => households,
        };
        if (filter.Crop is { } crop)
        {
            households = households.Where(h => db.HouseholdCrops.Any(c => c.HouseholdId == h.Id && c.Crop == crop && c.EndedOn == null));
        }

        return Lacking(Having(Staged(households, filter), filter), filter);
    }

    private const int MostNear = 50;

    /// <summary>So many keys are told to the database one by one.</summary>
    private const int MostByKey = 2_000;

    public async Task<RegisterPage> PageAsync(RegisterFilter filter, RegisterOrder order, RegisterLook look, int skip, int take, CancellationToken ct)
    {
        var households = Where(filter);
        if (filter.Q is null && order == RegisterOrder.ByHamlet)
        {
            return await PageByHamletAsync(filter, households, look, skip, take, ct);
        }

        var rows = await Rows(households).ToListAsync(ct);
        var isNear = rows.Count == 0 && filter.Q is not null;
        if (isNear)
        {
            (households, rows) = await NearRowsAsync(filter, ct);
        }

        if (filter.IsOfUnits && order.Column?.Code != RegisterColumn.People)
        {
            return new(await WithPeopleAsync([.. order.Sort(rows, look).Skip(skip).Take(take)], households, ct), CountOfUnits(HamletsOf(filter)).Totals);
        }

        rows = await WithPeopleAsync(rows, households, ct);
        return new([.. order.Sort(rows, look).Skip(skip).Take(take)], new(rows.Count, rows.Sum(r => (long)r.People), rows.Count(r => r.Visited)), isNear && rows.Count > 0);
    }

    /// <summary>Households stand by hamlets: only those of the page's hamlets are read and sorted, not a whole commune for fifty lines.</summary>
    private async Task<RegisterPage> PageByHamletAsync(RegisterFilter filter, IQueryable<Household> households, RegisterLook look, int skip, int take, CancellationToken ct)
    {
        var (counts, totals) = filter.IsOfUnits ? CountOfUnits(HamletsOf(filter)) : await CountAsync(households, ct);
        var ranks = RegisterOrder.Ranks(areas.Today, counts.Select(c => c.HamletId));
        var hamlets = new List<Guid>();
        var (before, within) = (skip, 0L);
        foreach (var (hamlet, count) in counts.OrderBy(c => ranks[c.HamletId]))
        {
            if (hamlets.Count == 0 && before > 0 && before >= count)
            {
                before -= (int)count;
                continue;
            }

            hamlets.Add(hamlet);
            within += count;
            if (within >= before + take)
            {
                break;
            }
        }

        var rows = await Rows(households.Where(h => hamlets.Contains(h.HamletId))).ToListAsync(ct);
        return new(await WithPeopleAsync([.. RegisterOrder.ByHamlet.Sort(rows, look).Skip(before).Take(take)], households, ct), totals);
    }

    /// <summary>All lines that the page turns through, in its order.</summary>
    public async Task<IReadOnlyList<RegisterRow>> AllAsync(RegisterFilter filter, RegisterOrder order, RegisterLook look, CancellationToken ct)
    {
        var households = Where(filter);
        var rows = await Rows(households).ToListAsync(ct);
        if (rows.Count == 0 && filter.Q is not null)
        {
            (households, rows) = await NearRowsAsync(filter, ct);
        }

        return order.Sort(await WithPeopleAsync(rows, households, ct), look);
    }

    /// <summary>Names of the lists that brought the caller's households in.</summary>
    public async Task<RegisterLook> LookAsync(IReadOnlyList<RegisterColumn> columns, RegisterOrder order, Texts texts, CancellationToken ct) =>
        new(areas, texts, columns.Append(order.Column).Any(c => c?.Code == RegisterColumn.Origin)
            ? await db.ImportJobs.AsNoTracking().ToDictionaryAsync(j => j.Id, j => j.FileName, ct) : new Dictionary<Guid, string>());

    /// <summary>The live figures know what units hold, and follow each change at once: counting the rows of a province takes over a second.</summary>
    private (List<(Guid HamletId, long Households)> Counts, RegisterTotals Totals) CountOfUnits(IReadOnlyCollection<Guid> hamlets)
    {
        var (now, today) = (figures.Now, DateOnly.MaxValue.Number());
        long Sum(int indicator, IReadOnlyCollection<Guid> of) => now.ColumnOf(indicator).UpTo(today, now.Index.Of(of));
        return ([.. hamlets.Select(h => (h, Sum(Indicators.Households, [h])))],
            new(Sum(Indicators.Households, hamlets), Sum(Indicators.People, hamlets), Sum(Indicators.HouseholdsVisited, hamlets)));
    }

    private async Task<(List<(Guid HamletId, long Households)> Counts, RegisterTotals Totals)> CountAsync(IQueryable<Household> households, CancellationToken ct)
    {
        var counts = await households.GroupBy(h => h.HamletId)
            .Select(g => new { HamletId = g.Key, Households = g.LongCount(), Visited = g.LongCount(h => h.FirstVisitDay != null) }).ToListAsync(ct);
        var people = await PeopleOf(households).LongCountAsync(ct);
        return ([.. counts.Select(c => (c.HamletId, c.Households))], new(counts.Sum(c => c.Households), people, counts.Sum(c => c.Visited)));
    }

    /// <summary>A join and not a correlated question: the full-text search would be asked again for each person.</summary>
    private IQueryable<Guid> PeopleOf(IQueryable<Household> households) =>
        households.Join(db.People.Where(p => p.GoneDay == null), h => h.Id, p => p.HouseholdId, (h, p) => p.HouseholdId);

    /// <param name="households">Those of the rows: the words are not searched for again when few answer them.</param>
    private async Task<List<RegisterRow>> WithPeopleAsync(List<RegisterRow> rows, IQueryable<Household> households, CancellationToken ct)
    {
        var ids = rows.Count <= MostByKey ? rows.ConvertAll(r => r.Id) : [];
        var residents = rows.Count <= MostByKey ? db.People.Where(p => p.GoneDay == null && ids.Contains(p.HouseholdId)).Select(p => p.HouseholdId) : PeopleOf(households);
        var people = await residents.GroupBy(id => id).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return rows.ConvertAll(r => r with { People = people.GetValueOrDefault(r.Id) });
    }

    private async Task<(IQueryable<Household> Households, List<RegisterRow> Rows)> NearRowsAsync(RegisterFilter filter, CancellationToken ct)
    {
        var near = await NearAsync(filter, RegisterWords.Of(filter.Q), ct);
        var households = db.Households.Where(h => near.Contains(h.Id));
        return (households, await Rows(households).ToListAsync(ct));
    }

    /// <summary>Few ask for what nobody is called: every household of the scope is looked at then.</summary>
    private async Task<List<Guid>> NearAsync(RegisterFilter filter, RegisterWords words, CancellationToken ct)
    {
        var near = new List<Guid>();
        await foreach (var household in Where(filter with { Q = null }).Select(h => new { h.Id, h.SearchText }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (words.AreNear(household.SearchText))
            {
                near.Add(household.Id);
                if (near.Count == MostNear)
                {
                    break;
                }
            }
        }

        return near;
    }

    public Task<int> CountAsync(RegisterFilter filter, CancellationToken ct) => Where(filter).CountAsync(ct);

    /// <summary>Households that the words mean, in the caller's scope; where there are none and slips are forgiven, those that are near.</summary>
    public async Task<List<Household>> SearchAsync(string words, bool forgiving, int most, CancellationToken ct)
    {
        var asked = RegisterFilter.OfWords(words);
        var (typed, head) = (SearchKey.Fold(words), SearchWords.Of(words));
        // Who is called so stands before whose household only has somebody of that name.
        var found = (await Where(asked).AsNoTracking().Select(h => new { h.Id, h.Head }).ToListAsync(ct)).Select(h => (h.Id, h.Head, Key: SearchKey.Fold(h.Head)))
            .OrderBy(h => h.Key == typed ? 0 : head.Fit(h.Key) ? 1 : 2).ThenBy(h => h.Head, PersonNames.Vietnamese).ThenBy(h => h.Id).Select(h => h.Id).Take(most).ToList();
        if (found.Count == 0 && forgiving)
        {
            found = [.. (await NearAsync(asked, RegisterWords.Of(words), ct)).Take(most)];
        }

        var rows = await db.Households.AsNoTracking().Where(h => found.Contains(h.Id)).ToDictionaryAsync(h => h.Id, ct);
        return [.. found.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>Some households that the words mean, in the caller's scope.</summary>
    public async Task<IReadOnlyList<Twin>> FindSomeAsync(string words, int most, CancellationToken ct) =>
        await Where(RegisterFilter.OfWords(words)).OrderBy(h => h.Head).Take(most)
            .Select(h => new Twin(h.Id, h.Head, h.Phone, h.Door, h.Landmark, h.LaneId, h.AddedDay, h.LastVisitAt)).ToListAsync(ct);

    /// <summary>The household, when the caller may see it.</summary>
    /// <param name="closed">Whether one that is closed is found, too.</param>
    public async Task<Household> FindAsync(Guid id, Permission permission, CancellationToken ct, bool closed = false)
    {
        var household = await db.Households.AsNoTracking().SingleOrDefaultAsync(h => h.Id == id && (closed || h.Closed == null), ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(permission, household.HamletId);
        trace.AreaId = household.HamletId;
        return household;
    }

    private static System.Linq.Expressions.Expression<Func<Household, bool>> OneHamlet(Guid hamlet) => h => h.HamletId == hamlet;

    private static IQueryable<RegisterRow> Rows(IQueryable<Household> households) => households.AsNoTracking().Select(h => new RegisterRow(
        h.Id, h.Head, h.HamletId, h.LaneId, h.Code, h.Door, h.Landmark, h.Language, h.Phone, h.Size, h.LastVisitAt, h.NextDate, h.AddedDay, h.ImportId, h.FirstVisitDay != null));

    private IReadOnlyCollection<Guid> HamletsOf(RegisterFilter filter)
    {
        var mine = user.Hamlets(Permission.ViewHouseholds);
        if (filter.Hamlet is { } hamlet)
        {
            return mine.Contains(hamlet) ? [hamlet] : [];
        }

        return filter.Area is { } area ? [.. areas.Today.HamletsOf(area).Where(mine.ToHashSet().Contains)] : mine;
    }

    private IQueryable<Household> Staged(IQueryable<Household> households, RegisterFilter filter)
    {
        if (filter.Service is not { } code)
        {
            return households;
        }

        var standings = db.Standings.Where(s => db.Services.Any(v => v.Id == s.ServiceId && v.Code == code));
        return Enum.TryParse<Stage>(filter.Stage, ignoreCase: true, out var stage) && stage != Stage.None
            ? households.Where(h => standings.Any(s => s.HouseholdId == h.Id && s.Stage == stage))
            : households.Where(h => !standings.Any(s => s.HouseholdId == h.Id && s.Stage != Stage.None));
    }

    private IQueryable<Household> Having(IQueryable<Household> households, RegisterFilter filter)
    {
        var today = clock.Today();
        var elder = today.Year - RegisterFilter.ElderAge;
        return filter.Has switch
        {
            "elder" => households.Where(h => db.People.Any(p => p.HouseholdId == h.Id && p.GoneDay == null && p.BirthYear <= elder)),
            "late" => households.Where(h => h.NextDate < today),
            "phone" => households.Where(h => h.Smartphones > 0),
            _ => households,
        };
    }

    /// <summary>Where work with a service is left: of people who may have it, or of the household, nobody is there yet.</summary>
    private IQueryable<Household> Lacking(IQueryable<Household> households, RegisterFilter filter)
    {
        if (filter.Lacks is not { } code || services.InOrder.FirstOrDefault(s => s.Code == code) is not { } service)
        {
            return households;
        }

        var able = db.Standings.Where(s => s.ServiceId == service.Id && s.Stage >= Stage.Working);
        var born = clock.Today().Year - (service.FromAge ?? 0);
        return service.Subject == ServiceSubject.Household
            ? households.Where(h => !able.Any(s => s.HouseholdId == h.Id))
            : households.Where(h => db.People.Any(p => p.HouseholdId == h.Id && p.GoneDay == null && (p.BirthYear == null || p.BirthYear <= born) && !able.Any(s => s.HouseholdId == h.Id && s.PersonId == p.Id)));
    }
}
