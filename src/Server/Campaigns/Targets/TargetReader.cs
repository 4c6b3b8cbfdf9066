using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Lists.Cells;
using TungNgo.Web;

namespace TungNgo.Campaigns.Targets;

/// <summary>
/// Reads a list of targets as an office sends it: titles above the headings, units merged over their rows, numbers as text, empty lines, totals below.
/// A unit is known by its code; names are there for the reader, but one that is another unit's says that the rows have slipped.
/// </summary>
internal sealed class TargetReader(CampaignFile file, IReadOnlyList<AreaVersion> units, IReadOnlyList<TargetLine> lines)
{
    /// <summary>A province's communes times all services that a campaign can have.</summary>
    public const int MostRows = 6_000;

    private readonly List<TargetCell> cells = [];
    private readonly List<TargetRemark> bad = [], notes = [];
    private string? sheet;
    private int left;

    /// <param name="path">An xlsx or csv file.</param>
    public static TargetList Read(string path, CampaignFile file, IReadOnlyList<AreaVersion> units, IReadOnlyList<TargetLine> lines)
    {
        List<SheetRow> rows;
        try
        {
            rows = [.. SheetFile.Rows(path).Where(r => !r.IsBlank).Take(MostRows + 1)];
        }
        catch (UnreadableFileException)
        {
            throw new Refusal(Problems.ListUnreadable);
        }

        if (rows.Count > MostRows)
        {
            throw new Refusal(Problems.CampaignListLarge, MostRows);
        }

        // Offices keep a sheet for each commune, or for each line: whatever has headings is read.
        var sheets = rows.GroupBy(r => r.Sheet).Select(g => (Rows: g.ToList(), Head: TargetHead.Find([.. g], file.Campaign, lines))).Where(s => s.Head is not null).ToList();
        var reader = new TargetReader(file, units, lines);
        foreach (var (sheet, head) in sheets)
        {
            reader.sheet = sheets.Count > 1 ? Shown(sheet[0].Sheet) : null;
            reader.Read(sheet, head!);
        }

        return sheets.Count == 0 ? throw new Refusal(Problems.CampaignListHeader)
            : new TargetList(reader.Once(), [.. reader.bad.OrderBy(b => b.Sheet, StringComparer.Ordinal).ThenBy(b => b.Row).ThenBy(b => b.Column)], reader.notes, reader.left);
    }

    private void Read(List<SheetRow> rows, TargetHead head)
    {
        var lost = new SortedSet<int>();
        var (carried, before) = ((AreaVersion?)null, rows[head.Last].Number);
        foreach (var row in rows.Skip(head.Last + 1))
        {
            // What is merged downwards ends with an empty line.
            carried = row.Number == before + 1 ? carried : null;
            before = row.Number;
            carried = Unit(row, head, carried);
            if (carried is not null)
            {
                Take(row, head, carried);
                lost.UnionWith(Enumerable.Range(0, row.Cells.Length).Where(c => !row[c].IsBlank && !head.Heard.Contains(c)));
            }
        }

        // Numbers below a heading that says nothing here are not lost without a word.
        foreach (var column in lost)
        {
            var heading = column < head.Cells.Count ? TextCells.Clean(head.Cells[column].Display) : "";
            Bad(rows[head.Last], column, head.Outside.Contains(column) ? "day-outside" : "column", heading.Length > 0 ? Shown(heading) : Formats.Missing);
        }
    }

    private void Take(SheetRow row, TargetHead head, AreaVersion unit)
    {
        if (!head.IsByRow)
        {
            foreach (var (column, service) in head.Lines.Where(l => !row[l.Key].IsBlank))
            {
                if (Number(row, column) is { } whole)
                {
                    cells.Add(new(sheet, row.Number, column, unit, service, whole, null));
                }
            }

            return;
        }

        var (code, name) = (row[head.WhatCode].Display, row[head.What].Display);
        var filled = head.Days.Where(d => !row[d.Key].IsBlank).ToList();
        var hasWhole = head.Whole >= 0 && !row[head.Whole].IsBlank;
        if (filled.Count == 0 && !hasWhole)
        {
            return;
        }

        if ((TargetHead.LineOf(code, lines) ?? TargetHead.LineOf(name, lines)) is not { } line)
        {
            Bad(row, head.WhatCode >= 0 ? head.WhatCode : head.What, "what", Shown(code.Length > 0 ? code : name));
            return;
        }

        var marks = bad.Count;
        var total = hasWhole ? Number(row, head.Whole) : null;
        var (days, told) = (new int[file.Campaign.Days], new HashSet<int>());
        foreach (var (column, day) in filled)
        {
            var number = Number(row, column) ?? 0;
            if (!told.Add(day) && days[day] != number)
            {
                Bad(row, column, "day-twice", Formats.Day(file.Campaign.From.AddDays(day)), Formats.Number(days[day]), Formats.Number(number));
            }

            days[day] = number;
        }

        var sum = days.Sum(d => (long)d);
        if (bad.Count > marks)
        {
            return;
        }

        if (filled.Count > 0 && (sum > ChangeCampaign.MostTarget || (total is not null && total != sum)))
        {
            Bad(row, -1, "sum", Formats.Number(sum), Formats.Number(total ?? ChangeCampaign.MostTarget));
            return;
        }

        cells.Add(new(sheet, row.Number, -1, unit, line.ServiceId, total ?? (int)sum, filled.Count > 0 ? days : null));
    }

