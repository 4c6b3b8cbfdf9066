using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Reports.Periods;

/// <summary>A kind of periods as the console sends it; names by language.</summary>
/// <param name="Since">Of a changed number of due days: the first last day of a period for which it holds.</param>
internal sealed record PeriodEdit(Dictionary<string, string> Name, int Months, int Slots, int CutoffDay, int DueDays, DateOnly? Since);

/// <summary>
/// The province's edits of kinds of periods. How a kind cuts the year never changes, since reports and figures stand under its codes: a decree with
/// another cut-off makes another kind. Names may change, and due days for periods that are not over.
/// </summary>
internal sealed partial class PeriodEdits(AppDb db, Writer writer, CurrentUser user)
{
    public const int LongestName = 80, MostCutoff = 28, MostDue = 60;

    public async Task AddAsync(string code, PeriodEdit edit, CancellationToken ct)
    {
        Allowed();
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (!CodeName().IsMatch(code))
        {
            throw new Refusal(Problems.PeriodCode, FreeText.Shown(code, 10));
        }

        if (await db.PeriodKinds.AnyAsync(k => k.Code == code, ct))
        {
            throw new Refusal(Problems.PeriodTaken, code);
        }

        if (edit is not { Months: >= 1 and <= 12, Slots: >= 1, CutoffDay: >= 0 and <= MostCutoff } || edit.Months * edit.Slots > 12)
        {
            throw new Refusal(Problems.PeriodCut, MostCutoff);
        }

        var kind = db.PeriodKinds.Add(new PeriodKind
        {
            Code = code, Name = Words(edit.Name, edit.Slots), Months = edit.Months, Slots = edit.Slots, CutoffDay = edit.CutoffDay, DueDays = Due(edit.DueDays),
            Order = await db.PeriodKinds.MaxAsync(k => k.Order, ct) + 1,
        }).Entity;
        write.Changed(ChangeKind.Indicator, Guid.Empty);
        write.Audit("period-kind.add", Guid.Empty, null, null, Fields(kind));
        await write.CommitAsync(ct);
    }

    public async Task ChangeAsync(string code, PeriodEdit edit, CancellationToken ct)
    {
        Allowed();
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var kind = await db.PeriodKinds.SingleOrDefaultAsync(k => k.Code == code, ct) ?? throw new Refusal(Problems.NotFound);
        var before = Fields(kind);
        kind.Name = Words(edit.Name, kind.Slots);
        if (Due(edit.DueDays) != kind.DueDaysOn(DateOnly.MaxValue))
        {
            if (edit.Since is not { } since || since < write.Today || since.Year > write.Today.Year + 2)
            {
                throw new Refusal(Problems.PeriodSince, write.Today);
            }

            // What was planned for a later day and is no longer wanted has never held.
            kind.LaterDue = [.. kind.LaterDue.Where(r => r.Since < since), new(since, edit.DueDays)];
        }

        write.Changed(ChangeKind.Indicator, Guid.Empty);
        write.Audit("period-kind.edit", Guid.Empty, null, before, Fields(kind));
        await write.CommitAsync(ct);
    }

    private void Allowed()
    {
        if (!user.Can(Permission.ManageIndicators))
        {
            throw new Refusal(Problems.Forbidden);
        }
    }

    private static int Due(int days) => days is >= 0 and <= MostDue ? days : throw new Refusal(Problems.PeriodDue, MostDue);

    /// <summary>Names hold the places of the period's number, {0}, and of the year, {1}, and no other braces.</summary>
    private static Dictionary<string, string> Words(Dictionary<string, string> texts, int slots)
    {
        var clean = Texts.Languages.Select(l => (l, Text: FreeText.Line(texts.GetValueOrDefault(l), LongestName, "reports.name"))).Where(w => w.Text is not null).ToDictionary(w => w.l, w => w.Text!);
        var fits = clean.Values.All(text => Places().Replace(text, "").IndexOfAny(['{', '}']) < 0 && text.Contains("{1}", StringComparison.Ordinal)
            && (slots == 1 || text.Contains("{0}", StringComparison.Ordinal)));
        return clean.ContainsKey("vi") && fits ? clean : throw new Refusal(Problems.PeriodName, "{0}", "{1}");
    }

    private static object Fields(PeriodKind k) => new { k.Code, k.Name, k.Months, k.Slots, k.CutoffDay, k.DueDays, Later = k.LaterDue };

    [GeneratedRegex("^[A-Z]{1,4}$")]
    private static partial Regex CodeName();

    [GeneratedRegex(@"\{[01]\}")]
    private static partial Regex Places();
}
