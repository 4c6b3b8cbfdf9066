using System.Globalization;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;

namespace TungNgo.Water.Ways;

/// <summary>Why a cell or row of a bulletin was not understood.</summary>
internal enum TableFault { StationUnknown, DayUnreadable, NumberUnreadable, DayFuture }

/// <summary>A cell that was not understood; the rest of its row and all others were.</summary>
/// <param name="Row">As the sheet or the pasted text counts, from 1.</param>
internal sealed record TableProblem(int Row, string Column, string Text, TableFault Fault);

/// <summary>A day of a station.</summary>
internal sealed record TableRow(int Row, Station Station, DateOnly Day, double? Max, double? Min, Unit Unit);

/// <summary>
/// The daily bulletin as a table: point, day, highest and lowest, in whatever order and spelling its columns come. A day may stand in a column of its own or
/// once for the whole table.
/// </summary>
internal sealed class BulletinTable
{
    private static readonly string[] PointTitles = ["point", "diem", "diem do", "tram", "ten tram", "vi tri", "noi do", "station"], DayTitles = ["day", "date", "ngay", "ngay do"],
        MaxTitles = ["max", "max g l", "cao nhat", "smax", "lon nhat", "do man cao nhat"], MinTitles = ["min", "min g l", "thap nhat", "smin", "nho nhat", "do man thap nhat"];

    private static readonly string[] Days = ["yyyy-MM-dd", "d/M/yyyy", "dd/MM/yyyy", "d-M-yyyy", "d.M.yyyy"];

    public List<TableRow> Rows { get; } = [];
    public List<TableProblem> Problems { get; } = [];

    public IEnumerable<(Station Station, IReadOnlyList<ReadingSaid> Said)> ByStation() => Rows.GroupBy(r => r.Station)
        .Select(g => (g.Key, (IReadOnlyList<ReadingSaid>)[.. g.SelectMany(Said)]));

    /// <param name="rows">With or without a line of titles; without, the columns are point, highest, lowest, as they are typed.</param>
    /// <param name="stations">Those that the caller may write to.</param>
    /// <param name="day">Where the table has no column for it.</param>
    /// <param name="today">Nothing was measured after it.</param>
    public static BulletinTable Read(IEnumerable<SheetRow> rows, IReadOnlyList<Station> stations, DateOnly day, DateOnly today)
    {
        var table = new BulletinTable();
        Columns? columns = null;
        foreach (var row in rows.Where(r => !r.IsBlank))
        {
            if (columns is null)
            {
                columns = Columns.Of(row);
                if (columns is not null)
                {
                    continue;
                }

                columns = new(0, -1, 1, 2);
            }

            table.Take(row, columns, stations, day, today);
        }

        return table;
    }

    /// <summary>What was pasted: a line for a row, cells apart by tabs, else by semicolons, else by more than one blank or by commas that are no decimals.</summary>
    public static IEnumerable<SheetRow> Pasted(string text) => text.Replace("\r", "", StringComparison.Ordinal).Split('\n').Select((line, i) => new SheetRow("", i + 1, [.. Cells(line).Select(c => new SheetCell(c.Trim()))]));

    private static string[] Cells(string line) =>
        line.Contains('\t', StringComparison.Ordinal) ? line.Split('\t')
        : line.Contains(';', StringComparison.Ordinal) ? line.Split(';')
        : line.Contains('|', StringComparison.Ordinal) ? line.Trim().Trim('|').Split('|')
        : line.Count(c => c == ',') >= 3 && !line.Contains("  ", StringComparison.Ordinal) ? line.Split(',')
        : line.Trim().Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void Take(SheetRow row, Columns columns, IReadOnlyList<Station> stations, DateOnly day, DateOnly today)
    {
        var name = row[columns.Point].Display;
        if (string.IsNullOrWhiteSpace(name))
        {
            return;
        }

        if (StationNames.Find(stations, name) is not { } station)
        {
            Problems.Add(new(row.Number, SheetRow.Letters(columns.Point), FreeText.Shown(name, 60), TableFault.StationUnknown));
            return;
        }

        var on = columns.Day < 0 ? day : Day(row[columns.Day]);
        if (on is not { } measured || measured > today)
        {
            Problems.Add(new(row.Number, SheetRow.Letters(Math.Max(columns.Day, 0)), FreeText.Shown(row[columns.Day].Display, 60), on is null ? TableFault.DayUnreadable : TableFault.DayFuture));
            return;
        }

        var unit = Unit.GramsPerLitre;
        var (max, min) = (Number(row, columns.Max, ref unit), Number(row, columns.Min, ref unit));
        if (max is not null || min is not null)
        {
            Rows.Add(new(row.Number, station, measured, max, min, unit));
        }
    }

    /// <summary>Missing cells are missing: "-", "–", "…" and nothing at all.</summary>
    private double? Number(SheetRow row, int column, ref Unit unit)
    {
        if (column < 0 || row[column].IsBlank || row[column].Display.Trim() is "-" or "–" or "—" or "…" or "..." or "x" or "KĐ" or "kđ")
        {
            return null;
        }

        if (row[column].Number is { } number)
        {
            return number;
        }

        if (Units.ReadNumber(row[column].Display) is { } read && (read.Unit is null || Units.ToKept(Measure.Salinity, read.Value, read.Unit.Value) is not null))
        {
            unit = read.Unit ?? unit;
            return read.Value;
        }

        Problems.Add(new(row.Number, SheetRow.Letters(column), FreeText.Shown(row[column].Display, 60), TableFault.NumberUnreadable));
        return null;
    }

    private static DateOnly? Day(SheetCell cell) => cell.Date
        ?? (DateOnly.TryParseExact(cell.Display.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    private static IEnumerable<ReadingSaid> Said(TableRow row)
    {
        var at = LegalDay.Start(row.Day);
        if (row.Max is { } max)
        {
            yield return new(at, max, row.Unit, Measure.Salinity, Span.DayMax, Method.Bulletin);
        }

        if (row.Min is { } min)
        {
            yield return new(at, min, row.Unit, Measure.Salinity, Span.DayMin, Method.Bulletin);
        }
    }

    private sealed record Columns(int Point, int Day, int Max, int Min)
    {
        /// <returns>Null when the row is no line of titles.</returns>
        public static Columns? Of(SheetRow row)
        {
            var titles = row.Cells.Select(c => SearchKey.Fold(c.Display.Replace('_', ' ').Replace('/', ' ').Replace('(', ' ').Replace(')', ' ').Replace('‰', ' ')).Trim()).ToList();
            int Find(string[] names) => titles.FindIndex(t => names.Any(n => t == n || t.StartsWith(n + " ", StringComparison.Ordinal)));
            var (point, max) = (Find(PointTitles), Find(MaxTitles));
            return point < 0 || max < 0 ? null : new(point, Find(DayTitles), max, Find(MinTitles));
        }
    }
}
