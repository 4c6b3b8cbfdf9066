using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Campaigns.Guests;
using TungNgo.Campaigns.Ideas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Campaigns;

/// <summary>A unit of the room in its place among the others.</summary>
/// <param name="Share">Of what was missing on the eve, how much is done; null where there was too little to say anything.</param>
/// <param name="Place">Equal shares have equal places; null is not ranked: too little was missing, or nothing is done yet.</param>
internal sealed record RoomUnit(CampaignUnit Unit, double? Share, int? Place);

/// <summary>A campaign as somebody may see it.</summary>
/// <param name="Units">Those that the caller may see, the foremost first.</param>
/// <param name="IsWhole">Whether the caller may see all of it.</param>
/// <param name="Finished">How many of its days are over.</param>
/// <param name="Whole">Of all its units when the caller may see all of it, else of those.</param>
/// <param name="Earlier">The campaign that it repeats, where the caller may see it.</param>
internal sealed record Room(CampaignFile File, CampaignBody Body, bool IsWhole, IReadOnlyList<CampaignLine> Whole, IReadOnlyList<RoomUnit> Units, CampaignBody? Earlier, int Finished, bool IsFrozen)
{
    /// <summary>Who has come along so far in what the caller sees; null when nobody counted.</summary>
    public IReadOnlyList<CampaignGuests>? Guests { get; init; }

    /// <summary>What is shared with all, the newest first.</summary>
    public IReadOnlyList<CampaignIdea> Ideas => [.. File.Ideas.Where(i => i.SharedAt is not null).OrderByDescending(i => i.SharedAt)];
}

/// <summary>Reads campaigns in the caller's scope.</summary>
internal sealed class CampaignDesk(CampaignBook book, CampaignFigures figures, CurrentUser user, AreaTree areas, FigureStore store, TeamRegister teams, ITeamCounts counts,
    TimeProvider clock)
{
    /// <summary>A share of fewer says more of chance than of a unit's work.</summary>
    public const int FewestForRank = 20;

    public IReadOnlyList<CampaignFile> List() => [.. book.All.Where(Sees)];

    public CampaignFile Find(Guid id) => book.Find(id) is { } file && Sees(file) ? file : throw new Refusal(Problems.NotFound);

    public bool MayEdit(Campaign campaign) => user.Can(Permission.ManageCampaigns, campaign.AreaId);

    public bool MayApprove(Campaign campaign) => user.Can(Permission.ApproveCampaigns, campaign.AreaId) && !campaign.IsWrittenBy(user.UserId);

    /// <summary>Units for which the caller may open a campaign.</summary>
    public IEnumerable<AreaVersion> Units => user.AreasWith(Permission.ManageCampaigns).Select(areas.Today.Find).OfType<AreaVersion>();

    /// <summary>Units of a campaign, and its holder, for which the caller writes.</summary>
    public IReadOnlyList<AreaVersion> Places(CampaignFile file)
    {
        var (campaign, tree) = (file.Campaign, areas.On(file.Campaign.From));
        var all = figures.UnitsOf(campaign).OrderBy(u => u.Name, AreaNames.Order).Prepend(tree.Find(campaign.AreaId)).OfType<AreaVersion>();
        return [.. all.Where(u => user.Can(Permission.ManageCampaigns, u.AreaId))];
    }

    /// <summary>What the caller may read of what was found out: what is shared, and what lies within the own unit.</summary>
    public IReadOnlyList<CampaignIdea> Ideas(CampaignFile file) => [.. file.Ideas.Where(i => i.SharedAt is not null || user.Can(Permission.ManageCampaigns, i.AreaId))];

    public Room Enter(Guid id)
    {
        var file = Find(id);
        var body = file.Frozen ?? figures.Of(file, clock.Today());
        // Places are those among all units, also where one sees only the own.
        var ranked = Ranked(body.Units);
        var seen = ranked.Where(u => user.Can(Permission.ViewFigures, u.Unit.AreaId)).ToList();
        var isWhole = user.Can(Permission.ViewFigures, file.Campaign.AreaId);
        var whole = isWhole ? body.Whole : seen.Count == 0 ? [] : [.. body.Whole.Select((_, i) => CampaignLine.Sum([.. seen.Select(u => u.Unit.Lines[i])]))];
        var earlier = file.Campaign.CopiedFromId is { } from && book.Find(from) is { Campaign.State: CampaignState.Approved or CampaignState.Closed } old
            && user.Can(Permission.ViewFigures, old.Campaign.AreaId) ? old.Frozen ?? figures.Of(old, clock.Today()) : null;
        return new(file, body, isWhole, whole, seen, earlier, body.FinishedBy(clock.Today()), file.Frozen is not null)
        {
            Guests = isWhole ? body.Guests : body.Guests?.Where(g => user.Can(Permission.ViewFigures, g.AreaId)).ToList(),
        };
    }

    /// <summary>By the share of what was missing: a unit with little left to do is not behind one that has just begun.</summary>
    internal static IReadOnlyList<RoomUnit> Ranked(IReadOnlyList<CampaignUnit> units)
    {
        var shares = units.Select(u => (Unit: u, Share: ShareOf(u))).ToList();
        return
        [
            .. shares.Where(s => s.Share is not null).OrderByDescending(s => s.Share).ThenBy(s => s.Unit.Name, AreaNames.Order)
                .Select(s => new RoomUnit(s.Unit, s.Share, s.Share > 0 ? 1 + shares.Count(o => o.Share > s.Share) : null)),
            .. shares.Where(s => s.Share is null).OrderBy(s => s.Unit.Name, AreaNames.Order).Select(s => new RoomUnit(s.Unit, null, null)),
        ];
    }

    /// <summary>Over all services together; doors are walked to more than once and say nothing of what is left.</summary>
    internal static double? ShareOf(CampaignUnit unit)
    {
        var services = unit.Lines.Where(l => l.ServiceId != Campaign.Doors && l is { Missing: not null, DoneAll: not null }).ToList();
        return services.Sum(l => l.Missing) is >= FewestForRank and var missing ? Math.Max(0, services.Sum(l => l.DoneAll!.Value)) / (double)missing : null;
    }

    /// <summary>Teams of the caller's hamlets that have brought no visit of its days so far.</summary>
    public IReadOnlyList<Team> SilentIn(Room room)
    {
        var (campaign, body) = (room.File.Campaign, room.Body);
        if (body.Over == 0 || campaign.State != CampaignState.Approved)
        {
            return [];
        }

        var (image, tree) = (store.Now, areas.On(body.Until));
        var visits = image.ColumnOf(Indicators.TeamVisits);
        var held = tree.Find(campaign.AreaId) is not null ? counts.On(body.Until, tree, campaign.AreaId).TeamIds : [];
        return [.. held.Select(teams.Find).OfType<TeamFile>().Select(f => f.Team).Where(t => t.Level == TeamLevel.Hamlet && user.Can(Permission.ViewTeams, t.AreaId))
            .Where(t => visits.Between(campaign.From.Number(), body.Until.Number(), image.Index.Of([t.Id])) == 0).OrderBy(t => t.Name, AreaNames.Order)];
    }

    /// <summary>A draft is its office's own; what is signed is everybody's whose unit takes part.</summary>
    private bool Sees(CampaignFile file) => file.Campaign.State is CampaignState.Approved or CampaignState.Closed
        ? user.Can(Permission.ViewFigures, file.Campaign.AreaId) || figures.UnitsOf(file.Campaign).Any(u => user.Can(Permission.ViewFigures, u.AreaId))
        : MayEdit(file.Campaign) || MayApprove(file.Campaign);
}