    private AreaVersion? Unit(SheetRow row, TargetHead head, AreaVersion? carried)
    {
        var (code, name) = (TextCells.Clean(row[head.Code].Display), TextCells.Clean(row[head.Name].Display));
        if (code.Length == 0 && name.Length == 0)
        {
            // Merged over its lines, the unit stands in the first of them.
            return IsTotal(row) || !HasValues(row, head) ? Left()
                : carried is not null && head.IsByRow ? carried : Bad(row, -1, "no-unit");
        }

        var named = units.Where(u => IsNamed(u, name)).ToList();
        if (code.Length > 0)
        {
            // A spreadsheet takes zeros away from the beginning.
            if ((units.FirstOrDefault(u => u.Code == code) ?? units.FirstOrDefault(u => u.Code?.TrimStart('0') == code.TrimStart('0'))) is not { } found)
            {
                return IsTotal(row) ? Left() : Bad(row, head.Code, "unknown", Shown(code));
            }

            if (name.Length > 0 && !named.Contains(found))
            {
                if (named.Count > 0)
                {
                    return Bad(row, head.Name, "slipped", Shown(code), AreaNames.WithKind(found), Shown(name));
                }

                notes.Add(new(sheet, row.Number, head.Name, "named", [Shown(code), AreaNames.WithKind(found), Shown(name)]));
            }

            return found;
        }

        // Hamlets mostly have no code, and within their commune the name tells them apart.
        return named is [{ Code: null } one] ? one
            : IsTotal(row) ? Left()
            : Bad(row, head.Name, named.Count == 0 ? "unknown" : "no-code", Shown(name));
    }

    private static bool HasValues(SheetRow row, TargetHead head) => head.Lines.Keys.Concat(head.Days.Keys).Append(head.Whole).Any(c => !row[c].IsBlank);

    private AreaVersion? Left()
    {
        left++;
        return null;
    }

    private AreaVersion? Bad(SheetRow row, int column, string why, params object?[] values)
    {
        bad.Add(new(sheet, row.Number, column, why, values));
        return null;
    }

    private int? Number(SheetRow row, int column)
    {
        var cell = row[column];
        var number = cell.Number is { } value ? value is >= 0 and <= ChangeCampaign.MostTarget && value == Math.Floor(value) ? (int)value : -1 : CampaignWords.ReadTotal(TextCells.Clean(cell.Display));
        if (number is >= 0 and <= ChangeCampaign.MostTarget)
        {
            return number;
        }

        Bad(row, column, "number", Shown(cell.Display), Formats.Number(ChangeCampaign.MostTarget));
        return null;
    }

    /// <summary>What a list says twice, and not alike, it does not say.</summary>
    private List<TargetCell> Once()
    {
        var taken = new List<TargetCell>();
        foreach (var same in cells.GroupBy(c => (c.Unit.AreaId, c.ServiceId)).Select(g => g.ToList()))
        {
            if (same.TrueForAll(c => c.IsLike(same[0])))
            {
                taken.Add(same[0]);
            }
            else
            {
                bad.AddRange(same.Select(c => new TargetRemark(
                    c.Sheet, c.Row, c.Column, "twice", [AreaNames.WithKind(c.Unit), string.Join(", ", same.Select(s => s.Sheet is null ? $"{s.Row}" : $"{s.Sheet} {s.Row}"))])));
            }
        }

        return taken;
    }

    private static bool IsTotal(SheetRow row) =>
        SearchKey.Fold(row.Cells.FirstOrDefault(c => !c.IsBlank).Display) is var first && (first is "total" or "sum" or "សរុប" || first.Split(' ')[0] is "tong" or "cong" or "toan");

    private static bool IsNamed(AreaVersion unit, string name) => SearchKey.Fold(name.Split(',')[0]) is var key && (key == unit.NameKey || key == SearchKey.Fold(unit.Name) || key == SearchKey.Fold(AreaNames.WithKind(unit)));

    private static string Shown(string text) => FreeText.Shown(IdentityGuard.Masked(text), 60);
}
