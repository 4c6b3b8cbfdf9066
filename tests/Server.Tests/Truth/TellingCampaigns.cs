using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Campaigns;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Tests.Truth;

/// <summary>Days in which the teams go out, amid all other deeds: what a campaign tells of each of its days is what happened on it, until it is closed and stands still.</summary>
internal sealed partial class Telling
{
    private readonly Dictionary<Guid, string> frozenCampaigns = [];

    private async Task<int> CampaignAsync(Act act)
    {
        await using var scope = land.Server.Services.CreateAsyncScope();
        var (services, ct, today) = (scope.ServiceProvider, CancellationToken.None, LegalDay.FromNumber(land.Today));
        services.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.CommuneOfficer, land.Commune), new RoleInArea(Role.CommuneApprover, land.Commune));
        var changes = services.GetRequiredService<ChangeCampaign>();
        var campaign = await land.Server.WithDbAsync(db => db.Campaigns.AsNoTracking().OrderByDescending(c => c.Id).FirstOrDefaultAsync());
        if (campaign is null or { State: CampaignState.Closed or CampaignState.CalledOff })
        {
            await changes.AddAsync(land.Commune, new("Ngày ra quân", null, today.AddDays(-(act.A % 3)), today.AddDays(act.B % 4), ["vneid2", "payment"], Stage.Working, [], null), ct);
        }
        else
        {
            var (id, edition) = (campaign.Id, campaign.Edition);
            var move = campaign.State == CampaignState.Draft ? act.C % 3 == 0 ? CampaignMove.Write : CampaignMove.Approve : act.C % 6 == 0 ? CampaignMove.CallOff : CampaignMove.Close;
            var refused = await Record.ExceptionAsync(() => move switch
            {
                CampaignMove.Write => changes.TargetAsync(id, act.B % 2 == 0 ? null : "vneid2", null, act.A, (CampaignSpread)(act.B % 3), edition, ct),
                CampaignMove.Approve => changes.ApproveAsync(id, edition, ct),
                CampaignMove.CallOff => changes.CallOffAsync(id, edition, ct),
                _ => changes.CloseAsync(id, edition, ct),
            });
            Assert.True(refused is null or Refusal, $"{refused}");
            Assert.Equal(campaign.Against(move, today), (refused as Refusal)?.Problem);
        }

        await CampaignsAsync(scope.ServiceProvider, today);
        return int.MaxValue;
    }

    private async Task CampaignsAsync(IServiceProvider services, DateOnly today)
    {
        foreach (var file in services.GetRequiredService<CampaignBook>().All.Where(f => f.Campaign.State == CampaignState.Approved))
        {
            var body = services.GetRequiredService<CampaignFigures>().Of(file, today);
            var eve = file.Campaign.From.Number() - 1;
            long Sum(int day, params int[] indicators) => land.Expected.On(day).Where(f => indicators.Contains(f.Key.Item2)).Sum(f => (long)f.Value);
            for (var i = 0; i < body.Over; i++)
            {
                Assert.Equal(Sum(eve + 1 + i, Indicators.VisitsMet), body.Whole[0].Done[i] ?? 0);
                foreach (var (line, service) in body.Whole.Skip(1).Zip(land.Expected.ServiceNumbers))
                {
                    int[] stages = [Indicators.StageOf(service, Stage.Working), Indicators.StageOf(service, Stage.Independent)];
                    Assert.Equal(Sum(eve + 1 + i, stages) - Sum(eve + i, stages), line.Done[i] ?? 0);
                }
            }
        }

        foreach (var result in await land.Server.WithDbAsync(db => db.CampaignResults.AsNoTracking().ToListAsync()))
        {
            frozenCampaigns.TryAdd(result.CampaignId, result.Json);
            Assert.Equal(frozenCampaigns[result.CampaignId], result.Json);
            Assert.Equal(CampaignBook.HashOf(result.Json), result.Hash);
        }
    }
}
