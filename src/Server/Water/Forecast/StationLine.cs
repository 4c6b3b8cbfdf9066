using System.Globalization;
using System.Text.RegularExpressions;

namespace TungNgo.Water.Forecast;

/// <summary>
/// A line of a station's record: local time and g/l, and perhaps a note. Separated by tab, semicolon, comma or, without any of them, by a space; ISO or day
/// before month; point or comma in the number where the comma does not separate.
/// </summary>
internal static partial class StationLine
{
    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];
    private static readonly string[] Hours = ["H:m", "H:m:s", "H:m:s.FFFFFFF", "H'h'", "H'h'm"];

    /// <summary>A spreadsheet may leave out the hour of midnight, and a day of one value has none.</summary>
    private static readonly string[] TimeForms =
        [.. Days.SelectMany(day => Hours.SelectMany(hour => (string[])[$"{day} {hour}", $"{day}'T'{hour}", $"{hour} {day}"])), .. Days];

    private static readonly HashSet<string> Nothing = new(["", "-", "--", "—", "NA", "N/A", "#N/A", "NaN", "null", "none"], StringComparer.OrdinalIgnoreCase);

    /// <param name="value">Null where the line says that nothing was read.</param>
    public static LineProblem? Take(string line, out DateTime time, out double? value)
    {
        (time, value) = (default, null);
        var cells = Cells(line);
        if (cells.Count > 2 && IsTime($"{cells[0]} {cells[1]}", out _))
        {
            // Day and hour each in a column.
            cells = [$"{cells[0]} {cells[1]}", .. cells.Skip(2)];
        }

        // A note may follow; another number may be what was meant.
        if (cells.Count < 2 || cells.Skip(2).Any(c => NumberOf(c) is not null))
        {
            return LineProblem.Columns;
        }

        if (!IsTime(cells[0], out time))
        {
            return LineProblem.Time;
        }

        if (Nothing.Contains(cells[1]))
        {
            return null;
        }

        value = NumberOf(Unit().Replace(cells[1], ""));
        return value is not { } read ? LineProblem.Value : read is >= 0 and <= StationFile.Saltiest ? null : LineProblem.Range;
    }

    private static List<string> Cells(string line)
    {
        var separator = line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        if (separator == ',' && !line.Contains(',', StringComparison.Ordinal) && line.LastIndexOf(' ') is > 0 and var space)
        {
            return [Bare(line[..space]), Bare(line[space..])];
        }

        var (cells, begin, isQuoted) = (new List<string>(), 0, false);
        for (var i = 0; i <= line.Length; i++)
        {
            isQuoted ^= i < line.Length && line[i] == '"';
            if (i == line.Length || line[i] == separator && !isQuoted)
            {
                cells.Add(Bare(line[begin..i]));
                begin = i + 1;
            }
        }

        return cells;
    }

    private static string Bare(string cell) => cell.Trim().Trim('"').Trim();

    private static bool IsTime(string text, out DateTime time)
    {
        var local = text.EndsWith("+07:00", StringComparison.Ordinal) ? text[..^"+07:00".Length] : text;
        // The last reading of a day is by some written at its hour 24.
        var midnight = Midnight().Replace(local, "${before}0:00");
        if (!DateTime.TryParseExact(midnight, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out time))
        {
            return false;
        }

        time = midnight == local ? time : time.AddDays(1);
        return true;
    }

    private static double? NumberOf(string cell) => double.TryParse(
        cell.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"(?<before>^|[ T])24(:00(:00)?|h(00)?)(?=$| )")]
    private static partial Regex Midnight();

    [GeneratedRegex(@"\s*(g/l|‰|ppt|%o)$", RegexOptions.IgnoreCase)]
    private static partial Regex Unit();
}
