using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Reorganise;

/// <summary>Applies decided sets on their day. One that fails is tried no more before somebody has looked at it, and says why.</summary>
internal sealed class ReorganisationLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<ReorganisationLoop> log)
    : IntervalLoop(TimeSpan.FromMinutes(1), health, clock, log)
{
    protected override Task TurnAsync(CancellationToken ct) => RunAsync(ct);

    internal async Task RunAsync(CancellationToken ct)
    {
        var today = Clock.Today();
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<AppDb>().Reorganisations.AsNoTracking()
                .Where(r => r.State == ReorganisationState.Waiting && r.Trouble == null && r.Day <= today).OrderBy(r => r.Day).ThenBy(r => r.CreatedAt).Select(r => r.Id).ToListAsync(ct);
        }

        foreach (var id in due)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ApplyReorganisation>().ApplyDueAsync(id, ct);
            }
            catch (Refusal refusal)
            {
                Log.LogWarning("Reorganisation {Id} could not be applied on its day: {Code}", id, refusal.Problem.Code);
                await TellAsync(id, refusal, ct);
            }
        }
    }

    private async Task TellAsync(Guid id, Refusal refusal, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        var set = await db.Reorganisations.SingleAsync(r => r.Id == id, ct);
        set.Trouble = Texts.In("vi")[$"error.{refusal.Problem.Code}", refusal.Values];
        set.Edition++;
        write.Audit("reorganise.fail", set.Id, set.AreaId, null, new { set.Trouble });
        await write.CommitAsync(ct);
    }
}

/// <summary>Sets that could not be applied on their day.</summary>
internal sealed class ReorganisationsStuck(AppDb db, CurrentUser user) : IWork
{
    public int Rank => 12;

    public string Menu => "/areas";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.ManageAreas))
        {
            return null;
        }

        var stuck = await db.Reorganisations.AsNoTracking().Where(r => r.State == ReorganisationState.Waiting && r.Trouble != null).Select(r => new { r.Id, r.AreaId }).ToListAsync(ct);
        var mine = stuck.Where(s => user.Can(Permission.ManageAreas, s.AreaId)).ToList();
        return mine.Count == 0 ? null : new("alert-triangle", t["areas.reorganise.todo", mine.Count], mine.Count == 1 ? $"/areas/reorganise/{mine[0].Id}" : "/areas/reorganise?stuck=true", mine.Count);
    }
}
