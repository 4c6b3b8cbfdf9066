using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Web;

namespace TungNgo.Questions;

/// <summary>Members' questions as an official sees and answers them: those of the own area. They are requests of the help desk that the office itself has to answer.</summary>
internal sealed class QuestionDesk(AppDb db, Writer writer, CurrentUser user, AreaTree areas, IOptions<HelpTimes> times, TimeProvider clock)
{
    /// <param name="filter">What is asked.</param>
    /// <param name="office">The unit whose office has to answer; null is whoever has to.</param>
    /// <param name="skip">Rows before the page.</param>
    /// <param name="take">Rows of the page.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<(IReadOnlyList<HelpRow> Rows, int Total)> PageAsync(HelpFilter filter, AreaVersion? office, int skip, int take, CancellationToken ct)
    {
        var scoped = filter.Narrow((await InScopeAsync(filter.Area, ct)).AsNoTracking());
        var asked = HelpDesk.OfState(office is null ? scoped : OfOffice(scoped, office), filter.State, clock.GetUtcNow().UtcDateTime);
        var page = await asked.OrderBy(r => r.State).ThenBy(r => r.State == HelpState.Open ? (DateTime?)r.DueAt : null).ThenByDescending(r => r.At).ThenBy(r => r.Id)
            .Skip(skip).Take(take).ToListAsync(ct);
        var ids = page.ConvertAll(r => r.Id);
        var said = (await db.HelpMessages.AsNoTracking().Where(m => ids.Contains(m.RequestId) && m.Incoming).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(ct)).ToLookup(m => m.RequestId);
        return ([.. page.Select(r => new HelpRow(r, said[r.Id].FirstOrDefault()?.Text ?? "", false))], await asked.CountAsync(ct));
    }

    /// <exception cref="Refusal">Not there, or not the caller's.</exception>
    public async Task<(HelpRequest Request, IReadOnlyList<HelpMessage> Messages)> ReadAsync(Guid id, CancellationToken ct)
    {
        var request = await (await InScopeAsync(null, ct)).AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        return (request, await db.HelpMessages.AsNoTracking().Where(m => m.RequestId == id).OrderBy(m => m.At).ThenByDescending(m => m.Incoming).ThenBy(m => m.Id).ToListAsync(ct));
    }

    /// <param name="version">The one that the caller has read.</param>
    public Task AnswerAsync(Guid id, int version, string text, CancellationToken ct) => ChangeAsync(id, version, (write, request) => AnswerHelp.Answer(write, request, text), ct);

    public Task RaiseAsync(Guid id, int version, CancellationToken ct) =>
        ChangeAsync(id, version, (write, request) => AnswerHelp.Raise(write, request, times.Value.QuestionHours), ct);

    public Task CloseAsync(Guid id, int version, CancellationToken ct) => ChangeAsync(id, version, AnswerHelp.Close, ct);

    /// <summary>When a unit's open questions have to be answered.</summary>
    public async Task<IReadOnlyList<DateTime>> DueAsync(AreaVersion unit, CancellationToken ct) =>
        await OfOffice(await InScopeAsync(unit.AreaId, ct), unit).Where(r => r.State == HelpState.Open).Select(r => r.DueAt).ToListAsync(ct);

    /// <summary>At the province those that its communes could not answer.</summary>
    private static IQueryable<HelpRequest> OfOffice(IQueryable<HelpRequest> questions, AreaVersion office)
    {
        var raised = office.Tier is AreaTier.Province or AreaTier.Country;
        return questions.Where(r => (r.Level == HelpLevel.Province) == raised);
    }

    private async Task ChangeAsync(Guid id, int version, Action<Write, HelpRequest> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var request = await (await InScopeAsync(null, ct)).SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        if (request.Version != version)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        change(write, request);
        await write.CommitAsync(ct);
    }

    /// <summary>
    /// Questions of teams of the caller's hamlets, and of teams without doors, which the province answers. What was closed stays with the hamlet where it was asked, and
    /// is found by whoever has that hamlet's heir.
    /// </summary>
    /// <param name="area">A unit of the caller's scope; null is the whole scope.</param>
    private async Task<IQueryable<HelpRequest>> InScopeAsync(Guid? area, CancellationToken ct)
    {
        var today = areas.Today;
        var hamlets = user.Hamlets(Permission.AnswerQuestions).ToHashSet();
        var places = await db.HelpRequests.Where(r => r.From == HelpRequest.Member).Select(r => new { r.HamletId, r.AreaId }).Distinct().ToListAsync(ct);
        var units = places.Where(p => p.HamletId is null && user.Can(Permission.AnswerQuestions, p.AreaId)).Select(p => p.AreaId).ToList();
        if (area is { } narrow)
        {
            hamlets.IntersectWith(today.HamletsOf(narrow));
            units = today.Find(narrow) is { ParentId: null } ? units : [.. units.Where(u => today.IsWithin(u, narrow))];
        }

        hamlets.UnionWith(places.Select(p => p.HamletId).OfType<Guid>().Where(h => today.Find(h) is null && areas.HeirOn(h, today.Day) is { } heir && hamlets.Contains(heir)).ToList());

        return db.HelpRequests.Where(r => r.From == HelpRequest.Member && (r.HamletId == null ? units.Contains(r.AreaId) : hamlets.Contains(r.HamletId.Value)));
    }
}
