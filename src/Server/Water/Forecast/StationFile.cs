using System.Globalization;

namespace TungNgo.Water.Forecast;

/// <summary>Why a line of a station's file was not taken.</summary>
internal enum LineProblem
{
    /// <summary>Not two columns.</summary>
    Columns,
    Time,
    Value,

    /// <summary>Less than nothing, or saltier than any sea.</summary>
    Range,

    /// <summary>Another value for an instant that was read before; the first one stays.</summary>
    Contradicts,

    /// <summary>Stands alone, many times above the readings around it: most likely typed without its decimal point.</summary>
    Doubtful,
}

internal readonly record struct BadLine(int Line, LineProblem Problem, string Text);

/// <summary>
/// A station's record as offices keep it: two columns, local time without zone and g/l; separated by comma, semicolon or tab; ISO or dd/MM/yyyy; a
/// decimal comma where the comma does not separate.
/// In any order, with rows twice, with or without a heading. What cannot be read is named and left out.
/// </summary>
/// <param name="Readings">In the order of time, each instant once.</param>
/// <param name="Missing">Lines that say that nothing was read.</param>
/// <param name="Repeated">Lines that say again what another one says.</param>
internal sealed record StationFile(IReadOnlyList<StationReading> Readings, IReadOnlyList<BadLine> Bad, int Missing, int Repeated)
{
    /// <summary>Sea water has 35 g/l; g/l.</summary>
    public const double Saltiest = 45;

    private const int MostShown = 60;
    private static readonly string[] TimeForms =
    [
        "yyyy-MM-dd H:m", "yyyy-MM-dd H:m:s", "yyyy-MM-dd'T'H:m", "yyyy-MM-dd'T'H:m:s", "yyyy/M/d H:m", "yyyy/M/d H:m:s", "d/M/yyyy H:m", "d/M/yyyy H:m:s",
        "d-M-yyyy H:m", "d-M-yyyy H:m:s", "yyyy-MM-dd H:m:s.FFFFFFF", "yyyy-MM-dd'T'H:m:s.FFFFFFF",
    ];

    private static readonly HashSet<string> Nothing = new(["", "-", "—", "NA", "N/A", "NaN", "null", "none"], StringComparer.OrdinalIgnoreCase);

    public static StationFile Read(TextReader text)
    {
        var (bad, readings, lines) = (new List<BadLine>(), new Dictionary<DateTime, (double Value, int Line, string Text)>(), 0);
        var (missing, repeated, begun) = (0, 0, false);
        char? separator = null;
        while (text.ReadLine() is { } raw)
        {
            lines++;
            var line = raw.Trim('\uFEFF', ' ', '\r');
            if (line.Trim().Length == 0)
            {
                continue;
            }

            separator ??= SeparatorOf(line);
            var isFirst = !begun;
            begun = true;
            var problem = Take(line, separator.Value, out var time, out var value);
            if (problem is { } wrong)
            {
                // A heading is no wrong line.
                if (!(isFirst && wrong is LineProblem.Time or LineProblem.Columns && !line.Any(char.IsAsciiDigit)))
                {
                    bad.Add(new BadLine(lines, wrong, line[..Math.Min(line.Length, MostShown)]));
                }
            }
            else if (value is not { } read)
            {
                missing++;
            }
            else if (!readings.TryAdd(time, (read, lines, line)))
            {
                if (readings[time].Value == read)
                {
                    repeated++;
                }
                else
                {
                    bad.Add(new BadLine(lines, LineProblem.Contradicts, line[..Math.Min(line.Length, MostShown)]));
                }
            }
        }

        var ordered = readings.OrderBy(r => r.Key).Select(r => new StationReading(r.Key, r.Value.Value)).ToList();
        var doubtful = DoubtfulReadings.Of(ordered).ToHashSet();
        bad.AddRange(doubtful.Select(d => readings[d.Local]).Select(r => new BadLine(r.Line, LineProblem.Doubtful, r.Text[..Math.Min(r.Text.Length, MostShown)])));
        return new StationFile([.. ordered.Where(r => !doubtful.Contains(r))], [.. bad.OrderBy(b => b.Line)], missing, repeated);
    }

    private static char SeparatorOf(string line) => line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(';', StringComparison.Ordinal) ? ';' : ',';

    private static LineProblem? Take(string line, char separator, out DateTime time, out double? value)
    {
        (time, value) = (default, null);
        var cells = line.Split(separator).Select(c => c.Trim().Trim('"').Trim()).ToList();
        // Spreadsheets leave separators at the end of a row.
        while (cells.Count > 2 && cells[^1].Length == 0)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        if (cells.Count != 2)
        {
            return LineProblem.Columns;
        }

        if (!DateTime.TryParseExact(cells[0], TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out time))
        {
            return LineProblem.Time;
        }

        if (Nothing.Contains(cells[1]))
        {
            return null;
        }

        var number = separator == ',' ? cells[1] : cells[1].Replace(',', '.');
        if (!double.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var read))
        {
            return LineProblem.Value;
        }

        value = read;
        return read is >= 0 and <= Saltiest ? null : LineProblem.Range;
    }
}
