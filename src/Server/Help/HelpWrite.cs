using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Help;

/// <summary>
/// The write that a change of a request belongs to. Requests change through three doors (page and console, webhooks, the phones' push) of
/// which the last numbers and audits its rows by itself; the rules are the same for all.
/// </summary>
/// <param name="Db">Saved by whoever opened the write.</param>
/// <param name="Now">The write's instant, UTC.</param>
/// <param name="Actor">Who acts: shown beside an answer.</param>
/// <param name="NewId">An id of the write.</param>
/// <param name="Changed">Adds a line of kind Help to the feed, by id and hamlet.</param>
/// <param name="Audit">Action, id, unit, before, after.</param>
internal sealed record HelpWrite(
    AppDb Db, DateTime Now, Actor Actor, Func<Guid> NewId, Action<Guid, Guid?> Changed, Action<string, Guid, Guid, object?, object?> Audit)
{
    public static HelpWrite Of(AppDb db, Write write) => new(
        db, write.Now, write.Actor, write.NewId,
        (id, hamlet) => write.Changed(ChangeKind.Help, id, hamlet),
        (action, id, area, before, after) => write.Audit(action, id, area, before, after));
}
