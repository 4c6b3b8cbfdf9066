using TungNgo.Gateways.Zalo;
using TungNgo.Providers;
using TungNgo.Providers.Inbox;

namespace TungNgo.Help;

/// <summary>
/// Fetches what residents recorded, before their messages are folded: no call is made inside a write. The provider's address of a recording
/// dies after half an hour, so until then a message whose recording does not come waits, and afterwards it is taken without.
/// </summary>
internal sealed class FetchSounds(GatewayBook gateways)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(25);

    /// <summary>What came of a recording.</summary>
    /// <param name="Content">Null when it did not come, or is none.</param>
    /// <param name="Later">It may still come.</param>
    public sealed record Fetched(byte[]? Content, bool Later);

    /// <returns>By event; messages without a recording are not in it.</returns>
    public async Task<Dictionary<Guid, Fetched>> RunAsync(IEnumerable<(InboxEvent Event, ZaloEvent? What)> events, DateTime now, CancellationToken ct)
    {
        var wanted = events.Select(e => (e.Event, Url: UrlOf(e.What))).Where(e => e.Url is not null).ToList();
        var fetched = new Dictionary<Guid, Fetched>();
        foreach (var some in wanted.Chunk(AtOnce))
        {
            var contents = await Task.WhenAll(some.Select(e => gateways.FetchAsync(e.Url!, ct)));
            foreach (var ((row, _), content) in some.Zip(contents))
            {
                var good = content is not null && HelpSounds.Knows(content);
                fetched[row.Id] = new(good ? content : null, Later: content is null && now - row.ReceivedAt < Patience);
            }
        }

        return fetched;
    }

    public static string? UrlOf(ZaloEvent? what) => what is ZaloEvent.FromUser { GroupId: null } said ? said.Attachments.FirstOrDefault(a => a is { Type: "audio", Url: not null })?.Url : null;
}
