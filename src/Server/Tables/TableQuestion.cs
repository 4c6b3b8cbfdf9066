using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Tables;

/// <summary>Which units stand in a table.</summary>
internal enum TablePick { Unit = 1, Children = 2, Tier = 3, Chosen = 4 }

/// <summary>What the rows are; the other two share the columns.</summary>
internal enum TableRows { Units = 1, Indicators = 2, Periods = 3 }

/// <summary>
/// What a table asks: indicators × units × periods. It is read from an address and written to one, so that each view has its own, and is kept as such.
/// </summary>
/// <param name="Indicators">Their codes, in the order of the columns.</param>
/// <param name="Tier">Of <see cref="TablePick.Tier"/>: all units of it within the unit.</param>
/// <param name="Units">Of <see cref="TablePick.Chosen"/>.</param>
/// <param name="Period">The last period; "last-M" stays the last month, whenever it is asked.</param>
/// <param name="Count">How many periods up to it.</param>
/// <param name="Boundaries">"then", "today" or a day.</param>
/// <param name="Heat">Whether cells are shaded by their place among the others of the indicator.</param>
internal sealed record TableQuestion(
    IReadOnlyList<string> Indicators, Guid Area, TablePick Pick, AreaTier Tier, IReadOnlyList<Guid> Units, string Period, int Count, string Boundaries, TableRows Rows, bool Heat)
{
    public const int MostIndicators = 50, MostPeriods = 36, MostUnits = 200, MostCells = 20_000;

    private const string DefaultPeriod = "last-M";

    /// <param name="area">The unit, where the address names none.</param>
    /// <exception cref="Refusal">More than a table holds.</exception>
    public static TableQuestion Of(IReadOnlyDictionary<string, StringValues> query, Guid area)
    {
        StringValues All(string key) => query.TryGetValue(key, out var values) ? values : default;
        string One(string key) => All(key).FirstOrDefault() ?? "";
        var indicators = All("i").OfType<string>().Where(c => c.Length is > 0 and <= 40).Distinct(StringComparer.Ordinal).ToList();
        var units = All("u").Select(u => Guid.TryParse(u, out var id) ? id : Guid.Empty).Where(u => u != Guid.Empty).Distinct().ToList();
        var count = One("count") is { Length: > 0 } typed ? int.TryParse(typed, out var number) ? number : 0 : 1;
        RefuseAbove(indicators.Count, MostIndicators, Problems.TableIndicators);
        RefuseAbove(units.Count, MostUnits, Problems.TableUnits);
        if (count is < 1 or > MostPeriods)
        {
            throw new Refusal(Problems.TablePeriods, MostPeriods);
        }

        return new(
            indicators, Guid.TryParse(One("area"), out var named) ? named : area, Word(One("pick"), TablePick.Children), Word(One("tier"), AreaTier.Commune), units,
            One("period") is { Length: > 0 and <= 30 } period ? period : DefaultPeriod, count, One("boundaries") is { Length: > 0 and <= 10 } day ? day : "then",
            Word(One("rows"), TableRows.Units), One("heat") == "1");
    }

    public static TableQuestion Parse(string query) => Of(QueryHelpers.ParseQuery(query), Guid.Empty);

    public static void RefuseAbove(int count, int most, Problem problem)
    {
        if (count > most)
        {
            throw new Refusal(problem, most, count);
        }
    }

    /// <summary>The same question always gives the same words.</summary>
    public string ToQuery() => QueryHelpers.AddQueryString(
        "",
        [
            .. Indicators.Select(i => KeyValuePair.Create("i", (string?)i)), new("area", $"{Area}"), new("pick", Pick.Word()),
            .. Pick == TablePick.Tier ? [KeyValuePair.Create("tier", (string?)Tier.Word())] : Array.Empty<KeyValuePair<string, string?>>(),
            .. Pick == TablePick.Chosen ? Units.Select(u => KeyValuePair.Create("u", (string?)$"{u}")) : [],
            new("period", Period), new("count", $"{Count}"), new("boundaries", Boundaries), new("rows", Rows.Word()), new("heat", Heat ? "1" : "0"),
        ]);

    private static T Word<T>(string word, T otherwise) where T : struct, Enum =>
        word.Length > 0 && !char.IsAsciiDigit(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var value) ? value : otherwise;
}
