using Microsoft.Extensions.Options;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Gateways.Cap;
using TungNgo.Web;

namespace TungNgo.Water.Authorities;

/// <summary>An entry as it would be taken.</summary>
/// <param name="Hindered">Why it would not become a draft; null when it would.</param>
internal sealed record PreviewedEntry(LookedAt Item, EntryOutcome? Hindered, string Level, Placed? Places, int Languages);

internal sealed record PreviewedLook(SourceTrouble Trouble, string? Detail, IReadOnlyList<PreviewedEntry> Entries, int Missing, bool More);

/// <summary>Looks at a feed while an officer waits, and writes nothing.</summary>
internal sealed class AuthorityPreview(AuthorityLook look, SourceEdits edits, AlertPlaces places, CurrentUser user, IOptions<AuthorityTimes> times, TimeProvider clock)
{
    private const int Shown = 10;

    public async Task<PreviewedLook> LookAsync(string? typed, Guid areaId, CancellationToken ct)
    {
        user.Require(Permission.ManageBulletins, areaId);
        var address = edits.AddressOf(typed);
        var now = clock.GetUtcNow().UtcDateTime;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(times.Value.AnswerSeconds * 2), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            var found = await look.LookAsync(address, null, null, _ => false, Shown, either.Token);
            return new(found.Feed.Trouble, found.Feed.Detail, [.. found.Entries.Select(e => Of(e, now, areaId))], found.Missing, found.More);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(SourceTrouble.Slow, null, [], 0, false);
        }
    }

    private PreviewedEntry Of(LookedAt item, DateTime now, Guid areaId)
    {
        var hindered = TakeAlerts.Hindered(item, now, first: true);
        return item.Alert is not { } alert ? new(item, hindered, "", null, 1)
            : new(item, hindered, AlertWords.LevelOf(alert), places.Find(AlertWords.AreasOf(alert), LegalDay.Of(alert.Sent.UtcDateTime), areaId),
                alert.Infos.Select(AlertWords.LanguageOf).Distinct().Count(Texts.Languages.Contains));
    }
}
