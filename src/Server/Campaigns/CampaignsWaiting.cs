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

    public Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        var today = clock.Today();
        var own = desk.List().Where(f => f.Campaign.AreaId == area).Select(f => f.Campaign).ToList();
        var line = own.Find(c => c.State == CampaignState.Draft && desk.MayApprove(c) && c.To >= today) is { } draft ? Line("campaigns.todo.sign", draft)
            : own.Find(c => c.State == CampaignState.Approved && desk.MayEdit(c) && c.To < today) is { } over ? Line("campaigns.todo.close", over)
            : desk.List().FirstOrDefault(f => f.Campaign.RunsOn(today))?.Campaign is { } runs ? Line("campaigns.todo.runs", runs) : null;
        return Task.FromResult(line);

        WorkLine Line(string key, Campaign campaign) => new("flag", t[key, campaign.Name], $"/campaigns/{campaign.Id}");
    }
}
