namespace TungNgo.Providers.Inbox;

/// <summary>An event of a provider as it came, kept before anything is done with it.</summary>
internal sealed class InboxEvent
{
    public Guid Id { get; init; }
    public Guid ChannelId { get; init; }

    /// <summary>The same for every delivery of the same event.</summary>
    public required string Key { get; init; }
    public required string Body { get; init; }
    public DateTime ReceivedAt { get; init; }

    /// <summary>Null while it waits, also for a message whose answer is not there yet.</summary>
    public DateTime? FoldedAt { get; set; }
    public DateTime DueAt { get; set; }
    public int Tries { get; set; }
    public string? Trouble { get; set; }
}
