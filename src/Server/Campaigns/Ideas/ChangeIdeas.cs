using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Questions;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Campaigns.Ideas;

/// <summary>Offices write down what worked; the office that holds the campaign shares it with all, and takes it back.</summary>
internal sealed class ChangeIdeas(AppDb db, Writer writer, CurrentUser user, AreaTree areas, TeamRegister teams, CampaignDesk desk)
{
    public const int LongestIdea = 500, MostIdeas = 500;

    /// <param name="id">Minted with the form: the same form sent again is the same idea.</param>
    /// <param name="areaId">A unit of the campaign, or its holder.</param>
    /// <param name="text">By language; Vietnamese is needed.</param>
    public async Task AddAsync(Guid campaignId, Guid id, Guid areaId, Guid? teamId, Dictionary<string, string> text, CancellationToken ct)
    {
        var file = desk.Find(campaignId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var campaign = await OpenAsync(campaignId, write.Today, ct);
        if (!desk.Places(file).Any(u => u.AreaId == areaId))
        {
            throw new Refusal(Problems.NotFound);
        }

        if (teamId is { } of && (teams.Find(of) is not { Team: var team } || !areas.On(campaign.From).IsWithin(areas.HeirOn(team.AreaId, campaign.From) ?? team.AreaId, areaId)))
        {
            throw new Refusal(Problems.NotFound);
        }

        var words = Texts.Languages.Select(l => (l, Text: PublicText.Read(text.GetValueOrDefault(l), LongestIdea, "campaigns.idea")))
            .Where(w => w.Text is not null).ToDictionary(w => w.l, w => w.Text!);
        if (!words.ContainsKey("vi"))
        {
            throw new Refusal(Problems.CampaignIdea);
        }

        if (await db.CampaignIdeas.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is { } known)
        {
            if (known.CampaignId != campaignId || known.AreaId != areaId || known.Text.GetValueOrDefault("vi") != words["vi"])
            {
                throw new Refusal(Problems.FormUsed);
            }

            return;
        }

        if (words.Values.Select(w => NamedIn(w, campaign)).FirstOrDefault(n => n is not null) is { } name)
        {
            throw new Refusal(Problems.CampaignIdeaName, name);
        }

        if (await db.CampaignIdeas.CountAsync(i => i.CampaignId == campaignId, ct) >= MostIdeas)
        {
            throw new Refusal(Problems.CampaignIdeaMany, MostIdeas);
        }

        var idea = db.CampaignIdeas.Add(new CampaignIdea
        {
            Id = id, CampaignId = campaignId, AreaId = areaId, TeamId = teamId, Text = words, At = write.Now, By = user.Name,
        }).Entity;
        Note(write, idea, "idea-add", null, new { campaignId, teamId, words });
        await write.CommitAsync(ct);
    }

    /// <param name="shared">False takes it back.</param>
    public async Task ShareAsync(Guid campaignId, Guid ideaId, bool shared, int edition, CancellationToken ct)
    {
        desk.Find(campaignId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var campaign = await OpenAsync(campaignId, write.Today, ct);
        user.Require(Permission.ManageCampaigns, campaign.AreaId);
        var idea = await FindAsync(campaignId, ideaId, edition, ct);
        var before = new { idea.SharedAt, idea.SharedBy };
        (idea.SharedAt, idea.SharedBy) = (shared ? write.Now : null, shared ? user.Name : null);
        idea.Edition++;
        Note(write, idea, shared ? "idea-share" : "idea-unshare", before, new { idea.SharedAt, idea.SharedBy });
        await write.CommitAsync(ct);
    }

    /// <summary>By whoever writes for the unit that it came from, shared or not.</summary>
    public async Task RemoveAsync(Guid campaignId, Guid ideaId, int edition, CancellationToken ct)
    {
        desk.Find(campaignId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var idea = await FindAsync(campaignId, ideaId, edition, ct);
        db.CampaignIdeas.Remove(idea);
        Note(write, idea, "idea-remove", new { idea.CampaignId, idea.TeamId, words = idea.Text }, null);
        await write.CommitAsync(ct);
    }

    private async Task<Campaign> OpenAsync(Guid id, DateOnly today, CancellationToken ct)
    {
        var campaign = await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        return campaign.HasBegun(today) ? campaign : throw new Refusal(Problems.CampaignState);
    }

    private async Task<CampaignIdea> FindAsync(Guid campaignId, Guid ideaId, int edition, CancellationToken ct)
    {
        var idea = await db.CampaignIdeas.SingleOrDefaultAsync(i => i.Id == ideaId && i.CampaignId == campaignId, ct);
        if (idea is null || !user.Can(Permission.ManageCampaigns, idea.AreaId))
        {
            throw new Refusal(Problems.NotFound);
        }

        return idea.Edition == edition ? idea : throw new Refusal(Problems.ChangedMeanwhile);
    }

    /// <summary>A member of the campaign's teams whom the text names in full: praise of one is a place behind for the others.</summary>
    private string? NamedIn(string text, Campaign campaign)
    {
        var tree = areas.On(campaign.From);
        return teams.All.Where(f => tree.IsWithin(f.Team.AreaId, campaign.AreaId)).SelectMany(f => f.Sittings).Select(s => s.Person.Name).Distinct(StringComparer.Ordinal)
            .FirstOrDefault(name => name.Contains(' ', StringComparison.Ordinal) && Holds(text, name));
    }

    private static bool Holds(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (at + name.Length == text.Length || !char.IsLetter(text[at + name.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static void Note(Write write, CampaignIdea idea, string verb, object? before, object? after)
    {
        write.Changed(ChangeKind.CampaignPart, idea.CampaignId);
        write.Audit($"campaign.{verb}", idea.Id, idea.AreaId, before, after);
    }
}
