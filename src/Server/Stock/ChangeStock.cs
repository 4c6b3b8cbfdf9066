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
    /// <param name="id">Minted with the form: the same form sent again is the same move.</param>
    /// <param name="day">When it came: today it counts from now on, of an earlier day at its noon.</param>
    /// <returns>The day of the count that holds it already; null when it adds to what the team has.</returns>
    public async Task<DateOnly?> ReceiveAsync(Guid teamId, Guid id, Guid kindId, int count, DateOnly? day, string? note, CancellationToken ct)
    {
        DateOnly? counted = null;
        await KeepAsync(teamId, new(id, StockDeed.Received, kindId, count), async (write, team) =>
        {
            if (day is not { } on || on > write.Today || on < write.Today.AddYears(-1))
            {
                throw new Refusal(Problems.StockDay);
            }

            await RequireAsync(team, kindId, ct);
            if ((await kinds.FindAsync([kindId], ct)).Any(k => k.IsEnded))
            {
                throw new Refusal(Problems.StockKindEnded);
            }

            var at = on == write.Today ? write.Now : LegalDay.Start(on).AddHours(12);
            await KeepStock.KeepAsync(write, team, Move(team, id, StockDeed.Received, kindId, count, at, note), ct);
            counted = (await db.StockBalances.FindAsync([teamId, kindId], ct))?.CountedAt is { } last && at <= last ? LegalDay.Of(last) : null;
        }, ct);
        return counted;
    }

    /// <summary>Counted again; from now on this is what there is.</summary>
    /// <exception cref="Refusal">Without a reason.</exception>
    public Task CountAsync(Guid teamId, Guid id, Guid kindId, int count, string? reason, CancellationToken ct) =>
        KeepAsync(teamId, new(id, StockDeed.Counted, kindId, count), async (write, team) =>
    {
        await RequireAsync(team, kindId, ct);
        var move = Move(team, id, StockDeed.Counted, kindId, count, write.Now, reason);
        await KeepStock.KeepAsync(write, team, move.Note is null ? throw new Refusal(Problems.StockReason) : move, ct);
    }, ct);

    /// <summary>Another team gets some: the one that follows when a team ends, or a neighbour who has none.</summary>
    /// <exception cref="Refusal">A team that is no more, of another office, or whose unit does not have the kind.</exception>
    public Task GiveAsync(Guid teamId, Guid id, Guid kindId, int count, Guid toId, CancellationToken ct) => KeepAsync(teamId, new(id, StockDeed.Given, kindId, count), async (write, team) =>
    {
        var to = teams.Find(toId)?.Team is { } other && other.Id != teamId && user.Can(Permission.ManageStock, other.AreaId) && (other.DissolvedOn is null || other.DissolvedOn > write.Today)
            ? other : throw new Refusal(Problems.StockTeam);
        if (!await HasAsync(team, kindId, ct))
        {
            throw new Refusal(Problems.StockKindUnknown);
        }

        if (!await MayHaveAsync(to, kindId, ct))
        {
            throw new Refusal(Problems.StockTeam);
        }

        var partner = write.NewId();
        await KeepStock.KeepAsync(write, team, Move(team, id, StockDeed.Given, kindId, count, write.Now, to.Name, partner), ct);
        await KeepStock.KeepAsync(write, to, Move(to, partner, StockDeed.Received, kindId, count, write.Now, team.Name, id), ct);
    }, ct);

    /// <summary>What one team gave another is taken back from both.</summary>
    /// <exception cref="Refusal">The other team is not the caller's.</exception>
    public Task TakeBackAsync(Guid teamId, Guid moveId, CancellationToken ct) => KeepAsync(teamId, null, async (write, team) =>
    {
        var move = await OfTeamAsync(teamId, moveId, ct);
        await KeepStock.TakeBackAsync(write, team, move, ct);
        if (move.PartnerId is { } id && await db.StockMoves.FindAsync([id], ct) is { } partner)
        {
            var other = teams.Find(partner.TeamId)?.Team is { } there && user.Can(Permission.ManageStock, there.AreaId) ? there : throw new Refusal(Problems.StockPartner);
            await KeepStock.TakeBackAsync(write, other, partner, ct);
        }
    }, ct);

    public Task ReturnAsync(Guid teamId, Guid loanId, CancellationToken ct) => KeepAsync(teamId, null, async (write, team) =>
        await KeepStock.ReturnAsync(write, await OfTeamAsync(teamId, loanId, ct), team, write.NewId(), write.Now, null, ct), ct);

    /// <summary>A kind of the unit's own.</summary>
    /// <param name="id">Minted with the form: the same form sent again is the same kind.</param>
    /// <exception cref="Refusal">Its teams have a kind of that name, be it an ended one.</exception>
    public async Task AddKindAsync(Guid id, Guid areaId, string? name, bool lent, int? floor, CancellationToken ct)
    {
        user.Require(Permission.ManageStock, areaId);
        var checks = new Checks();
        var called = checks.Of(() => FreeText.Line(name, StockKind.LongestName, "stock.kind") ?? throw new Refusal(Problems.StockKindName));
        checks.That(floor is not (< 0 or > StockMove.MostAtOnce), Problems.StockCount, StockMove.MostAtOnce);
        checks.Pass();
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (await db.StockKinds.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id, ct) is { } known)
        {
            if (known.AreaId != areaId || known.Name != called)
            {
                throw new Refusal(Problems.FormUsed);
            }

            return;
        }

        if ((await kinds.OfAsync(areaId, ct)).Any(k => string.Equals(k.NameIn(Texts.In("vi")), called, StringComparison.OrdinalIgnoreCase)))
        {
            throw new Refusal(Problems.StockKindKnown, called);
        }

        var kind = db.StockKinds.Add(new StockKind { Id = id, AreaId = areaId, Name = called, IsLent = lent, Floor = floor }).Entity;
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

    /// <param name="sent">The move that the form makes; null where it makes none. Known already, it was sent twice and is done once.</param>
    /// <exception cref="Refusal">The id is that of another move: somebody went back to an old form and wrote something else in it.</exception>
    private async Task KeepAsync(Guid teamId, Sent? sent, Func<Write, Team, Task> change, CancellationToken ct)
    {
        var team = teams.Find(teamId)?.Team ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageStock, team.AreaId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (sent is not null && await db.StockMoves.AsNoTracking().SingleOrDefaultAsync(m => m.Id == sent.Id, ct) is { } known)
        {
            if (known.TeamId != teamId || sent != new Sent(known.Id, known.Deed, known.KindId, known.Count))
            {
                throw new Refusal(Problems.FormUsed);
            }

            return;
        }

        await change(write, team);
        await write.CommitAsync(ct);
    }

    /// <exception cref="Refusal">A kind of another unit that the team never had.</exception>
    private async Task RequireAsync(Team team, Guid kindId, CancellationToken ct)
    {
        if (!await MayHaveAsync(team, kindId, ct))
        {
            throw new Refusal(Problems.StockKindUnknown);
        }
    }

    private async Task<bool> MayHaveAsync(Team team, Guid kindId, CancellationToken ct) =>
        await HasAsync(team, kindId, ct) || (await kinds.OfAsync(team.AreaId, ct)).Any(k => k.Id == kindId);

    private Task<bool> HasAsync(Team team, Guid kindId, CancellationToken ct) => db.StockBalances.AnyAsync(b => b.TeamId == team.Id && b.KindId == kindId, ct);

    private StockMove Move(Team team, Guid id, StockDeed deed, Guid kindId, int count, DateTime at, string? note, Guid? partner = null) => new()
    {
        Id = id, TeamId = team.Id, KindId = kindId, Deed = deed, Count = count, At = at, By = user.Name, Note = FreeText.Line(note, StockMove.LongestNote, "stock.note"), PartnerId = partner,
    };

    private async Task<StockMove> OfTeamAsync(Guid teamId, Guid moveId, CancellationToken ct) =>
        await db.StockMoves.SingleOrDefaultAsync(m => m.Id == moveId && m.TeamId == teamId, ct) ?? throw new Refusal(Problems.NotFound);

    /// <summary>What a form says that makes a move.</summary>
    private sealed record Sent(Guid Id, StockDeed Deed, Guid KindId, int Count);
}
