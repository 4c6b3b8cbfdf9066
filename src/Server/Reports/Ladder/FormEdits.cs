using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Web;

namespace TungNgo.Reports.Ladder;

/// <summary>A form of reports as the console sends it; names by language.</summary>
/// <param name="Indicators">Codes, in the order in which they are printed.</param>
/// <param name="From">The first day of the first period that it is for.</param>
/// <param name="Edition">The edition that was on the screen; null for a new form.</param>
internal sealed record FormEdit(
    Dictionary<string, string> Name, IReadOnlyList<string> Indicators, string? PeriodKind, DateOnly From, int LockDays, string? LegalSource, int? Edition);

/// <summary>
/// The province's edits of its forms. Each is the next edition, for periods of which nobody has begun a report: every period has one edition for all units, and what is
/// open or approved keeps its own. An edition that no report uses yet can be put right from its own first period on: the next one takes its place.
/// </summary>
internal sealed partial class FormEdits(AppDb db, Writer writer, CurrentUser user, IndicatorCatalogue catalogue)
{
    public const int LongestName = 160, MostIndicators = 100, MostLockDays = 365;

    public async Task SaveAsync(string code, FormEdit edit, CancellationToken ct)
    {
        if (!user.Can(Permission.ManageIndicators))
        {
            throw new Refusal(Problems.Forbidden);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (!CodeName().IsMatch(code))
        {
            throw new Refusal(Problems.ReportFormCode, FreeText.Shown(code, 40));
        }

        var editions = await db.ReportForms.Where(f => f.Code == code).OrderBy(f => f.Edition).ToListAsync(ct);
        var newest = editions.LastOrDefault();
        if (newest?.Edition != edit.Edition)
        {
            throw new Refusal(edit.Edition is null ? Problems.ReportFormTaken : Problems.ChangedMeanwhile, code);
        }

        var kind = newest?.PeriodKind ?? edit.PeriodKind;
        if (edit.From == default || catalogue.PeriodKinds.FirstOrDefault(k => k.Code == kind)?.At(edit.From) is not { } first || first.From != edit.From || edit.LockDays is < 0 or > MostLockDays)
        {
            throw new Refusal(Problems.ReportFormFrom);
        }

        if (newest is not null && newest.ValidFrom == edit.From && await IsUnusedAsync(newest, ct))
        {
            // Nobody has seen a report of it: it is put right for its own first period.
            db.ReportForms.Remove(newest);
        }
        else if (newest is not null)
        {
            await CloseAsync(newest, editions.ConvertAll(f => f.Id), edit.From, ct);
        }

        var made = db.ReportForms.Add(new ReportForm
        {
            Id = write.NewId(), Code = code, Edition = (newest?.Edition ?? -1) + 1, Name = Words(edit.Name), Indicators = Known(edit.Indicators, first.Year), PeriodKind = first.Kind!.Code,
            ValidFrom = edit.From, LockDays = edit.LockDays, LegalSource = FreeText.Line(edit.LegalSource, LongestName, "reports.legal"),
        }).Entity;
        write.Changed(ChangeKind.Indicator, made.Id);
        write.Audit(newest is null ? "report-form.add" : "report-form.edit", made.Id, null, newest is null ? null : Fields(newest), Fields(made));
        await write.CommitAsync(ct);
    }

    /// <summary>Whether no report has been begun on an edition, and nobody has leave to begin one.</summary>
    public async Task<bool> IsUnusedAsync(ReportForm form, CancellationToken ct) =>
        !await db.Reports.AnyAsync(r => r.FormId == form.Id, ct) && !await db.LockExceptions.AnyAsync(x => x.FormId == form.Id, ct);

    /// <summary>The edition before ends where the next one begins.</summary>
    private async Task CloseAsync(ReportForm newest, List<Guid> editions, DateOnly from, CancellationToken ct)
    {
        if (from <= newest.ValidFrom || await db.Reports.AnyAsync(r => editions.Contains(r.FormId) && r.To >= from, ct))
        {
            throw new Refusal(Problems.ReportFormBegun, from);
        }

        newest.ValidTo = from.AddDays(-1);
    }

    private List<string> Known(IReadOnlyList<string> codes, int year)
    {
        var asked = codes.Distinct(StringComparer.Ordinal).ToList();
        if (asked.Find(c => catalogue.Find(c, year) is null) is { } unknown)
        {
            throw new Refusal(Problems.ReportFormIndicator, FreeText.Shown(unknown, 40), year);
        }

        return asked.Count is > 0 and <= MostIndicators ? asked : throw new Refusal(Problems.ReportFormIndicators, MostIndicators);
    }

    private static Dictionary<string, string> Words(Dictionary<string, string> texts)
    {
        var clean = Texts.Languages.Select(l => (l, Text: FreeText.Line(texts.GetValueOrDefault(l), LongestName, "reports.name"))).Where(w => w.Text is not null).ToDictionary(w => w.l, w => w.Text!);
        return clean.ContainsKey("vi") ? clean : throw new Refusal(Problems.ReportFormName);
    }

    private static object Fields(ReportForm f) => new { f.Edition, f.Name, f.Indicators, f.PeriodKind, f.ValidFrom, f.LockDays, f.LegalSource };

    [GeneratedRegex("^[A-Z][A-Z0-9-]{1,39}$")]
    private static partial Regex CodeName();
}
