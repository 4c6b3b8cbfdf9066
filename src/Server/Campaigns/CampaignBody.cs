using TungNgo.Campaigns.Guests;

namespace TungNgo.Campaigns;

/// <summary>Figures of a campaign: reckoned while it runs, frozen when it is closed.</summary>
/// <param name="Until">The last day that is counted.</param>
/// <param name="Change">Number of the last change that is in the figures.</param>
/// <param name="TreeDay">On whose units they are told: those of the campaign's first day.</param>
internal sealed record CampaignBody(
    Guid CampaignId, string Name, DateOnly From, DateOnly To, Guid AreaId, DateOnly Until, long Change, DateOnly TreeDay,
    IReadOnlyList<CampaignMeaning> Meanings, IReadOnlyList<CampaignLine> Whole, IReadOnlyList<CampaignUnit> Units)
{
    /// <summary>Who has come along so far, by unit and body; null in figures that were frozen before guests were counted.</summary>
    public IReadOnlyList<CampaignGuests>? Guests { get; init; }

    /// <summary>How many of its days are counted.</summary>
    public int Over => Math.Max(0, Until.DayNumber - From.DayNumber + 1);

    /// <summary>How many of them are over by a day.</summary>
    public int FinishedBy(DateOnly today) => Math.Clamp(today.DayNumber - From.DayNumber, 0, Over);
}

/// <summary>What a line counts, as it was called then.</summary>
internal sealed record CampaignMeaning(Guid ServiceId, string Code, Dictionary<string, string> Name, string Counts);

internal sealed record CampaignUnit(Guid AreaId, string? Code, string Name, IReadOnlyList<CampaignLine> Lines);

/// <summary>One service, or the doors, in a unit.</summary>
/// <param name="Missing">How many had not come so far on the eve of the first day; of doors, all of them. Null where nothing is known, which is not nought.</param>
/// <param name="Done">By day, up to the last that is counted.</param>
/// <param name="Target">By day, all of them; null where none is set.</param>
internal sealed record CampaignLine(Guid ServiceId, long? Missing, IReadOnlyList<long?> Done, IReadOnlyList<long>? Target)
{
    /// <summary>
    /// Days on which the unit was not heard of yet are left out. A day that nobody can tell, because what happened lies partly in other units since,
    /// leaves no total either.
    /// </summary>
    public long? DoneAll => Heard is { Count: > 0 } heard && heard.TrueForAll(d => d is not null) ? heard.Sum() : null;

    public long? TargetAll => Target?.Sum();

    /// <summary>What should be done by the end of so many days.</summary>
    public long? TargetBy(int days) => Target?.Take(days).Sum();

    /// <param name="finished">Days that are over: today's work counts, today's target not yet.</param>
    /// <returns>Positive where less was done than should be.</returns>
    public long? Behind(int finished) => TargetBy(finished) - DoneAll;

    /// <summary>What comes out in the end if it goes on as on the days that are over.</summary>
    public long? Forecast(int days, int finished) => finished == 0 || DoneAll is null || Done.Take(finished).Any(d => d is null) ? null
        : (long)Math.Round((double)Done.Take(finished).Sum()!.Value * days / finished, MidpointRounding.AwayFromZero);

    /// <summary>The same line of several units, which lie apart.</summary>
    public static CampaignLine Sum(IReadOnlyList<CampaignLine> lines) => new(
        lines[0].ServiceId, lines.Aggregate((long?)null, (sum, l) => l.Missing is null ? sum : (sum ?? 0) + l.Missing),
        [.. Enumerable.Range(0, lines[0].Done.Count).Select(d => SumOn(lines, d))], SumOfTargets(lines));

    public static IReadOnlyList<long>? SumOfTargets(IReadOnlyList<CampaignLine> lines) => lines.All(l => l.Target is null) ? null
        : [.. Enumerable.Range(0, lines.Max(l => l.Target?.Count ?? 0)).Select(d => lines.Sum(l => l.Target?[d] ?? 0))];

    private List<long?> Heard => [.. Done.SkipWhile(d => d is null)];

    private static long? SumOn(IReadOnlyList<CampaignLine> lines, int day)
    {
        var told = lines.Where(l => l.Done.Take(day + 1).Any(d => d is not null)).Select(l => l.Done[day]).ToList();
        return told.Count > 0 && told.TrueForAll(d => d is not null) ? told.Sum() : null;
    }
}
