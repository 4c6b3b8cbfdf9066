namespace TungNgo.Seasons;

/// <summary>
/// Before and after: how a household's cost per area has changed since its own account before. The phone says the same offline, from the same cases
/// (tests/Cases/season-changes.json).
/// </summary>
/// <remarks>
/// The account before is the same season of the year before if there is one, else the nearest earlier one; a whole year is only held against whole years,
/// and a season against seasons, since a year may hold three. What was not told is unknown: only those lines are summed that both accounts have, and without
/// such a line, without an area, or where nothing was spent before there is no change to speak of.
/// </remarks>
internal static class SeasonChange
{
    /// <returns>Percent: −20 is a fifth less than before. Null when it cannot be said.</returns>
    public static double? Of(SeasonAccount account, IEnumerable<SeasonAccount> all) => Before(account, all) is { } before ? Between(before, account) : null;

    /// <param name="all">Accounts of the same household.</param>
    public static SeasonAccount? Before(SeasonAccount account, IEnumerable<SeasonAccount> all)
    {
        var earlier = all.Where(a => a.Crop == account.Crop && IsYear(a) == IsYear(account) && Order(a) < Order(account)).ToList();
        return earlier.Find(a => a.Year == account.Year - 1 && a.Season == account.Season) ?? earlier.MaxBy(Order);
    }

    private static double? Between(SeasonAccount before, SeasonAccount after)
    {
        var lines = SeasonAccount.Lines.Where(l => before.Of(l) is not null && after.Of(l) is not null).ToList();
        var (was, now) = (lines.Sum(l => (long)before.Of(l)!), lines.Sum(l => (long)after.Of(l)!));
        return was > 0 && before.Area is > 0 and var wide && after.Area is > 0 and var size ? ((double)now / size / ((double)was / wide) - 1) * 100 : null;
    }

    private static bool IsYear(SeasonAccount account) => account.Season == GrowingSeason.WholeYear;

    private static int Order(SeasonAccount account) => account.Year * 10 + (int)account.Season;
}
