namespace TungNgo.Households.Import.Job;

/// <param name="OrderedBy">The person who gave the order; the unit when nobody did.</param>
/// <param name="Writes">It changes the register: it is taken or undone, not only read.</param>
/// <param name="IsSmall">Done in a moment.</param>
internal sealed record WaitingImport(Guid Id, Guid AreaId, Guid OrderedBy, bool Writes, bool IsSmall);

/// <summary>
/// Whose list is next. Each unit, and each person, has one list under way and then goes behind those who waited meanwhile, so that ten lists of one office
/// hold up none of another's; one place is for small lists alone, so that no large one does. Lists of overlapping units are written one after
/// the other: the second has to recognise what the first has brought.
/// </summary>
internal sealed class ImportTurns
{
    /// <summary>SQLite has one writer, and a book's shared strings stand in memory.</summary>
    private const int Places = 2, PlacesForSmall = 1;

    private readonly Dictionary<Guid, long> lastTurn = [];
    private long turn;

    /// <param name="waiting">Oldest first.</param>
    /// <param name="isWithin">Whether a unit lies in, or is, another.</param>
    /// <returns>What begins now.</returns>
    public List<WaitingImport> Next(IReadOnlyList<WaitingImport> waiting, IReadOnlyList<WaitingImport> running, Func<Guid, Guid, bool> isWithin)
    {
        var begun = new List<WaitingImport>();
        var under = running.ToList();
        // What writes and waits keeps its place among those that write: a province's list is not passed by its communes' for ever.
        var writing = running.Where(r => r.Writes).ToList();
        foreach (var next in waiting.OrderBy(w => Math.Max(lastTurn.GetValueOrDefault(w.AreaId), lastTurn.GetValueOrDefault(w.OrderedBy))))
        {
            var overlaps = next.Writes && writing.Exists(w => isWithin(w.AreaId, next.AreaId) || isWithin(next.AreaId, w.AreaId));
            if (next.Writes)
            {
                writing.Add(next);
            }

            if (!overlaps && !under.Exists(u => u.AreaId == next.AreaId || u.OrderedBy == next.OrderedBy) && HasPlace(under, next))
            {
                begun.Add(next);
                under.Add(next);
                lastTurn[next.AreaId] = lastTurn[next.OrderedBy] = ++turn;
            }
        }

        return begun;
    }

    private static bool HasPlace(List<WaitingImport> under, WaitingImport next) =>
        next.IsSmall ? under.Count < Places + PlacesForSmall : under.Count(u => !u.IsSmall) < Places && under.Count < Places + PlacesForSmall;
}
