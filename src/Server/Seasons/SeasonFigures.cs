namespace TungNgo.Seasons;

/// <summary>An account with what is derived of it: in which hamlet its household lives, and how its cost has changed.</summary>
internal sealed record SeasonRow(Guid HamletId, SeasonAccount Account, double? Change);

/// <summary>One figure of a place.</summary>
/// <param name="IsOf">Whether a household told what the figure is made of.</param>
/// <param name="Value">Of those households, at least one.</param>
internal sealed record SeasonFigure(string Code, Func<SeasonRow, bool> IsOf, Func<List<SeasonRow>, double> Value)
{
    public const string Households = "households", Yield = "yield", Change = "change", Damage = "damage";

    /// <summary>What people reckon by: a công.</summary>
    private const double Cong = 1000;

    public static readonly IReadOnlyList<DamageCause> Causes = [.. Enum.GetValues<DamageCause>().Where(c => c != DamageCause.None)];

    public static readonly IReadOnlyList<SeasonFigure> All =
    [
        new(Households, _ => true, rows => rows.Count),
        .. SeasonAccount.Lines.Select(line => PerArea(CodeOf(line), a => a.Of(line))),
        PerArea(Yield, a => a.Harvest),
        new(Change, row => row.Change is not null, rows => Median([.. rows.Select(r => r.Change!.Value).Order()])),
        // Whoever lost half of a large field lost more than whoever lost half of a small one.
        new(Damage, row => row.Account is { Damage: not null, Area: > 0 },
            rows => rows.Sum(r => (double)r.Account.Damage! * r.Account.Area!.Value) / AreaOf(rows)),
        .. Causes.Select(cause => new SeasonFigure(CodeOf(cause), row => row.Account.Cause == cause, rows => rows.Count)),
    ];

    public static string CodeOf(CostLine line) => $"line.{line}";

    public static string CodeOf(DamageCause cause) => $"cause.{cause}";

    private static SeasonFigure PerArea(string code, Func<SeasonAccount, int?> told) =>
        new(code, row => told(row.Account) is not null && row.Account.Area > 0, rows => rows.Sum(r => (double)told(r.Account)!) / AreaOf(rows) * Cong);

    private static double AreaOf(List<SeasonRow> rows) => rows.Sum(r => (double)r.Account.Area!);

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
