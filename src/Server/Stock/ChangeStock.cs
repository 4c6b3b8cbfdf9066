using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Stock;

/// <summary>What offices do with their teams' material.</summary>
internal sealed class ChangeStock(AppDb db, Writer writer, CurrentUser user, TeamRegister teams, StockKinds kinds)
{
    /// <param name="day">When it came; it counts at noon of that day, and at the latest now.</param>
    public Task ReceiveAsync(Guid teamId, Guid kindId, int count, DateOnly? day, string? note, CancellationToken ct) => KeepAsync(teamId, async (write, team) =>
    {
        if (day is not { } on || on > write.Today || on < write.Today.AddYears(-1))
        {
            throw new Refusal(Problems.StockDay);
        }

        await RequireAsync(team, kindId, ct);
        var noon = LegalDay.Start(on).AddHours(12);
        await KeepStock.KeepAsync(write, team, Move(write, team, StockDeed.Received, kindId, count, noon < write.Now ? noon : write.Now, note), ct);
    }, ct);

    /// <summary>Counted again; from now on this is what there is.</summary>
    /// <exception cref="Refusal">Without a reason.</exception>
    public Task CountAsync(Guid teamId, Guid kindId, int count, string? reason, CancellationToken ct) => KeepAsync(teamId, async (write, team) =>
    {
        await RequireAsync(team, kindId, ct);
        var move = Move(write, team, StockDeed.Counted, kindId, count, write.Now, reason);
        await KeepStock.KeepAsync(write, team, move.Note is null ? throw new Refusal(Problems.StockReason) : move, ct);
    }, ct);

    /// <summary>Another team gets some: the one that follows when a team ends, or a neighbour who has none.</summary>
    public Task GiveAsync(Guid teamId, Guid kindId, int count, Guid toId, CancellationToken ct) => KeepAsync(teamId, async (write, team) =>
    {
        var to = teams.Find(toId)?.Team is { } other && other.Id != teamId && user.Can(Permission.ManageStock, other.AreaId) ? other : throw new Refusal(Problems.StockTeam);
        if (!await HasAsync(team, kindId, ct))
        {
            throw new Refusal(Problems.StockKindUnknown);
        }

        await KeepStock.KeepAsync(write, team, Move(write, team, StockDeed.Given, kindId, count, write.Now, to.Name), ct);
        await KeepStock.KeepAsync(write, to, Move(write, to, StockDeed.Received, kindId, count, write.Now, team.Name), ct);
    }, ct);

    public Task TakeBackAsync(Guid teamId, Guid moveId, CancellationToken ct) => KeepAsync(teamId, async (write, team) =>
        await KeepStock.TakeBackAsync(write, team, await OfTeamAsync(teamId, moveId, ct), ct), ct);

    public Task ReturnAsync(Guid teamId, Guid loanId, CancellationToken ct) => KeepAsync(teamId, async (write, team) =>
        await KeepStock.ReturnAsync(write, await OfTeamAsync(teamId, loanId, ct), team, write.NewId(), write.Now, null, ct), ct);

    /// <summary>A kind of the unit's own.</summary>
    public async Task AddKindAsync(Guid areaId, string? name, bool lent, int? floor, CancellationToken ct)
    {
        user.Require(Permission.ManageStock, areaId);
        var called = FreeText.Line(name, StockKind.LongestName, "stock.kind") ?? throw new Refusal(Problems.StockKindName);
        if (floor is < 0 or > StockMove.MostAtOnce)
        {
            throw new Refusal(Problems.StockCount);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var kind = db.StockKinds.Add(new StockKind { Id = write.NewId(), AreaId = areaId, Name = called, IsLent = lent, Floor = floor }).Entity;
        write.Changed(ChangeKind.Stock, kind.Id, areaId);
        write.Audit("stock.kind", kind.Id, areaId, null, new { kind.Name, kind.IsLent, kind.Floor });
        await write.CommitAsync(ct);
    }

    /// <summary>Nothing new of it is received; what teams have stays theirs to hand out. Or it is received again.</summary>
    public async Task EndKindAsync(Guid id, bool ended, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var kind = await db.StockKinds.SingleOrDefaultAsync(k => k.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageStock, kind.AreaId ?? throw new Refusal(Problems.NotFound));
        var before = new { kind.IsEnded };
        kind.IsEnded = ended;
        write.Changed(ChangeKind.Stock, kind.Id, kind.AreaId);
        write.Audit("stock.kind", kind.Id, kind.AreaId, before, new { kind.IsEnded });
        await write.CommitAsync(ct);
    }

    private async Task KeepAsync(Guid teamId, Func<Write, Team, Task> change, CancellationToken ct)
    {
        var team = teams.Find(teamId)?.Team ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageStock, team.AreaId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        await change(write, team);
        await write.CommitAsync(ct);
    }

    /// <exception cref="Refusal">A kind of another unit, or one that has ended and the team never had.</exception>
    private async Task RequireAsync(Team team, Guid kindId, CancellationToken ct)
    {
        if (!await HasAsync(team, kindId, ct) && !(await kinds.OfAsync(team.AreaId, ct)).Any(k => k.Id == kindId && !k.IsEnded))
        {
            throw new Refusal(Problems.StockKindUnknown);
        }
    }

    private Task<bool> HasAsync(Team team, Guid kindId, CancellationToken ct) => db.StockBalances.AnyAsync(b => b.TeamId == team.Id && b.KindId == kindId, ct);

    private StockMove Move(Write write, Team team, StockDeed deed, Guid kindId, int count, DateTime at, string? note) => new()
    {
        Id = write.NewId(), TeamId = team.Id, KindId = kindId, Deed = deed, Count = count, At = at, By = user.Name, Note = FreeText.Line(note, StockMove.LongestNote, "stock.note"),
    };

    private async Task<StockMove> OfTeamAsync(Guid teamId, Guid moveId, CancellationToken ct) =>
        await db.StockMoves.SingleOrDefaultAsync(m => m.Id == moveId && m.TeamId == teamId, ct) ?? throw new Refusal(Problems.NotFound);
}
