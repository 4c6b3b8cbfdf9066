using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Provinces.Packages;

/// <summary>What a signed body must be before it is believed: a key says who speaks, and not that it makes sense.</summary>
internal static class PackageChecks
{
    public const int MostUnits = 3_000, MostIndicators = 500;

    /// <summary>A clock that goes wrong by more would make a package that nothing can follow for years.</summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromHours(24);

    /// <exception cref="Refusal">Names the first thing that cannot be.</exception>
    public static void Check(PackageBody body, Period? period, DateTime now)
    {
        Insist(body.Format == PackageBody.Current, "format");
        Insist(period is not null && period.Code == body.Period && (period.From, period.To) == (body.From, body.To), "period");
        Insist(body.Made.Kind == DateTimeKind.Utc && body.Made.Date >= body.From.AddDays(-1).ToDateTime(TimeOnly.MinValue), "made");
        if (body.Made > now + MostAhead)
        {
            throw new Refusal(Problems.PackageFuture);
        }

        Insist(body.Change >= 0, "change");
        Insist(body.Units.Count is > 0 and <= MostUnits && body.Definitions.Count is > 0 and <= MostIndicators, "units");
        var units = Units(body);
        var codes = body.Definitions.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        Insist(codes.Count == body.Definitions.Count && body.Definitions.TrueForAll(d => IsCode(d.Code) && Words(d.Name) && Words(d.Definition) && Words(d.Unit) && (d.From?.Length ?? 0) <= 300), "definitions");
        var told = new HashSet<(Guid, string)>();
        foreach (var figure in body.Figures)
        {
            Insist(units.ContainsKey(figure.Unit) && codes.Contains(figure.Indicator) && told.Add((figure.Unit, figure.Indicator)), $"figures {figure.Indicator}");
            Insist(Bounded(figure.Value) && Bounded(figure.Above) && Bounded(figure.Below) && figure.Reporting is null or >= 0 && figure.Of is null or >= 0, $"figures {figure.Indicator}");
            Insist(figure.Value is null || figure.Gap == Reports.Values.Gap.None, $"figures {figure.Indicator}");
        }
    }

    /// <summary>One root, no circles, tiers that go down, dates that hold on the period's last day.</summary>
    private static Dictionary<Guid, PackagedUnit> Units(PackageBody body)
    {
        var units = new Dictionary<Guid, PackagedUnit>();
        foreach (var unit in body.Units)
        {
            Insist(unit.Id != Guid.Empty && units.TryAdd(unit.Id, unit), "units");
            Insist(Enum.IsDefined(unit.Kind) && AreaVersion.TierOf(unit.Kind) is >= AreaTier.Province and <= AreaTier.Commune, $"units {unit.Code}");
            Insist(unit.Name.Length is > 0 and <= 4 * Province.LongestName && (unit.Code?.Length ?? 0) <= Province.LongestCode && (unit.Act?.Length ?? 0) <= 300, $"units {unit.Code}");
            Insist((unit.From is null || unit.From <= body.To) && (unit.To is null || unit.To >= unit.From.GetValueOrDefault(DateOnly.MinValue)), $"units {unit.Code}");
        }

        Insist(units.TryGetValue(body.Root, out var root) && root.Parent is null && AreaVersion.TierOf(root.Kind) == AreaTier.Province, "root");
        // Tiers go down with each step, so there can be no circle.
        Insist(body.Units.TrueForAll(u => u.Id == body.Root || (u.Parent is { } parent && units.TryGetValue(parent, out var above) && AreaVersion.TierOf(above.Kind) < AreaVersion.TierOf(u.Kind))), "units");
        return units;
    }

    private static bool IsCode(string code) => code.Length is > 0 and <= 40 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static bool Words(Dictionary<string, string> words) => words.Count <= 5 && words.All(w => w.Key.Length <= 5 && w.Value.Length <= 2_000);

    private static bool Bounded(decimal? value) => value is null || Math.Abs(value.Value) < 1_000_000_000_000_000m;

    private static void Insist(bool holds, string place)
    {
        if (!holds)
        {
            throw new Refusal(Problems.PackageWrong, place);
        }
    }
}
