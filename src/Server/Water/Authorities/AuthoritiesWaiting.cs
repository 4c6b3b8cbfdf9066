using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Water.Authorities;

/// <summary>Drafts made of other authorities' alerts wait for whoever writes notices.</summary>
internal sealed class AuthoritiesWaiting(AuthorityDrafts drafts, CurrentUser user) : IWork
{
    public int Rank => 15;

    public string Menu => "/bulletins";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct) =>
        user.Can(Permission.WriteBulletins) && await drafts.OpenAsync(area, tree, ct) is { Count: > 0 } mine
            ? new("rss", t["authorities.todo", mine.Count], mine.Count == 1 ? $"/bulletins/{mine[0].Id}" : $"/water/authorities/drafts?area={area}", mine.Count)
            : null;
}
