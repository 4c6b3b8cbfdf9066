using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Bulletins.Writing;
using TungNgo.Web;

namespace TungNgo.Bulletins.Desk;

/// <summary>Bulletins that wait for the caller: to be approved, or to be written anew.</summary>
internal sealed class BulletinsWaiting(BulletinReader bulletins, CurrentUser user) : IWork
{
    public int Rank => 20;

    public string Menu => "/bulletins";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct) =>
        user.Can(Permission.ViewBulletins) && await bulletins.WaitingAsync(area, ct) is { Count: > 0 } waiting
            ? new("speakerphone", t["bulletins.todo", waiting.Count], $"/bulletins?area={area}&waiting=true", waiting.Count)
            : null;
}
