using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Campaigns;

/// <summary>What campaigns ask of an office: to sign, to close, or to look where the work stands today.</summary>
internal sealed class CampaignsWaiting(CampaignDesk desk, TimeProvider clock) : IWork
{
    public int Rank => 13;

    public string Menu => "/campaigns";

    public Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        var today = clock.Today();
        // What a unit held that is no more falls to whoever has its land now.
        var own = desk.List().Select(f => f.Campaign).Where(c => c.AreaId == area || tree.Find(c.AreaId) is null).ToList();
        var line = own.Find(c => c.Against(CampaignMove.Approve, today) is null && desk.MayApprove(c)) is { } draft ? Line("campaigns.todo.sign", draft)
            : own.Find(c => c.Against(CampaignMove.Close, today) is null && desk.MayEdit(c)) is { } over ? Line("campaigns.todo.close", over)
            : desk.List().Select(f => f.Campaign).FirstOrDefault(c => c.RunsOn(today) && (tree.IsWithin(area, c.AreaId) || tree.IsWithin(c.AreaId, area))) is { } runs
                ? Line("campaigns.todo.runs", runs) with { Count = null } : null;
        return Task.FromResult(line);

        WorkLine Line(string key, Campaign campaign) => new("flag", t[key, campaign.Name], $"/campaigns/{campaign.Id}", 1);
    }
}
