using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Catalogue;

/// <summary>An indicator as the console or the API sends it; texts by language.</summary>
/// <param name="From">Code of a measure, or a formula; empty for what offices enter.</param>
/// <param name="Version">The version that was on the screen; 0 for a new one.</param>
public sealed record IndicatorEdit(
    Dictionary<string, string> Name, Dictionary<string, string> Definition, Dictionary<string, string> Numerator, Dictionary<string, string> Denominator, Dictionary<string, string> Unit,
    IndicatorKind Kind, IndicatorOrigin Origin, AreaRule AreaRule, int Decimals, Qualifier Qualifier, Direction Direction, string? From, string? EnteredBy, string? LegalSource,
    int FirstYear, int? LastYear, int Version);

/// <summary>The province's edits of the catalogue. Each is a new version; a formula is checked before it is kept, with all formulas that use it.</summary>
internal sealed partial class IndicatorEdits(AppDb db, Writer writer, CurrentUser user, IndicatorCatalogue catalogue, Measures measures)
{
    public const int LongestName = 160, LongestText = 1000;

    public async Task SaveAsync(string code, IndicatorEdit edit, CancellationToken ct)
    {
        if (!user.Can(Permission.ManageIndicators))
        {
            throw new Refusal(Problems.Forbidden);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (!CodeName().IsMatch(code))
        {
            throw new Refusal(Problems.IndicatorCode, FreeText.Shown(code, 40));
        }

        var versions = await db.Indicators.AsNoTracking().Where(i => i.Code == code).OrderBy(i => i.Version).ToListAsync(ct);
        if ((versions.Count == 0 ? 0 : versions[^1].Version) != edit.Version)
        {
            throw new Refusal(edit.Version == 0 ? Problems.IndicatorCodeTaken : Problems.ChangedMeanwhile, code);
        }

        var made = Made(code, edit, versions.Count == 0 ? await db.Indicators.MaxAsync(i => (int?)i.Order, ct) + 10 ?? 10 : versions[^1].Order, write);
        Check(made);
        db.Indicators.Add(made);
        write.Changed(ChangeKind.Indicator, made.Id);
        write.Audit(versions.Count == 0 ? "indicator.add" : "indicator.edit", made.Id, null, versions.Count == 0 ? null : Fields(versions[^1]), Fields(made));
        await write.CommitAsync(ct);
    }

    private static Indicator Made(string code, IndicatorEdit edit, int order, Write write) => new()
    {
        Id = write.NewId(), Code = code, Version = edit.Version + 1, Name = Words(edit.Name, LongestName, "reports.name"), Definition = Words(edit.Definition, LongestText, "reports.definition"),
        Numerator = Words(edit.Numerator, LongestName, "reports.numerator"), Denominator = Words(edit.Denominator, LongestName, "reports.denominator"), Unit = Words(edit.Unit, 40, "reports.unit"),
        Kind = edit.Kind, Origin = edit.Origin, AreaRule = edit.AreaRule, Decimals = edit.Decimals, Qualifier = edit.Qualifier, Direction = edit.Direction,
        From = edit.Origin == IndicatorOrigin.Entered ? null : FreeText.Line(edit.From, Formula.Longest, "reports.from"), EnteredBy = FreeText.Line(edit.EnteredBy, LongestName, "reports.entered-by"),
        LegalSource = FreeText.Line(edit.LegalSource, LongestName, "reports.legal"), FirstYear = edit.FirstYear, LastYear = edit.LastYear, Order = order,
        RecordedAt = write.Now, RecordedBy = write.Actor.Name,
    };

    private void Check(Indicator made)
    {
        if (!made.Name.ContainsKey("vi") || !made.Definition.ContainsKey("vi") || !made.Unit.TryGetValue("vi", out var unit))
        {
            throw new Refusal(Problems.IndicatorWords);
        }

        if (made.Decimals is < 0 or > 4 || made.FirstYear is < 2000 or > 2199 || made.LastYear < made.FirstYear || made.LastYear > 2199
            || !Enum.IsDefined(made.Kind) || !Enum.IsDefined(made.Origin) || !Enum.IsDefined(made.AreaRule) || !Enum.IsDefined(made.Qualifier) || !Enum.IsDefined(made.Direction))
        {
            throw new Refusal(Problems.Indicator);
        }

        if (made.Origin == IndicatorOrigin.Derived && (measures.Find(made.From) is not { } measure || (measure.Unit is { } counted && counted != unit)))
        {
            throw new Refusal(Problems.IndicatorMeasure, made.From);
        }

        // Whatever is reckoned from it must still hold in each of its years; two versions of one year show the newer.
        Indicator? Find(string name) => name == made.Code ? made : catalogue.Find(name, made.FirstYear);
        var users = catalogue.Of(made.FirstYear).Where(i => i.Code != made.Code && i.Origin == IndicatorOrigin.Formula && catalogue.FormulaOf(i).Names.Contains(made.Code));
        foreach (var formula in users.Append(made).Where(i => i.Origin == IndicatorOrigin.Formula))
        {
            CheckFormula(formula, Find);
        }
    }

    /// <exception cref="Refusal">An unknown name, a circle, or a unit that does not come out.</exception>
    internal static void CheckFormula(Indicator indicator, Func<string, Indicator?> find)
    {
        var formula = Formula.Parse(indicator.From ?? "");
        if (formula.Names.Count == 0)
        {
            throw new Refusal(Problems.FormulaUnreadable, indicator.From);
        }

        RefuseCircle(indicator, formula, find, [indicator.Code]);
        var unit = formula.Unit(name => find(name)!.Unit.GetValueOrDefault("vi"));
        if ((unit ?? Indicator.Percent) != indicator.Unit.GetValueOrDefault("vi"))
        {
            throw new Refusal(Problems.FormulaUnits, unit ?? Indicator.Percent, indicator.Unit.GetValueOrDefault("vi"));
        }
    }

    private static void RefuseCircle(Indicator of, Formula formula, Func<string, Indicator?> find, IReadOnlyList<string> line)
    {
        foreach (var name in formula.Names)
        {
            var part = find(name) ?? throw new Refusal(Problems.FormulaName, name);
            if (line.Contains(name))
            {
                throw new Refusal(Problems.FormulaCircle, string.Join(" → ", line.Append(name)));
            }

            if (part.Origin == IndicatorOrigin.Formula)
            {
                RefuseCircle(of, Formula.Parse(part.From!), find, [.. line, name]);
            }
        }
    }

    private static Dictionary<string, string> Words(Dictionary<string, string> texts, int most, string name) =>
        Texts.Languages.Select(l => (l, Text: FreeText.Line(texts.GetValueOrDefault(l), most, name))).Where(x => x.Text is not null).ToDictionary(x => x.l, x => x.Text!);

    private static object Fields(Indicator i) => new
    {
        i.Code, i.Version, i.Name, i.Definition, i.Numerator, i.Denominator, i.Unit, i.Kind, i.Origin, i.AreaRule, i.Decimals, i.Qualifier, i.Direction, i.From, i.EnteredBy,
        i.LegalSource, i.FirstYear, i.LastYear,
    };

    [System.Text.RegularExpressions.GeneratedRegex("^[A-Z][A-Z0-9_]{1,39}$")]
    private static partial System.Text.RegularExpressions.Regex CodeName();
}
