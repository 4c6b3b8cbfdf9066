using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Help;

/// <param name="State">open, answered, closed, overdue; null is all that is not closed.</param>
/// <param name="Area">A unit of the caller's scope; null is the whole scope.</param>
/// <param name="Anchor">By which pages are turned.</param>
internal sealed record HelpFilter(string? State, Guid? Area, PageAnchor Anchor = default)
{
    public IQueryable<HelpRequest> Narrow(IQueryable<HelpRequest> requests) => Anchor.Narrow(requests, r => r.At);
}

/// <summary>A request in a list, with the first thing that was said.</summary>
internal sealed record HelpRow(HelpRequest Request, string Text, bool Sound);

/// <summary>Requests as an official sees and handles them: only those of the own area.</summary>
internal sealed class HelpDesk(AppDb db, Writer writer, CurrentUser user, AreaTree areas, TeamRegister teams, AddHelp add, TimeProvider clock)
{
    public const string Open = "open", Answered = "answered", Closed = "closed", Overdue = "overdue";

    public static readonly string[] States = [Open, Overdue, Answered, Closed];

    public async Task<(IReadOnlyList<HelpRow> Rows, int Total)> PageAsync(HelpFilter filter, int skip, int take, CancellationToken ct)
    {
        var requests = filter.Narrow(Asked(filter));
        var total = await requests.CountAsync(ct);
        var page = await requests.OrderBy(r => r.State).ThenBy(r => r.State == HelpState.Open ? (DateTime?)r.DueAt : null).ThenByDescending(r => r.At).ThenBy(r => r.Id)
            .Skip(skip).Take(take).ToListAsync(ct);
        var ids = page.Select(r => r.Id).ToList();
        var said = (await db.HelpMessages.AsNoTracking().Where(m => ids.Contains(m.RequestId) && m.Incoming).ToListAsync(ct)).ToLookup(m => m.RequestId);
        return ([.. page.Select(r => new HelpRow(r, said[r.Id].OrderBy(m => m.At).ThenByDescending(m => m.Incoming).ThenBy(m => m.Id).FirstOrDefault()?.Text ?? "", said[r.Id].Any(m => m.AudioId is not null)))], total);
    }

    /// <summary>When those that nobody has answered yet have to be.</summary>
    public Task<List<DateTime>> DueAsync(Guid area, CancellationToken ct) => Asked(new(Open, area)).Select(r => r.DueAt).ToListAsync(ct);

    /// <summary>Every page after the other, as of one instant: what comes in meanwhile moves no row over the edge of a page.</summary>
    public async IAsyncEnumerable<HelpRow> AllAsync(HelpFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        const int batch = 500;
        await using var instant = await db.BeginSnapshotAsync(ct);
        for (var (done, total) = (0, 1); done < total; done += batch)
        {
            (var rows, total) = await PageAsync(filter, done, batch, ct);
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    public Task<int> CountAsync(HelpFilter filter, CancellationToken ct) => Asked(filter).CountAsync(ct);

    /// <exception cref="Refusal">Not there, or not the caller's.</exception>
    public async Task<(HelpRequest Request, IReadOnlyList<HelpMessage> Messages)> ReadAsync(Guid id, CancellationToken ct)
    {
        var request = await db.HelpRequests.AsNoTracking().Where(InScope(null)).SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        return (request, await db.HelpMessages.AsNoTracking().Where(m => m.RequestId == id).OrderBy(m => m.At).ThenByDescending(m => m.Incoming).ThenBy(m => m.Id).ToListAsync(ct));
    }

    /// <param name="version">The one that the caller has read.</param>
    public Task AnswerAsync(Guid id, int version, string text, bool inPerson, CancellationToken ct) =>
        ChangeAsync(id, version, (write, request) => AnswerHelp.Answer(write, request, text, inPerson), ct);

    public Task CloseAsync(Guid id, int version, CancellationToken ct) => ChangeAsync(id, version, AnswerHelp.Close, ct);

    public Task AssignAsync(Guid id, int version, Guid? memberId, CancellationToken ct) =>
        ChangeAsync(id, version, (write, request) => AnswerHelp.Assign(write, request, request.TeamId is { } team ? teams.Find(team) : null, memberId), ct);

    public Task LocateAsync(Guid id, int version, Guid hamletId, CancellationToken ct) => ChangeAsync(id, version, (write, request) =>
    {
        if (areas.Today.Find(hamletId) is not { Tier: AreaTier.Hamlet } || !user.Can(Permission.AnswerHelp, hamletId))
        {
            throw new Refusal(Problems.HelpWhere);
        }

        add.Locate(write, request, hamletId);
    }, ct);

    private async Task ChangeAsync(Guid id, int version, Action<Write, HelpRequest> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var request = await db.HelpRequests.Where(InScope(null)).SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        if (request.Version != version)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        change(write, request);
        await write.CommitAsync(ct);
    }

    private IQueryable<HelpRequest> Asked(HelpFilter filter) =>
        OfState(db.HelpRequests.AsNoTracking().Where(InScope(filter.Area)), filter.State, clock.GetUtcNow().UtcDateTime);

    /// <param name="state">open, answered, closed, overdue; null is all that is not closed.</param>
    public static IQueryable<HelpRequest> OfState(IQueryable<HelpRequest> requests, string? state, DateTime now) => state switch
    {
        Open => requests.Where(r => r.State == HelpState.Open),
        Overdue => requests.Where(r => r.State == HelpState.Open && r.DueAt < now),
        Answered => requests.Where(r => r.State == HelpState.Answered),
        Closed => requests.Where(r => r.State == HelpState.Closed),
        _ => requests.Where(r => r.State != HelpState.Closed),
    };

    /// <summary>
    /// Requests of the caller's hamlets, and those whose hamlet nobody knows yet of every channel that serves the caller's unit: somebody has to ask
    /// where they come from.
    /// </summary>
    private Expression<Func<HelpRequest, bool>> InScope(Guid? area)
    {
        var hamlets = user.Hamlets(Permission.AnswerHelp);
        var units = user.AreasWith(Permission.AnswerHelp).SelectMany(u => areas.Today.LineOf(u).Concat(areas.Today.Below(u))).Select(u => u.AreaId).ToHashSet();
        if (area is { } narrow)
        {
            var within = areas.Today.HamletsOf(narrow).ToHashSet();
            hamlets = [.. hamlets.Where(within.Contains)];
        }

        return r => r.From != HelpRequest.Member && (r.HamletId == null ? units.Contains(r.AreaId) : hamlets.Contains(r.HamletId.Value));
    }
}
