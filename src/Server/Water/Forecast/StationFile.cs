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
/// A station's record as offices keep it: a reading a line, in any order, with rows twice, with or without headings. What cannot be read is named and left
/// out.
/// </summary>
/// <param name="Readings">In the order of time, each instant once.</param>
/// <param name="Missing">Lines that say that nothing was read.</param>
/// <param name="Repeated">Lines that say again what another one says.</param>
internal sealed record StationFile(IReadOnlyList<StationReading> Readings, IReadOnlyList<BadLine> Bad, int Missing, int Repeated)
{
    /// <summary>Sea water has 35 g/l; g/l.</summary>
    public const double Saltiest = 45;

    private const int MostShown = 60;

    public static StationFile Read(TextReader text)
    {
        var (bad, readings, lines) = (new List<BadLine>(), new Dictionary<DateTime, (double Value, int Line, string Text)>(), 0);
        var (missing, repeated, begun) = (0, 0, false);
        while (text.ReadLine() is { } raw)
        {
            lines++;
            var line = raw.Trim('\uFEFF', ' ', '\r');
            if (line.Trim(' ', '\t', ',', ';', '"').Length == 0)
            {
                continue;
            }

            var problem = StationLine.Take(line, out var time, out var value);
            // Names of a station, of columns and of units may stand above the readings: they are no wrong lines.
            var isHeading = !begun && problem is LineProblem.Time or LineProblem.Columns && !line.Any(char.IsAsciiDigit);
            begun |= problem is null;
            if (problem is { } wrong)
            {
                if (!isHeading)
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
}
