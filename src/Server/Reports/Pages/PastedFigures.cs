using TungNgo.Data;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Pages;

/// <summary>A table copied from Excel: a name or code, and the figure in the last cell that holds one. Lines of what the unit is not asked are passed over.</summary>
internal static class PastedFigures
{
    /// <exception cref="Refusal">No line names a figure of the form.</exception>
    public static IReadOnlyList<Told> Read(string? pasted, ReportView view, Texts t)
    {
        var told = new List<Told>();
        foreach (var line in (pasted ?? "").Split('\n').Take(500))
        {
            var cells = line.TrimEnd('\r').Split('\t').Select(c => c.Trim()).ToList();
            if (view.Values.FirstOrDefault(v => cells.Any(c => Names(c, v.Indicator))) is not { } named || !view.Asks(named))
            {
                continue;
            }

            // What stands after the name: the figure, and after it perhaps whose it is. An empty cell stays missing.
            var after = cells.Skip(cells.FindLastIndex(c => Names(c, named.Indicator)) + 1).Where(c => c != t.Of(named.Indicator.Unit) && c != named.Indicator.Unit["vi"]).ToList();
            told.Add(new(named.Indicator.Code, after.FirstOrDefault() ?? "", after.ElementAtOrDefault(1)));
        }

        return told.Count > 0 ? told : throw new Refusal(Problems.ReportPasteEmpty, view.Form.Indicators.Count);
    }

    private static bool Names(string cell, Indicator indicator) =>
        cell.Length > 0 && (cell.Equals(indicator.Code, StringComparison.OrdinalIgnoreCase) || indicator.Name.Values.Any(n => SearchKey.Fold(n) == SearchKey.Fold(cell)));
}
