using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <param name="KhmerShare">0–1, or null when unknown: missing is not zero.</param>
/// <param name="Source">Where the numbers stand: "Niên giám thống kê 2023".</param>
public sealed record StatisticsEntry(DateOnly AsOf, int? Households, int? People, double? KhmerShare, string Source);

/// <summary>Official numbers of a unit, one set a date; entering the same date again corrects it.</summary>
internal sealed class StatisticsEdits(AppDb db, Writer writer, CurrentUser user, TimeProvider clock)
{
    private const int LongestSource = 200;

    public async Task SaveAsync(Guid areaId, StatisticsEntry entry, CancellationToken ct)
    {
        user.Require(Permission.ManageAreas, areaId);
        entry = entry with { Source = FreeText.Line(entry.Source, LongestSource, "areas.statistics.source") ?? throw new Refusal(Problems.StatisticsSourceNeeded) };

        if (entry.Households is < 0 || entry.People is < 0 || entry.KhmerShare is < 0 or > 1 || entry.AsOf > clock.Today()
            || (entry.Households, entry.People, entry.KhmerShare) is (null, null, null))
        {
            throw new Refusal(Problems.StatisticsRange);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var row = await db.AreaStatistics.SingleOrDefaultAsync(s => s.AreaId == areaId && s.AsOf == entry.AsOf, ct);
        object? before = row is null ? null : new { row.AsOf, row.Households, row.People, row.KhmerShare, row.Source, row.Estimated };
        if (row is null)
        {
            row = new AreaStatistics { Id = write.NewId(), AreaId = areaId, AsOf = entry.AsOf, Source = "" };
            db.AreaStatistics.Add(row);
        }

        // What an office says takes the place of what was reckoned.
        (row.Households, row.People, row.KhmerShare, row.Source, row.Estimated) = (entry.Households, entry.People, entry.KhmerShare, entry.Source, false);
        write.Changed(ChangeKind.Statistics, row.Id, areaId);
        write.Audit("statistics.edit", row.Id, areaId, before, entry);
        await write.CommitAsync(ct);
    }
}
