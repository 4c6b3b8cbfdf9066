using TungNgo.Areas;

namespace TungNgo.Seasons;

/// <summary>What may be shown of a place.</summary>
/// <param name="Any">Whether any household has told at all.</param>
/// <param name="Shown">By <see cref="SeasonFigure.Code"/>; what is not here is not shown.</param>
internal sealed record SeasonLine(AreaVersion Unit, bool Any, IReadOnlyDictionary<string, double> Shown)
{
    /// <summary>Sum of the lines that are shown: it tells nothing that they do not.</summary>
    public double? Cost =>
        SeasonAccount.Lines.Select(SeasonFigure.CodeOf).Where(Shown.ContainsKey).ToList() is { Count: > 0 } lines ? lines.Sum(l => Shown[l]) : null;
}

/// <summary>
/// Figures of one crop in one season, by places: the one home of what is shown, so that no household can be read out of them.
/// </summary>
/// <remarks>
/// The rule, for each figure by itself and from the hamlets up. A figure is shown only if at least <see cref="Least"/> households told what it is made of.
/// Of a larger place moreover: take away from it whatever is shown below it; what is left must be nobody, or again at least that many households. So a place
/// with one small hidden hamlet is hidden, since subtracting the others would show that hamlet; with hidden places that together are five households it is
/// shown. What is left of a hidden place counts on at the next larger one. Areas are never shown, and crops and seasons never summed. It does not hold two
/// days against each other: whoever compares the figures of before and after one household has told may learn of it, as with any mean.
/// </remarks>
internal static class SeasonSums
{
    public const int Least = 5;

    /// <param name="rows">All accounts of the crop and season in a unit.</param>
    /// <returns>A line for the unit and for each below it.</returns>
    public static Dictionary<Guid, SeasonLine> Of(DayTree tree, Guid areaId, IEnumerable<SeasonRow> rows)
    {
        var lines = new Dictionary<Guid, SeasonLine>();
        Fold(tree, tree.Find(areaId)!, rows.ToLookup(r => r.HamletId), lines);
        return lines;
    }

    /// <returns>The place's accounts, and for each figure of how many households something would be left if all that is shown were taken away.</returns>
    private static (List<SeasonRow> Rows, int[] Left) Fold(DayTree tree, AreaVersion unit, ILookup<Guid, SeasonRow> told, Dictionary<Guid, SeasonLine> lines)
    {
        var rows = told[unit.AreaId].ToList();
        var left = SeasonFigure.All.Select(f => rows.Count(f.IsOf)).ToArray();
        foreach (var child in tree.ChildrenOf(unit.AreaId))
        {
            var below = Fold(tree, child, told, lines);
            rows.AddRange(below.Rows);
            for (var i = 0; i < left.Length; i++)
            {
                left[i] += below.Left[i];
            }
        }

        var shown = new Dictionary<string, double>();
        for (var i = 0; i < left.Length; i++)
        {
            var figure = SeasonFigure.All[i];
            var of = rows.Where(figure.IsOf).ToList();
            if (of.Count >= Least && (left[i] == 0 || left[i] >= Least))
            {
                shown[figure.Code] = figure.Value(of);
                left[i] = 0;
            }
        }

        lines[unit.AreaId] = new SeasonLine(unit, rows.Count > 0, shown);
        return (rows, left);
    }
}
