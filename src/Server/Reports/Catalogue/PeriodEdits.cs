using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Reports.Catalogue;

/// <summary>A kind of periods, or days with a name, as the console sends it; names by language. Numbers that could not be read are -1.</summary>
/// <param name="IsDays">Days with a name, which have a first and a last day and nothing that cuts a year.</param>
/// <param name="Edition">The edition that was on the screen; null for what is new.</param>
internal sealed record PeriodEdit(
    string Code, bool IsDays, Dictionary<string, string> Name, int Months, int Slots, int CutoffDay, int DueDays, DateOnly? From, DateOnly? To, int? Edition);

/// <summary>
/// The province's kinds of periods and its days with a name. How a kind cuts the year never changes: another cut is another kind, and what was reported
/// keeps its days. Days with a name may move until something refers to them.
/// </summary>
internal sealed partial class PeriodEdits(AppDb db, Writer writer, CurrentUser user, IEnumerable<IUsesPeriods> users)
{
    public const int LongestName = 80, LatestCutoff = 28, MostDueDays = 60, MostDays = 366;

    public async Task SaveAsync(PeriodEdit edit, CancellationToken ct)
    {
        if (!user.Can(Permission.ManageIndicators))
        {
            throw new Refusal(Problems.Forbidden);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var known = await db.PeriodKinds.SingleOrDefaultAsync(k => k.Code == edit.Code, ct);
        if (known?.Edition != edit.Edition || (known is not null && known.IsNamedDays != edit.IsDays))
        {
            throw new Refusal(edit.Edition is null ? Problems.PeriodTaken : Problems.ChangedMeanwhile, edit.Code);
        }

        if (ProblemsOf(edit) is [var (_, wrong), ..])
        {
            throw wrong;
        }

        var before = known is null ? null : Fields(known);
        var kind = known ?? await AddAsync(edit, ct);
        if ((kind.From, kind.To) != (edit.From, edit.To) && edit.IsDays && (await UsesAsync(kind.Code, ct)).Count > 0)
        {
            throw new Refusal(Problems.PeriodUsed, kind.Code);
        }

        (kind.Name, kind.From, kind.To, kind.Edition) = (Words(edit), edit.From, edit.To, (known?.Edition ?? -1) + 1);
        if (known is null)
        {
            kind.DueDays = edit.DueDays;
        }
        else
        {
            kind.SetDueDays(edit.DueDays, write.Today);
        }

        write.Changed(ChangeKind.Indicator, Guid.Empty);
        write.Audit($"{Word(kind)}.{(known is null ? "add" : "edit")}", Guid.Empty, null, before, Fields(kind));
        await write.CommitAsync(ct);
    }

    /// <summary>Takes away what nothing refers to: a code that was mistyped, a campaign that was called off.</summary>
    public async Task RemoveAsync(string code, CancellationToken ct)
    {
        if (!user.Can(Permission.ManageIndicators))
        {
            throw new Refusal(Problems.Forbidden);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var kind = await db.PeriodKinds.SingleOrDefaultAsync(k => k.Code == code, ct) ?? throw new Refusal(Problems.NotFound);
        if (IndicatorSeed.ShippedKinds.Contains(code))
        {
            throw new Refusal(Problems.PeriodShipped, code);
        }

        if ((await UsesAsync(code, ct)).Count > 0)
        {
            throw new Refusal(Problems.PeriodUsed, code);
        }

        db.PeriodKinds.Remove(kind);
        write.Changed(ChangeKind.Indicator, Guid.Empty);
        write.Audit($"{Word(kind)}.remove", Guid.Empty, null, Fields(kind), null);
        await write.CommitAsync(ct);
    }

    /// <summary>Keys of the words for what refers to it.</summary>
    public async Task<IReadOnlyList<string>> UsesAsync(string code, CancellationToken ct)
    {
        var all = new List<string>();
        foreach (var one in users)
        {
            all.AddRange(await one.UsesAsync(code, ct));
        }

        return all;
    }

    /// <summary>All that is wrong with what was typed, each with the id of its field.</summary>
    public static IReadOnlyList<(string Field, Refusal Refusal)> ProblemsOf(PeriodEdit edit)
    {
        (string Field, bool IsWrong, Func<Refusal> Refusal)[] rules = edit.IsDays ?
        [
            ("code", !DaysCode().IsMatch(edit.Code), () => new(Problems.PeriodDaysCode, FreeText.Shown(edit.Code, 40))),
            ("from", edit.From is not { Year: >= 2000 and <= 2199 }, () => new(Problems.PeriodFrom)),
            ("to", edit.To is not { } to || to < edit.From || to.DayNumber - (edit.From ?? to).DayNumber >= MostDays, () => new(Problems.PeriodTo, MostDays)),
            ("due", edit.DueDays is < 0 or > MostDueDays, () => new(Problems.PeriodDue, MostDueDays)),
        ] :
        [
            ("code", !KindCode().IsMatch(edit.Code), () => new(Problems.PeriodCode, FreeText.Shown(edit.Code, 40))),
            ("months", edit.Edition is null && edit.Months is < 1 or > 12, () => new(Problems.PeriodMonths)),
            ("slots", edit.Edition is null && (edit.Slots < 1 || edit.Slots * Math.Max(edit.Months, 1) > 12), () => new(Problems.PeriodSlots)),
            ("cutoff", edit.Edition is null && edit.CutoffDay is < 0 or > LatestCutoff, () => new(Problems.PeriodCutoff, LatestCutoff)),
            ("due", edit.DueDays is < 0 or > MostDueDays, () => new(Problems.PeriodDue, MostDueDays)),
        ];
        return
        [
            .. Texts.Languages.Select(l => (Field: $"name-{l}", Refusal: NameProblem(edit, l))).Where(p => p.Refusal is not null)
                .Select(p => (p.Field, p.Refusal!)),
            .. rules.Where(r => r.IsWrong).Select(r => (r.Field, r.Refusal())),
        ];
    }

    private static Refusal? NameProblem(PeriodEdit edit, string language)
    {
        try
        {
            var name = FreeText.Line(edit.Name.GetValueOrDefault(language), LongestName, "reports.name");
            if (name is null)
            {
                return language == "vi" ? new(Problems.PeriodName) : null;
            }

            return edit.IsDays || IsPattern(name, edit.Slots) ? null : new(Problems.PeriodPattern);
        }
        catch (Refusal refusal)
        {
            return refusal;
        }
    }

    /// <summary>The year is said in every name, and which of its periods it is where a year has several.</summary>
    private static bool IsPattern(string name, int slots) =>
        name.Contains("{1}", StringComparison.Ordinal) && (slots == 1 || name.Contains("{0}", StringComparison.Ordinal))
        && name.Replace("{0}", "", StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal).IndexOfAny(['{', '}']) < 0;

    private async Task<PeriodKind> AddAsync(PeriodEdit edit, CancellationToken ct) => db.PeriodKinds.Add(new PeriodKind
    {
        Code = edit.Code, Months = edit.IsDays ? 0 : edit.Months, Slots = edit.IsDays ? 1 : edit.Slots, CutoffDay = edit.IsDays ? 0 : edit.CutoffDay,
        From = edit.From, To = edit.To, Order = (await db.PeriodKinds.MaxAsync(k => (int?)k.Order, ct) ?? 0) + 10,
    }).Entity;

    private static Dictionary<string, string> Words(PeriodEdit edit) =>
        Texts.Languages.Select(l => (l, Text: FreeText.Line(edit.Name.GetValueOrDefault(l), LongestName, "reports.name"))).Where(w => w.Text is not null)
            .ToDictionary(w => w.l, w => w.Text!);

    private static string Word(PeriodKind kind) => kind.IsNamedDays ? "named-days" : "period-kind";

    private static object Fields(PeriodKind k) => new { k.Code, k.Name, k.Months, k.Slots, k.CutoffDay, k.DueDays, k.From, k.To };

    [GeneratedRegex("^[A-Z]{1,4}$")]
    private static partial Regex KindCode();

    // A hyphen tells it from the code of a kind, its first letter from every year.
    [GeneratedRegex("^[A-Z][A-Z0-9]{0,7}(-[A-Z0-9]{1,8}){1,2}$")]
    private static partial Regex DaysCode();
}
