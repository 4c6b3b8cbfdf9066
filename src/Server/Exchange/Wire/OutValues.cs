using System.Globalization;
using TungNgo.Exchange.Systems;
using TungNgo.Reports;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Exchange.Wire;

/// <summary>A figure in another system's words.</summary>
/// <param name="Unit">Their code of the unit.</param>
/// <param name="Comment">What <see cref="OutValues.CommentOf"/> says: the comment of dataValueSets, the annotation of ADX.</param>
internal sealed record OutValue(string Element, string Unit, Period Period, string Value, string? Comment);

/// <param name="LeftOut">Figures that there are, but that the system's mapping or a missing code of the unit does not let through.</param>
internal sealed record OutValues(IReadOnlyList<OutValue> Values, int LeftOut)
{
    /// <summary>Header in which an answer says how many were left out.</summary>
    public const string LeftOutHeader = "X-Left-Out";

    /// <exception cref="Refusal">A period that others do not know, by its name.</exception>
    public static OutValues Of(IndicatorValues answers, CodeTable codes, Func<string, Period> periodOf)
    {
        var (values, leftOut) = (new List<OutValue>(), 0);
        foreach (var answer in answers.All)
        {
            var period = Known(periodOf(answer.Period));
            foreach (var unit in answer.Units)
            {
                foreach (var figure in unit.Figures.Where(f => f.Value is not null))
                {
                    if (codes.Indicator(figure.Code) is { } mapped && codes.Unit(unit.Code) is { } theirs)
                    {
                        var comment = CommentOf(unit.Snapshot?.Seal, unit.Snapshot?.Revision, figure.Reporting, figure.Of);
                        values.Add(new(mapped.Theirs, theirs, period, Text(figure.Value!.Value * mapped.Factor), comment));
                    }
                    else
                    {
                        leftOut++;
                    }
                }
            }
        }

        return new(values, leftOut);
    }

    /// <summary>
    /// What is said beside a value: the approved report that it stands in, and from how many units it comes where some told nothing. A sum of a few would
    /// otherwise be read as one of all.
    /// </summary>
    /// <returns>Null when there is nothing to say.</returns>
    public static string? CommentOf(string? seal, int? revision, int? reporting, int? of)
    {
        string?[] parts = [seal is null ? null : $"seal {seal}, revision {revision}", reporting < of ? $"from {reporting} of {of} units" : null];
        return string.Join(", ", parts.OfType<string>()) is { Length: > 0 } said ? said : null;
    }

    /// <exception cref="Refusal">Others do not know such a period.</exception>
    public static Period Known(Period period) => period.Dhis2() is null ? throw new Refusal(Problems.ExchangePeriod, period.Code) : period;

    /// <summary>A number for programs, without the noughts that a division leaves at its end.</summary>
    public static string Text(decimal value) => (decimal.Round(value, 10, MidpointRounding.AwayFromZero) / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
