using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;
using TungNgo.Web;

namespace TungNgo.Water.Thresholds;

/// <summary>A limit as the agriculture office proposes it.</summary>
/// <param name="Replaces">The limit that ends when this one begins.</param>
internal sealed record ThresholdProposal(
    string? Crop, string? Stage, WaterUse Use, Side Side, double Limit, int Level, string? Source, DateOnly ValidFrom, DateOnly? ValidTo, Guid? Replaces);

internal sealed record RuleChange(int Readings, int Minutes, double Hysteresis, double ClearHours, double StaleHours, double RepeatHours, double RisePerDay, int AutoLevel, int Edition);

/// <summary>Limits are proposed by those who know crops and signed by somebody else; the rule of a hazard is the approver's own.</summary>
internal sealed class ThresholdEdits(AppDb db, Writer writer, CurrentUser user, AreaTree areas)
{
    public static readonly string[] Crops = Bulletins.Words.BulletinWords.Crops;

    private Guid Root => areas.Today.Roots.First().AreaId;

    public async Task<Guid> ProposeAsync(ThresholdProposal proposal, CancellationToken ct)
    {
        user.Require(Permission.ManageWater, Root);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (proposal.Limit is not (>= 0 and <= 45) || proposal.Level is < 1 or > 3 || !Enum.IsDefined(proposal.Use) || !Enum.IsDefined(proposal.Side)
            || (proposal.Crop is { } crop && !Crops.Contains(crop)) || (proposal.Stage is { } stage && (proposal.Crop is null || CropStages.Find(proposal.Crop, stage) is null))
            || proposal.ValidTo < proposal.ValidFrom || proposal.ValidFrom < write.Today.AddYears(-1))
        {
            throw new Refusal(Problems.Threshold);
        }

        var source = FreeText.Line(proposal.Source, 300, "water.threshold.source") is { Length: >= 5 } said ? said : throw new Refusal(Problems.ThresholdSource);
        if (proposal.Replaces is { } old && !await db.Thresholds.AnyAsync(t => t.Id == old && t.State == ThresholdState.Signed, ct))
        {
            throw new Refusal(Problems.NotFound);
        }

        var threshold = db.Thresholds.Add(new Threshold
        {
            Id = write.NewId(), Crop = proposal.Crop, Stage = proposal.Stage, Use = proposal.Use, Measure = Measure.Salinity, Side = proposal.Side, Limit = proposal.Limit,
            Level = proposal.Level, Source = source, ValidFrom = proposal.ValidFrom, ValidTo = proposal.ValidTo, State = ThresholdState.Proposed, ProposedBy = user.Name,
            ProposerId = user.UserId, ProposedAt = write.Now, ReplacesId = proposal.Replaces,
        }).Entity;
        write.Changed(ChangeKind.Threshold, threshold.Id);
        write.Audit("water.threshold-propose", threshold.Id, Root, null, Fields(threshold));
        await write.CommitAsync(ct);
        return threshold.Id;
    }

    /// <summary>Signs or refuses. Nobody signs what they proposed themselves, and nothing is signed for days that are over: what was valid then is what people were warned by.</summary>
    public async Task DecideAsync(Guid id, bool sign, CancellationToken ct)
    {
        user.Require(Permission.SignThresholds, Root);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var threshold = await db.Thresholds.SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        if (threshold.State != ThresholdState.Proposed)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        if (threshold.ProposerId == user.UserId)
        {
            throw new Refusal(Problems.ThresholdOwn);
        }

        if (sign && threshold.ValidFrom < write.Today)
        {
            throw new Refusal(Problems.ThresholdPast);
        }

        (threshold.State, threshold.SignedBy, threshold.SignedAt) = (sign ? ThresholdState.Signed : ThresholdState.Refused, user.Name, write.Now);
        if (sign && threshold.ReplacesId is { } old && await db.Thresholds.SingleOrDefaultAsync(t => t.Id == old, ct) is { } replaced
            && (replaced.ValidTo is null || replaced.ValidTo >= threshold.ValidFrom))
        {
            replaced.ValidTo = threshold.ValidFrom.AddDays(-1);
            write.Audit("water.threshold-end", replaced.Id, Root, null, new { replaced.ValidTo });
        }

        await LookAgainAsync(write, ct);
        write.Changed(ChangeKind.Threshold, id);
        write.Audit(sign ? "water.threshold-sign" : "water.threshold-refuse", id, Root, null, Fields(threshold));
        await write.CommitAsync(ct);
    }

    /// <summary>A signed limit ends on a day that has not begun.</summary>
    public async Task EndAsync(Guid id, DateOnly last, CancellationToken ct)
    {
        user.Require(Permission.SignThresholds, Root);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var threshold = await db.Thresholds.SingleOrDefaultAsync(t => t.Id == id && t.State == ThresholdState.Signed, ct) ?? throw new Refusal(Problems.NotFound);
        if (last < write.Today || last < threshold.ValidFrom)
        {
            throw new Refusal(Problems.ThresholdPast);
        }

        var before = new { threshold.ValidTo };
        threshold.ValidTo = last;
        write.Changed(ChangeKind.Threshold, id);
        write.Audit("water.threshold-end", id, Root, before, new { threshold.ValidTo });
        await write.CommitAsync(ct);
    }

    public async Task ChangeRuleAsync(Guid id, RuleChange change, CancellationToken ct)
    {
        user.Require(Permission.SignThresholds, Root);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var rule = await db.HazardRules.SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        if (rule.Edition != change.Edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        if (change is not { Readings: >= 1 and <= 50, Minutes: >= 0 and <= 10_000, Hysteresis: >= 0 and <= 10, ClearHours: >= 1 and <= 720, StaleHours: >= 1 and <= 720 }
            or not { RepeatHours: >= 0 and <= 720, RisePerDay: >= 0 and <= 45, AutoLevel: >= 0 and <= 3 })
        {
            throw new Refusal(Problems.Threshold);
        }

        var before = Fields(rule);
        (rule.Readings, rule.Minutes, rule.Hysteresis, rule.ClearHours) = (change.Readings, change.Minutes, change.Hysteresis, change.ClearHours);
        (rule.StaleHours, rule.RepeatHours, rule.RisePerDay, rule.AutoLevel) = (change.StaleHours, change.RepeatHours, change.RisePerDay, change.AutoLevel);
        rule.Edition++;
        await LookAgainAsync(write, ct);
        write.Changed(ChangeKind.Threshold, id);
        write.Audit("water.rule", id, Root, before, Fields(rule));
        await write.CommitAsync(ct);
    }

    /// <summary>Every station is looked at under the new limits; what they say of days before is only as old as news.</summary>
    private async Task LookAgainAsync(Write write, CancellationToken ct)
    {
        foreach (var station in await db.Stations.Where(s => s.Active).Select(s => s.Id).ToListAsync(ct))
        {
            await RecordReadings.MarkNewAsync(db, station, write.Now.AddDays(-2), ct);
        }
    }

    private static object Fields(Threshold t) => new { t.Crop, t.Stage, t.Use, t.Side, t.Limit, t.Level, t.Source, t.ValidFrom, t.ValidTo, t.State };

    private static object Fields(HazardRule r) => new { r.Side, r.Readings, r.Minutes, r.Hysteresis, r.ClearHours, r.StaleHours, r.RepeatHours, r.RisePerDay, r.AutoLevel };
}
