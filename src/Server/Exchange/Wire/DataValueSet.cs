using TungNgo.Reports.Periods;

namespace TungNgo.Exchange.Wire;

/// <param name="Value">A number as text, as DHIS2 keeps all values.</param>
/// <param name="Comment">The seal of the approved report that it stands in; from how many units it comes, where some told nothing.</param>
public sealed record DataValue(string DataElement, string Period, string OrgUnit, string Value, string? Comment);

/// <summary>The JSON that DHIS2 takes at /api/dataValueSets.</summary>
public sealed record DataValueSet(string? DataSet, DataValue[] DataValues)
{
    internal static DataValueSet Of(OutValues values, string? dataSet) =>
        new(dataSet, [.. values.Values.Select(v => new DataValue(v.Element, v.Period.Dhis2()!, v.Unit, v.Value, v.Comment))]);
}
