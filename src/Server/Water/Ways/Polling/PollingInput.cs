using TungNgo.Water.Readings;
using TungNgo.Web;

namespace TungNgo.Water.Ways.Polling;

/// <summary>The form of a source as it is typed.</summary>
internal sealed class PollingInput
{
    public const string Tab = "tab";

    /// <summary>Ids of the fields that problems speak of.</summary>
    public static readonly Dictionary<Problem, string> Fields = new()
    {
        [Problems.PollingAddress] = "url", [Problems.PollingColumns] = "time", [Problems.PollingUnit] = "unit", [Problems.PollingMinutes] = "minutes",
    };

    public string? Url { get; set; }
    public PollFormat Format { get; set; } = PollFormat.Csv;

    /// <summary>A tab has a word of its own: forms lose it.</summary>
    public string? Separator { get; set; } = ",";
    public string? Rows { get; set; }
    public string? Time { get; set; }
    public string? Value { get; set; }
    public string? MeasureColumn { get; set; }
    public string? UnitColumn { get; set; }
    public Measure Measure { get; set; } = Measure.Salinity;
    public Unit Unit { get; set; } = Unit.GramsPerLitre;
    public int Minutes { get; set; } = 30;
    public int Edition { get; set; }

    public static PollingInput Of(PolledSource source) => new()
    {
        Url = source.Url, Format = source.Mapping.Format, Separator = source.Mapping.Separator == "\t" ? Tab : source.Mapping.Separator,
        Rows = source.Mapping.Rows, Time = source.Mapping.TimeColumn, Value = source.Mapping.ValueColumn,
        MeasureColumn = source.Mapping.MeasureColumn, UnitColumn = source.Mapping.UnitColumn,
        Measure = source.Mapping.Measure, Unit = source.Mapping.Unit, Minutes = source.Minutes, Edition = source.Edition,
    };

    public PollingForm ToForm() => new(
        Url,
        new(Format, Separator == Tab ? "\t" : Separator ?? ",", Rows ?? "", Time ?? "", Value ?? "", MeasureColumn ?? "", UnitColumn ?? "", Measure, Unit),
        Minutes, Edition);
}
