namespace TungNgo.Contacts;

/// <summary>A slot: whoever keeps messages that wait ends those to an address whose owner refuses them.</summary>
internal interface IQueuesMessages
{
    /// <summary>Inside the caller's write. Emergencies stay, and so does a call that is out.</summary>
    /// <param name="channel">Null is every way to the address.</param>
    /// <param name="topic">Kind of bulletin; null is every kind.</param>
    /// <returns>How many ended.</returns>
    Task<int> EndAsync(string address, ChannelKind? channel, string? topic, DateTime now, CancellationToken ct);
}
