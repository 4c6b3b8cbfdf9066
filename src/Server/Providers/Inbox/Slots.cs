using TungNgo.Contacts;
using TungNgo.Feed;

namespace TungNgo.Providers.Inbox;

/// <summary>A slot: whoever sends messages hears what providers say became of them.</summary>
internal interface IHearsReceipts
{
    /// <summary>Inside the write that marks their events as folded, so that none counts twice.</summary>
    /// <returns>Those that speak of a message nobody knows yet: a receipt may come before the answer of its own call, and then waits.</returns>
    Task<IReadOnlySet<Receipt>> TakeAsync(Write write, IReadOnlyList<(Channel Channel, Receipt Receipt)> receipts, CancellationToken ct);
}

/// <summary>A slot: whoever answers people hears what they write to an account.</summary>
internal interface IHearsPeople
{
    /// <summary>Whether somebody is in a talk with the person, so that a short word may be an answer.</summary>
    Task<bool> IsTalkingAsync(Channel channel, string address, CancellationToken ct);

    /// <summary>Inside the write that marks the event as folded.</summary>
    /// <param name="sound">What was recorded; null when nothing was, or when it could not be had.</param>
    Task HearAsync(Write write, Channel channel, PersonEvent.Said said, byte[]? sound, CancellationToken ct);
}
