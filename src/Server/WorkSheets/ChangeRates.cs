using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.WorkSheets;

/// <summary>A rate as the console sends it.</summary>
/// <param name="From">Any day of the first month; <see cref="To"/> any of the last.</param>
internal sealed record RateEdit(RateKind Kind, long? Dong, DateOnly? From, DateOnly? To, string? LegalBasis);

/// <summary>What the province pays and from when on something is pointed out. A month that has been locked keeps what it was paid by.</summary>
internal sealed class ChangeRates(AppDb db, Writer writer, CurrentUser user)
{
    public const int LongestBasis = 200;
    public const long MostDong = 1_000_000_000;

    /// <summary>In its months it takes the place of the one before.</summary>
    public async Task AddAsync(RateEdit edit, CancellationToken ct)
    {
        var province = user.AreaOf(null, Permission.ManageWorkRates);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var basis = FreeText.Line(edit.LegalBasis, LongestBasis, "work.rate.basis");
        if (basis is null || edit.Dong is not (> 0 and <= MostDong) || edit.From is not { Year: >= 2020 and <= 2199 } || edit.To < edit.From || !Enum.IsDefined(edit.Kind))
        {
            throw new Refusal(Problems.WorkRate);
        }

        var (from, to) = (WorkMonth.MonthOf(edit.From.Value), edit.To is { } last ? WorkMonth.MonthOf(last) : (DateOnly?)null);
        await RefuseLockedAsync(from, to, ct);
        var others = await db.WorkRates.Where(r => r.AreaId == province && r.Kind == edit.Kind).ToListAsync(ct);
        if (others.Exists(r => r.From >= from && (to is null || r.From <= to)))
        {
            throw new Refusal(Problems.WorkRateOverlap);
        }

        foreach (var earlier in others.Where(r => r.HoldsIn(from)))
        {
            // One of some months alone does not end the one that it stands in for: that goes on after it.
            if (to is { } end && (earlier.To is null || earlier.To > end))
            {
                var on = db.WorkRates.Add(new WorkRate
                {
                    Id = write.NewId(), AreaId = province, Kind = earlier.Kind, Dong = earlier.Dong, From = end.AddMonths(1), To = earlier.To, LegalBasis = earlier.LegalBasis, SetBy = earlier.SetBy,
                    SetById = earlier.SetById, SetAt = earlier.SetAt,
                }).Entity;
                Note(write, on, "rate", null, Fields(on));
            }

            earlier.To = from.AddMonths(-1);
        }

        var rate = db.WorkRates.Add(new WorkRate
        {
            Id = write.NewId(), AreaId = province, Kind = edit.Kind, Dong = edit.Dong.Value, From = from, To = to, LegalBasis = basis, SetBy = user.Name, SetById = user.UserId, SetAt = write.Now,
        }).Entity;
        Note(write, rate, "rate", null, Fields(rate));
        await write.CommitAsync(ct);
    }

    /// <summary>Takes away one that was mistyped. What it took the place of does not come back by itself.</summary>
    public async Task RemoveAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var rate = await db.WorkRates.SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageWorkRates, rate.AreaId);
        await RefuseLockedAsync(rate.From, rate.To, ct);
        db.WorkRates.Remove(rate);
        Note(write, rate, "rate-remove", Fields(rate), null);
        await write.CommitAsync(ct);
    }

    public async Task LimitAsync(int? perHour, int? nightFrom, int? nightTo, int? allMetFrom, CancellationToken ct)
    {
        var province = user.AreaOf(null, Permission.ManageWorkRates);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (perHour is not (>= 1 and <= 1000) || nightFrom is not (>= 0 and <= 23) || nightTo is not (>= 0 and <= 23) || allMetFrom is not (>= 1 and <= 10_000))
        {
            throw new Refusal(Problems.WorkLimits);
        }

        var limits = await db.WorkLimits.SingleOrDefaultAsync(ct) ?? db.WorkLimits.Add(new WorkLimits()).Entity;
        var before = new { limits.PerHour, limits.NightFrom, limits.NightTo, limits.AllMetFrom };
        (limits.PerHour, limits.NightFrom, limits.NightTo, limits.AllMetFrom) = (perHour.Value, nightFrom.Value, nightTo.Value, allMetFrom.Value);
        (limits.SetBy, limits.SetAt) = (user.Name, write.Now);
        write.Changed(ChangeKind.WorkSheet, province);
        write.Audit("work.limits", province, province, before, new { limits.PerHour, limits.NightFrom, limits.NightTo, limits.AllMetFrom });
        await write.CommitAsync(ct);
    }

    private async Task RefuseLockedAsync(DateOnly from, DateOnly? to, CancellationToken ct)
    {
        if (await db.WorkMonths.AnyAsync(w => w.State == WorkState.Locked && w.Month >= from && (to == null || w.Month <= to), ct))
        {
            throw new Refusal(Problems.WorkRateUsed);
        }
    }

    private static void Note(Write write, WorkRate rate, string verb, object? before, object? after)
    {
        write.Changed(ChangeKind.WorkSheet, rate.Id);
        write.Audit($"work.{verb}", rate.Id, rate.AreaId, before, after);
    }

    private static object Fields(WorkRate r) => new { Kind = r.Kind.ToString(), r.Dong, r.From, r.To, r.LegalBasis };
}
