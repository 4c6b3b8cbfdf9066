using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Ladder;

/// <param name="Text">As typed or as a cell holds it; empty takes the figure back, which is missing then and not nought.</param>
/// <param name="Source">Who says so, or which document.</param>
/// <param name="Evidence">The document that shows it; none leaves the one that stands behind the same figure.</param>
internal sealed record Told(string Code, string? Text, string? Source, EvidenceFile? Evidence = null);

/// <summary>Keeps what an office tells in its open report: by the form, by a pasted table, by a sheet. All three are this one.</summary>
internal sealed class EnterValues(AppDb db, Writer writer, CurrentUser user, IndicatorCatalogue catalogue, ReportLock locks, ReportPlaces places, EnteredBook book, Evidence evidence)
{
    private const int LongestSource = 200;

    /// <summary>
    /// Whether a unit is asked for a figure: communes are; above them a sum stands, unless the unit itself has told one or nothing is summed. A sum that came back as a
    /// unit's own word would hide whatever is told below it later.
    /// </summary>
    public static bool Asks(Indicator indicator, AreaTier tier, bool hasOwn) =>
        indicator.Origin == IndicatorOrigin.Entered && (tier == AreaTier.Commune || hasOwn || indicator.AreaRule == AreaRule.None);

    /// <summary>What can be kept is kept; what cannot be read is told, and its old value stays.</summary>
    /// <returns>Codes whose text is no figure.</returns>
    public async Task<IReadOnlyList<string>> EnterAsync(Guid reportId, IReadOnlyList<Told> told, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var report = await db.Reports.SingleOrDefaultAsync(r => r.Id == reportId, ct);
        if (report is null || !user.Can(Permission.EnterReports, report.AreaId))
        {
            throw new Refusal(Problems.NotFound);
        }

        var form = await db.ReportForms.SingleAsync(f => f.Id == report.FormId, ct);
        var period = Period.Parse(report.Period, catalogue.PeriodKinds, report.To)!;
        if (!report.IsOpen)
        {
            throw new Refusal(Problems.ReportState);
        }

        await locks.RequireOpenAsync(form, period, report.AreaId, write.Today, ct);
        var current = await db.EnteredValues.Where(v => v.Period == report.Period && v.AreaId == report.AreaId && v.SupersededAt == null).ToDictionaryAsync(v => v.Indicator, ct);
        var tier = places.TreeOf(report.To).Find(report.AreaId)!.Tier;
        var unread = new List<string>();
        var changes = new List<object>();
        foreach (var one in told.DistinctBy(t => t.Code))
        {
            var indicator = form.Indicators.Contains(one.Code) ? catalogue.Find(one.Code, period.Year) : null;
            if (indicator is null || !Asks(indicator, tier, current.ContainsKey(one.Code)))
            {
                throw new Refusal(Problems.IndicatorNotEntered, one.Code);
            }

            var text = FreeText.Clean(one.Text, 40) is { } t && t != Formats.Missing ? t : null;
            var value = text is null ? null : FigureText.Read(text, indicator);
            if (text is not null && value is null)
            {
                unread.Add(one.Code);
                continue;
            }

            var source = FreeText.Line(one.Source, LongestSource, "reports.source");
            var before = current.GetValueOrDefault(one.Code);
            // What is published as it stands goes on from period to period, and so does the document behind it.
            var known = before ?? (indicator.AreaRule == AreaRule.None ? book.NewestBy(one.Code, report.AreaId, report.To) : null);
            if (FigureText.IsAsShown(value, known?.Value, indicator))
            {
                value = known?.Value;
            }

            if (before?.Value == value && before?.Source == source && one.Evidence is null)
            {
                continue;
            }

            before?.SupersededAt = write.Now;
            db.EnteredValues.Add(new EnteredValue
            {
                Id = write.NewId(), Indicator = one.Code, AreaId = report.AreaId, Period = report.Period, To = report.To, Value = value, Source = source,
                RecordedAt = write.Now, RecordedBy = user.Name, RecordedById = user.UserId,
                // Another figure is not shown by the document of the one before.
                EvidenceId = one.Evidence is { } file && value is not null ? evidence.Keep(write, file, report.Id) : known?.Value == value ? known?.EvidenceId : null,
            });
            changes.Add(new { one.Code, Before = before?.Value, After = value, Evidence = one.Evidence is null ? null : "new" });
        }

        if (changes.Count > 0)
        {
            // The unique index lets one value count: the old one must be gone before the new one comes.
            var fresh = db.ChangeTracker.Entries<EnteredValue>().Where(e => e.State == EntityState.Added).ToList();
            fresh.ForEach(e => e.State = EntityState.Detached);
            await db.SaveChangesAsync(ct);
            db.AddRange(fresh.Select(e => e.Entity));
            report.ChangedAt = write.Now;
            write.Changed(ChangeKind.Report, report.Id);
            write.Audit("report.enter", report.Id, report.AreaId, null, new { report.Period, changes });
            await write.CommitAsync(ct);
        }

        return unread;
    }
}
