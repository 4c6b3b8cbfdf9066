using TungNgo.Contacts;

namespace TungNgo.Providers.Inbox;

/// <summary>
/// Fetches what people recorded, before their messages are folded: no call is made inside a write. The provider's address of a recording
/// dies after half an hour, so until then a message whose recording does not come waits, and afterwards it is taken without.
/// </summary>
internal sealed class FetchSounds(ProviderHttp http)
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(25);

    /// <summary>What came of a recording.</summary>
    /// <param name="Content">Null when it did not come.</param>
    /// <param name="Later">It may still come.</param>
    public sealed record Fetched(byte[]? Content, bool Later);

    /// <returns>By event; messages without a recording are not in it.</returns>
    public async Task<Dictionary<Guid, Fetched>> RunAsync(IEnumerable<(InboxEvent Event, PersonEvent? What)> events, DateTime now, CancellationToken ct)
    {
        var fetched = new Dictionary<Guid, Fetched>();
        foreach (var some in events.Where(e => UrlOf(e.What) is not null).Chunk(AtOnce))
        {
            var contents = await Task.WhenAll(some.Select(e => http.FetchAsync(UrlOf(e.What)!, ct)));
            foreach (var ((row, _), content) in some.Zip(contents))
            {
                fetched[row.Id] = new(content, Later: content is null && now - row.ReceivedAt < Patience);
            }
        }

        return fetched;
    }

    private static string? UrlOf(PersonEvent? what) => (what as PersonEvent.Said)?.SoundUrl;
}
