using System.Globalization;
using TungNgo.Data;
using TungNgo.Water.Readings;

namespace TungNgo.Water.Ways.Polling;

/// <summary>A row that was not understood; those beside it were.</summary>
internal sealed record PolledFault(int Row, string Text, ReadingFault Fault);

/// <summary>A file as it is understood.</summary>
/// <param name="Problem">Of the file as a whole; then there are no rows.</param>
internal sealed record PolledTable(IReadOnlyList<(int Row, ReadingSaid Said)> Said, IReadOnlyList<PolledFault> Faults, PollProblem? Problem)
{
    private const int Shown = 60;

    /// <summary>More digits are no time.</summary>
    private static readonly DateTime Latest = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <param name="now">What speaks of later is not believed; see <see cref="RecordReadings.FaultOf"/>.</param>
    public static PolledTable Read(string text, PollMapping mapping, DateTime now)
    {
        var (rows, problem) = PolledRows.Of(text, mapping);
        if (rows is null)
        {
            return new([], [], problem);
        }

        var (said, faults) = (new List<(int, ReadingSaid)>(rows.Count), new List<PolledFault>());
        foreach (var (row, cells) in rows)
        {
            var value = cells(mapping.ValueColumn)?.Trim() ?? "";
            // A gap in the series is nothing to speak of.
            if (value is "" or "-" or "–" or "—" or "NaN" or "null" or "N/A")
            {
                continue;
            }

            var (one, fault) = Read(cells, value, mapping, now);
            if (one is null)
            {
                faults.Add(new(row, FreeText.Shown($"{cells(mapping.TimeColumn)} {value}", Shown), fault));
            }
            else
            {
                said.Add((row, one));
            }
        }

        return new(said, faults, said.Count == 0 && faults.Count > 0 ? PollProblem.NothingUnderstood : null);
    }

    private static (ReadingSaid? Said, ReadingFault Fault) Read(PolledCells cells, string value, PollMapping mapping, DateTime now)
    {
        if (Time(cells(mapping.TimeColumn)?.Trim() ?? "") is not { } at)
        {
            return (null, ReadingFault.TimeUnreadable);
        }

        if (Number(value) is not { } number)
        {
            return (null, ReadingFault.ValueUnreadable);
        }

        var named = mapping.MeasureColumn.Length == 0 ? null : cells(mapping.MeasureColumn)?.Trim();
        Measure? measure = string.IsNullOrEmpty(named) ? mapping.Measure
            : Enum.TryParse<Measure>(named, true, out var known) && Enum.IsDefined(known) ? known : null;
        var written = mapping.UnitColumn.Length == 0 ? null : cells(mapping.UnitColumn)?.Trim();
        // A measure that the row names is in its own unit unless the row says another.
        var unit = number.Unit ?? (!string.IsNullOrEmpty(written) ? Units.Read(written)
            : measure == mapping.Measure ? mapping.Unit
            : measure is { } other ? Units.Kept(other) : null);
        if (measure is not { } of || unit is not { } into)
        {
            return (null, ReadingFault.UnitWrong);
        }

        var said = new ReadingSaid(at, number.Value, into, of, Span.Instant, Method.Sensor);
        return RecordReadings.FaultOf(said, now) is { } fault ? (null, fault) : (said, default);
    }

    private static (double Value, Unit? Unit)? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) && double.IsFinite(plain) ? (plain, null)
        : Units.ReadNumber(text);

    /// <summary>As stations write it, or the seconds or milliseconds since 1970.</summary>
    private static DateTime? Time(string text)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var since))
        {
            return StationTime.Read(text);
        }

        var milliseconds = since < 100_000_000_000 ? since * 1000 : since;
        return since >= 100_000_000 && milliseconds < new DateTimeOffset(Latest).ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
            : null;
    }
}
