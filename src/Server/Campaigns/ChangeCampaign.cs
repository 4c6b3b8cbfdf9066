using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Campaigns.Bring;
using TungNgo.Campaigns.Guests;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Campaigns;

/// <summary>A campaign as the console sends it; talking points by language.</summary>
/// <param name="Services">Codes of the catalogue.</param>
/// <param name="Edition">The edition that was on the screen; null for a new one.</param>
/// <param name="MayDrop">Whether targets may go, and guests come on fewer days, where other days or services leave them no place.</param>
internal sealed record CampaignEdit(
    string? Name, string? LegalBasis, DateOnly? From, DateOnly? To, IReadOnlyList<string> Services, Stage Stage, Dictionary<string, string> Talk, int? Edition, bool MayDrop = false);

/// <summary>By what a target is shared out among units.</summary>
internal enum CampaignSpread { Missing = 0, Doors = 1, Equal = 2 }

/// <summary>What offices do with a campaign. A draft is written by one person and signed by another; from then on only its end is left to say.</summary>
internal sealed class ChangeCampaign(AppDb db, Writer writer, CurrentUser user, AreaTree areas, ServiceCatalogue catalogue, CampaignBook book, CampaignFigures figures,
    ChangeFeed feed)
{
    public const int LongestName = 120, LongestTalk = 2000, MostDays = 62, MostServices = 20, MostTarget = 10_000_000;

    public async Task<Guid> AddAsync(Guid areaId, CampaignEdit edit, CancellationToken ct)
    {
        user.Require(Permission.ManageCampaigns, areaId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (areas.Today.Find(areaId) is not { Tier: < AreaTier.Hamlet })
        {
            throw new Refusal(Problems.NotFound);
        }

        var made = db.Campaigns.Add(new Campaign { Id = write.NewId(), AreaId = areaId, Name = "", EditedBy = user.Name }).Entity;
        Take(made, edit, write);
        Note(write, made, "add");
        await write.CommitAsync(ct);
        return made.Id;
    }

    public Task EditAsync(Guid id, CampaignEdit edit, CancellationToken ct) => ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.Write, "edit", edit.Edition, async (campaign, write) =>
    {
        var (from, to) = (campaign.From, campaign.To);
        Take(campaign, edit, write);
        var targets = await DropTargets.ApplyAsync(db, campaign, (from, to) != (campaign.From, campaign.To), catalogue, write, ct);
        var guests = await FitGuests.ApplyAsync(db, campaign, write, ct);
        return edit.MayDrop || (targets, guests) == (0, 0) ? Fields(campaign) : throw new Refusal(Problems.CampaignDrops, targets, guests);
    }, ct);

    /// <summary>The same for the next year: a draft with what the teams take along, without targets and guests, beside which this one's figures stand.</summary>
    public async Task<Guid> CopyAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var old = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageCampaigns, old.AreaId);
        if (old.Against(CampaignMove.Copy, write.Today) is { } problem)
        {
            throw new Refusal(problem);
        }

        if (areas.On(old.From.AddYears(1)).Find(old.AreaId) is null)
        {
            throw new Refusal(Problems.CampaignUnitEnded);
        }

        var made = db.Campaigns.Add(new Campaign
        {
            Id = write.NewId(), AreaId = old.AreaId, CopiedFromId = old.Id, Name = old.Name.Replace($"{old.From.Year}", $"{old.From.Year + 1}", StringComparison.Ordinal), LegalBasis = old.LegalBasis,
            From = old.From.AddYears(1), To = old.To.AddYears(1), Services = [.. old.Services.Where(s => catalogue.All.GetValueOrDefault(s) is { Active: true })], Stage = old.Stage, Talk = new(old.Talk),
            EditedBy = user.Name, EditedById = user.UserId, EditedAt = write.Now,
        }).Entity;
        // What was taken along then is a good beginning; what no longer holds is marked until somebody replaces it.
        db.CampaignMaterial.AddRange((await db.CampaignMaterial.AsNoTracking().Where(m => m.CampaignId == id).ToListAsync(ct)).Select(m => new CampaignMaterial
        {
            Id = write.NewId(), CampaignId = made.Id, Order = m.Order, Kind = m.Kind, SubjectId = m.SubjectId, Text = new(m.Text),
        }));
        Note(write, made, "copy");
        await write.CommitAsync(ct);
        return made.Id;
    }

    /// <param name="serviceCode">Null for doors.</param>
    /// <param name="unitId">Only this unit; null shares the number out among all.</param>
    /// <param name="total">Over all days.</param>
    public Task TargetAsync(Guid id, string? serviceCode, Guid? unitId, int? total, CampaignSpread spread, int edition, CancellationToken ct) =>
        ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.Write, "target", edition, async (campaign, write) =>
        {
            var (service, units) = Meant(campaign, serviceCode, unitId);
            if (total is not { } whole || whole is < 0 or > MostTarget || !Enum.IsDefined(spread))
            {
                throw new Refusal(Problems.CampaignTarget, MostTarget);
            }

            var ids = units.ConvertAll(u => u.AreaId);
            var known = await db.CampaignTargets.Where(t => t.CampaignId == id && t.ServiceId == service && ids.Contains(t.AreaId)).ToDictionaryAsync(t => (t.AreaId, t.Day), ct);
            var before = known.Count == 0 ? (long?)null : known.Values.Sum(t => (long)t.Value);
            foreach (var wished in Share(campaign, service, units, whole, spread, write.Today))
            {
                if (known.Remove((wished.AreaId, wished.Day), out var there))
                {
                    there.Value = wished.Value;
                }
                else
                {
                    db.CampaignTargets.Add(wished);
                }
            }

            db.CampaignTargets.RemoveRange(known.Values);
            (campaign.EditedBy, campaign.EditedById, campaign.EditedAt) = (user.Name, user.UserId, write.Now);
            return new { service = serviceCode ?? "", unitId, before, total, spread };
        }, ct);

    /// <summary>Takes targets away. It is asked for by itself: an empty field takes nothing.</summary>
    public Task RemoveTargetsAsync(Guid id, string? serviceCode, Guid? unitId, int edition, CancellationToken ct) =>
        ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.Write, "target", edition, async (campaign, write) =>
        {
            var (service, units) = Meant(campaign, serviceCode, unitId);
            var ids = units.ConvertAll(u => u.AreaId);
            var known = await db.CampaignTargets.Where(t => t.CampaignId == id && t.ServiceId == service && ids.Contains(t.AreaId)).ToListAsync(ct);
            db.CampaignTargets.RemoveRange(known);
            (campaign.EditedBy, campaign.EditedById, campaign.EditedAt) = (user.Name, user.UserId, write.Now);
            return new { service = serviceCode ?? "", unitId, before = known.Sum(t => (long)t.Value), total = (int?)null };
        }, ct);

    public Task ApproveAsync(Guid id, int edition, CancellationToken ct) => ChangeAsync(id, Permission.ApproveCampaigns, CampaignMove.Approve, "approve", edition, (campaign, write) =>
    {
        if (campaign.IsWrittenBy(user.UserId))
        {
            throw new Refusal(Problems.CampaignOwn);
        }

        if (figures.UnitsOf(campaign).Count == 0)
        {
            throw new Refusal(Problems.CampaignUnitEnded);
        }

        (campaign.State, campaign.ApprovedBy, campaign.ApprovedAt) = (CampaignState.Approved, user.Name, write.Now);
        return Task.FromResult(Fields(campaign));
    }, ct);

    /// <summary>Back to the desk, before its first day, because it must change.</summary>
    public Task ReopenAsync(Guid id, int edition, CancellationToken ct) => ChangeAsync(id, Permission.ApproveCampaigns, CampaignMove.Reopen, "reopen", edition, (campaign, _) =>
    {
        (campaign.State, campaign.ApprovedBy, campaign.ApprovedAt) = (CampaignState.Draft, null, null);
        return Task.FromResult(Fields(campaign));
    }, ct);

    public Task CallOffAsync(Guid id, int edition, CancellationToken ct) => ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.CallOff, "call-off", edition, (campaign, write) =>
    {
        (campaign.State, campaign.ClosedBy, campaign.ClosedAt) = (CampaignState.CalledOff, user.Name, write.Now);
        return Task.FromResult(Fields(campaign));
    }, ct);

    /// <summary>Freezes the figures with what they mean. Phones may still bring visits of its days: they count everywhere else.</summary>
    public Task CloseAsync(Guid id, int edition, CancellationToken ct) => ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.Close, "close", edition, async (campaign, write) =>
    {
        // Memory may be behind what another node has written; nothing can be written while this write holds its turn.
        await feed.CatchUpAsync(ct);
        var file = book.Find(id) is { } known && known.Campaign.Edition == campaign.Edition ? known : throw new Refusal(Problems.ChangedMeanwhile);
        (campaign.State, campaign.ClosedBy, campaign.ClosedAt) = (CampaignState.Closed, user.Name, write.Now);
        var body = JsonSerializer.Serialize(figures.Of(file, campaign.To), JsonShape.Stored);
        var result = db.CampaignResults.Add(new CampaignResult { CampaignId = id, Json = body, Hash = CampaignBook.HashOf(body), At = write.Now }).Entity;
        return new { State = campaign.State.ToString(), result.Hash };
    }, ct);

    private (Guid Service, List<AreaVersion> Units) Meant(Campaign campaign, string? serviceCode, Guid? unitId)
    {
        var service = string.IsNullOrEmpty(serviceCode) ? Campaign.Doors : campaign.Services.Find(s => catalogue.All.GetValueOrDefault(s)?.Code == serviceCode);
        var units = figures.UnitsOf(campaign).Where(u => unitId is null || u.AreaId == unitId).ToList();
        return units.Count == 0 || (service == Campaign.Doors && !string.IsNullOrEmpty(serviceCode)) ? throw new Refusal(Problems.NotFound) : (service, units);
    }

    private IEnumerable<CampaignTarget> Share(Campaign campaign, Guid service, List<AreaVersion> units, int whole, CampaignSpread spread, DateOnly today)
    {
        var ids = units.ConvertAll(u => u.AreaId);
        decimal[] weights = spread == CampaignSpread.Equal ? [.. ids.Select(_ => 1m)]
            : [.. figures.MissingOn(campaign, ids, spread == CampaignSpread.Missing ? service : Campaign.Doors, today).Select(m => (decimal)Math.Max(0, m ?? 0))];
        return ShareTarget.Of(campaign, service, ids, whole, weights);
    }

    private void Take(Campaign campaign, CampaignEdit edit, Write write)
    {
        var checks = new Checks();
        campaign.Name = checks.Of(() => FreeText.Line(edit.Name, LongestName, "campaigns.name") ?? throw new Refusal(Problems.CampaignName));
        var (from, to) = (edit.From ?? default, edit.To ?? default);
        var isDated = from.Year is >= 2020 and <= 2199 && to >= from && to.DayNumber - from.DayNumber < MostDays;
        checks.That(isDated, Problems.CampaignDays, MostDays);
        // What a unit does is told on the map of the first day: it must be there.
        checks.That(!isDated || areas.On(from).Find(campaign.AreaId) is not null, Problems.CampaignUnitEnded);
        var services = edit.Services.Distinct(StringComparer.Ordinal).Select(code => catalogue.InOrder.FirstOrDefault(s => s.Code == code && s.Active)?.Id ?? Guid.Empty).ToList();
        checks.That(
            services.Count is > 0 and <= MostServices && !services.Contains(Guid.Empty) && Enum.IsDefined(edit.Stage) && edit.Stage != Stage.None, Problems.CampaignServices, MostServices);
        campaign.LegalBasis = checks.Of(() => FreeText.Line(edit.LegalBasis, LongestName, "campaigns.legal"));
        var talk = checks.Of(() => Texts.Languages.Select(l => (l, Text: FreeText.Lines(edit.Talk.GetValueOrDefault(l), LongestTalk, "campaigns.talk")))
            .Where(w => w.Text is not null).ToDictionary(w => w.l, w => w.Text!));
        checks.Pass();
        (campaign.From, campaign.To, campaign.Services, campaign.Stage, campaign.Talk) = (from, to, services, edit.Stage, talk);
        (campaign.EditedBy, campaign.EditedById, campaign.EditedAt) = (user.Name, user.UserId, write.Now);
    }

    /// <summary>A change of a campaign: who may make it, in its turn, and what the trail says of it.</summary>
    /// <param name="change">Gives what the audit says of it.</param>
    internal async Task ChangeAsync(Guid id, Permission permission, CampaignMove move, string verb, int? edition, Func<Campaign, Write, Task<object>> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var campaign = await db.Campaigns.SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(permission, campaign.AreaId);
        if (campaign.Edition != edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        if (campaign.Against(move, write.Today) is { } problem)
        {
            throw new Refusal(problem, campaign.To);
        }

        var before = Fields(campaign);
        var after = await change(campaign, write);
        campaign.Edition++;
        write.Changed(ChangeKind.Campaign, campaign.Id);
        write.Audit($"campaign.{verb}", campaign.Id, campaign.AreaId, before, after);
        await write.CommitAsync(ct);
    }

    private static void Note(Write write, Campaign campaign, string verb)
    {
        write.Changed(ChangeKind.Campaign, campaign.Id);
        write.Audit($"campaign.{verb}", campaign.Id, campaign.AreaId, null, Fields(campaign));
    }

    private static object Fields(Campaign c) => new { c.Name, c.LegalBasis, c.From, c.To, c.Services, c.Stage, c.Talk, State = c.State.ToString() };
}
