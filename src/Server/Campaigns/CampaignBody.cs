namespace TungNgo.Campaigns;

/// <summary>Figures of a campaign: reckoned while it runs, frozen when it is closed.</summary>
/// <param name="Until">The last day that is counted.</param>
/// <param name="Change">Number of the last change that is in the figures.</param>
/// <param name="TreeDay">On whose units they are told: those of the campaign's first day.</param>
internal sealed record CampaignBody(
    Guid CampaignId, string Name, DateOnly From, DateOnly To, Guid AreaId, DateOnly Until, long Change, DateOnly TreeDay,
    IReadOnlyList<CampaignMeaning> Meanings, IReadOnlyList<CampaignLine> Whole, IReadOnlyList<CampaignUnit> Units)
{
    /// <summary>How many of its days are counted.</summary>
    public int Over => Math.Max(0, Until.DayNumber - From.DayNumber + 1);
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
    public long? DoneAll => Done.Aggregate((long?)null, (sum, d) => d is null ? sum : (sum ?? 0) + d);

    public long? TargetAll => Target?.Sum();

    /// <summary>What should be done by the last day that is counted.</summary>
    public long? TargetSoFar => Target?.Take(Done.Count).Sum();

    /// <summary>Positive where less was done than should be by now.</summary>
    public long? Behind => TargetSoFar - (DoneAll ?? 0);

    /// <summary>What comes out in the end if it goes on as until now.</summary>
    public long? Forecast(int days) => Done.Count == 0 || DoneAll is not { } done ? null : (long)Math.Round((double)done * days / Done.Count, MidpointRounding.AwayFromZero);

    /// <summary>The same line of several units.</summary>
    public static CampaignLine Sum(IReadOnlyList<CampaignLine> lines) => new(
        lines[0].ServiceId, lines.Aggregate((long?)null, (sum, l) => l.Missing is null ? sum : (sum ?? 0) + l.Missing),
        [.. Enumerable.Range(0, lines[0].Done.Count).Select(d => lines.Aggregate((long?)null, (sum, l) => l.Done[d] is null ? sum : (sum ?? 0) + l.Done[d]))],
        lines.All(l => l.Target is null) ? null : [.. Enumerable.Range(0, lines.Max(l => l.Target?.Count ?? 0)).Select(d => lines.Sum(l => l.Target?[d] ?? 0))]);
}
