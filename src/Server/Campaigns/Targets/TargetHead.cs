using System.Globalization;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Campaigns.Targets;

/// <summary>Which column of a list is what. Headings may stand in two rows, the upper ones merged over the lower.</summary>
/// <param name="Last">Index of the last row of the headings.</param>
/// <param name="Days">By column: the day, counted from the campaign's first.</param>
/// <param name="Lines">By column: the service whose whole stands in it.</param>
/// <param name="Cells">The headings as they stand.</param>
/// <param name="Heard">Columns that mean something here, or never mean a target.</param>
/// <param name="Outside">Columns of days that are none of the campaign's.</param>
internal sealed record TargetHead(
    int Last, int Code, int Name, int WhatCode, int What, int Whole, IReadOnlyDictionary<int, int> Days, IReadOnlyDictionary<int, Guid> Lines,
    IReadOnlyList<SheetCell> Cells, IReadOnlySet<int> Heard, IReadOnlySet<int> Outside)
{
    private const int SearchedRows = 30;
    private static readonly string[] CodeWords = ["ma", "ma don vi", "ma xa", "ma xa phuong", "ma dvhc", "code"], NameWords = ["don vi", "ten don vi", "ten xa", "xa phuong", "xa", "ap khom", "ap", "dia ban", "unit"],
        WhatCodeWords = ["ma noi dung", "ma dich vu", "service code"], WhatWords = ["noi dung", "dich vu", "chi tieu ve", "what"],
        WholeWords = ["chi tieu", "ca chien dich", "ca dot", "tong", "tong so", "tong cong", "target", "total"], AsideWords = ["stt", "tt", "so tt", "so thu tu", "no", "ghi chu", "note", "notes"];

    private static readonly string[] DayForms = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-M-d"];

    private enum Means { Nothing, Code, Name, WhatCode, What, Whole, Aside }

    public bool IsByRow => Lines.Count == 0;

    private bool IsUsable => (Code >= 0 || Name >= 0) && (Lines.Count > 0 || ((WhatCode >= 0 || What >= 0) && (Whole >= 0 || Days.Count > 0)));

    /// <returns>Null when nothing among the first rows of a sheet is a heading.</returns>
    public static TargetHead? Find(IReadOnlyList<SheetRow> rows, Campaign campaign, IReadOnlyList<TargetLine> lines)
    {
        for (var i = 0; i < Math.Min(rows.Count, SearchedRows); i++)
        {
            var one = Read(rows[i].Cells, i, campaign, lines);
            var below = i + 1 < rows.Count && rows[i + 1].Number == rows[i].Number + 1 ? rows[i + 1] : null;
            // Merged downwards: what names the units stands in the upper row alone.
            if (below is not null && (one.Code >= 0 || one.Name >= 0) && below[one.Code].IsBlank && below[one.Name].IsBlank)
            {
                var width = Math.Max(rows[i].Cells.Length, below.Cells.Length);
                var both = Read([.. Enumerable.Range(0, width).Select(c => below[c].IsBlank ? rows[i][c] : below[c])], i + 1, campaign, lines);
                if (both.IsUsable)
                {
                    return both;
                }
            }

            if (one.IsUsable)
            {
                return one;
            }
        }

        return null;
    }

    private static TargetHead Read(IReadOnlyList<SheetCell> cells, int row, Campaign campaign, IReadOnlyList<TargetLine> lines)
    {
        var at = new Dictionary<Means, int>();
        var (days, columns) = (new Dictionary<int, int>(), new Dictionary<int, Guid>());
        var (heard, outside) = (new HashSet<int>(), new HashSet<int>());
        for (var i = 0; i < cells.Count; i++)
        {
            if (DayOf(cells[i], campaign) is { } day)
            {
                if (day >= campaign.From && day <= campaign.To)
                {
                    days.TryAdd(i, day.DayNumber - campaign.From.DayNumber);
                }
                else
                {
                    outside.Add(i);
                }
            }
            else if (LineOf(cells[i].Display, lines) is { } line)
            {
                columns.TryAdd(i, line.ServiceId);
            }
            else if (Meaning(cells[i].Display) is var means and not Means.Nothing && (at.TryAdd(means, i) || means != Means.Whole))
            {
                heard.Add(i);
            }
        }

        // Where each line has a row of its own, no column is a line.
        int At(Means means) => at.GetValueOrDefault(means, -1);
        var lined = At(Means.WhatCode) >= 0 || At(Means.What) >= 0 ? new Dictionary<int, Guid>() : columns;
        heard.UnionWith(lined.Count == 0 ? days.Keys : lined.Keys);
        return new(row, At(Means.Code), At(Means.Name), At(Means.WhatCode), At(Means.What), At(Means.Whole), days, lined, cells, heard, outside);
    }

    /// <summary>A line by its code or by its name in any of the languages.</summary>
    public static TargetLine? LineOf(string text, IReadOnlyList<TargetLine> lines)
    {
        var key = SearchKey.Fold(text);
        return key.Length == 0 ? null : lines.FirstOrDefault(l => SearchKey.Fold(l.Code) == key) ?? lines.FirstOrDefault(l => l.Name.Values.Any(n => SearchKey.Fold(n) == key));
    }

    private static Means Meaning(string text)
    {
        var key = SearchKey.Fold(text);
        bool Is(string[] words, string name) => words.Contains(key) || Texts.Languages.Any(l => SearchKey.Fold(Texts.In(l)[name]) == key);
        return key.Length == 0 ? Means.Nothing
            : Is(WhatCodeWords, "campaigns.list.what-code") ? Means.WhatCode
            : Is(CodeWords, "campaigns.code") ? Means.Code
            : Is(NameWords, "campaigns.unit") ? Means.Name
            : Is(WhatWords, "campaigns.what") ? Means.What
            : Is(WholeWords, "campaigns.target") ? Means.Whole
            : AsideWords.Contains(key) ? Means.Aside : Means.Nothing;
    }

    private static DateOnly? DayOf(SheetCell cell, Campaign campaign)
    {
        if (cell.Date is { } date)
        {
            return date;
        }

        // "Ngày 2/10" and "2/10".
        var text = cell.Display.Trim().Split(' ')[^1];
        if (DateOnly.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole))
        {
            return whole;
        }

        // Without its year it is one of the campaign's, which may lie over New Year.
        return DateOnly.TryParseExact($"{text}/2000", ["d/M/yyyy", "d-M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var bare)
            ? campaign.EachDay.Cast<DateOnly?>().FirstOrDefault(d => (d!.Value.Day, d.Value.Month) == (bare.Day, bare.Month)) : null;
    }
}
