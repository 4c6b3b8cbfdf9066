using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Households;
using TungNgo.Visits;

namespace TungNgo.Sync;

/// <summary>
/// The reads of every push, translated once: building these four from LINQ each time cost more than running them. A process talks
/// to one kind of database, so one translation is enough.
/// </summary>
internal static class PushReads
{
    public static readonly Func<AppDb, List<Guid>, IAsyncEnumerable<AppliedMutation>> Answers = EF.CompileAsyncQuery(
        (AppDb db, List<Guid> ids) => db.AppliedMutations.AsNoTracking().Where(a => ids.Contains(a.Id)));

    public static readonly Func<AppDb, List<Guid>, IAsyncEnumerable<Household>> Households = EF.CompileAsyncQuery(
        (AppDb db, List<Guid> ids) => db.Households.AsNoTracking().Where(h => ids.Contains(h.Id)));

    public static readonly Func<AppDb, List<Guid>, IAsyncEnumerable<Person>> People = EF.CompileAsyncQuery(
        (AppDb db, List<Guid> ids) => db.People.AsNoTracking().Where(p => ids.Contains(p.HouseholdId)));

    public static readonly Func<AppDb, List<Guid>, IAsyncEnumerable<Standing>> Standings = EF.CompileAsyncQuery(
        (AppDb db, List<Guid> ids) => db.Standings.AsNoTracking().Where(s => ids.Contains(s.HouseholdId)));
}
