using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Providers.Inbox;
using TungNgo.Tests.Sendings;

namespace TungNgo.Tests.Providers;

public sealed class InboxQueueTests
{
    [Fact]
    public async Task An_event_that_cannot_be_kept_is_refused_alone()
    {
        const int bad = 77;
        await using var stage = await ChannelStage.StartAsync(households: 1);
        var queue = stage.Server.Services.GetRequiredService<InboxQueue>();
        // Both databases refuse an event without a key.
        var events = Enumerable.Range(0, 300).Select(i => queue.KeepAsync(stage.ZaloCs, i == bad ? null! : $"event-{i}", "{}", CancellationToken.None)).ToList();
        await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(events));
        Assert.Equal([bad], events.Index().Where(e => !e.Item.IsCompletedSuccessfully).Select(e => e.Index));
        Assert.Equal(299, await stage.Server.WithDbAsync(db => db.InboxEvents.CountAsync(e => e.Key.StartsWith("event-"))));
    }
}
