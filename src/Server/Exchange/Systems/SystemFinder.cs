using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Exchange.Systems;

/// <summary>Finds systems in the caller's scope, and what they call things.</summary>
internal sealed class SystemFinder(AppDb db, CurrentUser user, AreaTree areas)
{
    /// <summary>A system that the caller keeps.</summary>
    public async Task<ReceivingSystem> RequireAsync(Guid id, CancellationToken ct)
    {
        var system = await db.ReceivingSystems.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageExchange, system.AreaId);
        return system;
    }

    /// <summary>The system that speaks for a unit under a code: its own, else that of the nearest unit above.</summary>
    public async Task<ReceivingSystem> OfAsync(string code, Guid areaId, CancellationToken ct)
    {
        var line = areas.Today.LineOf(areaId).Select(u => u.AreaId).ToList();
        var systems = await db.ReceivingSystems.AsNoTracking().Where(s => s.Code == code && s.Active).ToListAsync(ct);

        // A unit that is no more has no line today; whoever may read it finds the systems of their own units.
        return systems.Where(s => line.Contains(s.AreaId)).MinBy(s => line.IndexOf(s.AreaId))
            ?? systems.Find(s => line.Count == 0 && user.Can(Permission.ViewFigures, s.AreaId)) ?? throw new Refusal(Problems.SystemUnknown, FreeText.Shown(code, 40));
    }

    public async Task<CodeTable> CodesAsync(Guid systemId, CancellationToken ct) => new(await db.CodeMappings.AsNoTracking().Where(m => m.SystemId == systemId).ToListAsync(ct));
}
