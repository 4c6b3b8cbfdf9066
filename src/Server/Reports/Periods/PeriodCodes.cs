using System.Globalization;

namespace TungNgo.Reports.Periods;

/// <summary>How others call the calendar's periods. They know months, quarters, half years and years; a period that ends on the 14th they do not know at all.</summary>
internal static class PeriodCodes
{
    /// <summary>"202409", "2024Q3", "2024S2", "2024"; null where DHIS2 has no such period.</summary>
    public static string? Dhis2(this Period period) => period.Kind is not { CutoffDay: 0 } kind ? null : (kind.Months, kind.Slots) switch
    {
        (1, 12) => string.Create(CultureInfo.InvariantCulture, $"{period.Year}{period.Slot:00}"),
        (3, 4) => string.Create(CultureInfo.InvariantCulture, $"{period.Year}Q{period.Slot}"),
        (6, 2) => string.Create(CultureInfo.InvariantCulture, $"{period.Year}S{period.Slot}"),
        (12, 1) => period.Year.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>First day and length by ISO 8601, as ADX writes it: "2024-09-01/P1M". Null where DHIS2 has no such period.</summary>
    public static string? Iso(this Period period) => period.Dhis2() is null ? null
        : string.Create(CultureInfo.InvariantCulture, $"{period.From:yyyy-MM-dd}/P{(period.Kind!.Months == 12 ? "1Y" : $"{period.Kind.Months}M")}");
}
