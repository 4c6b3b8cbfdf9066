namespace TungNgo.Contacts;

/// <summary>Somebody does not want messages at an address: of one kind or of all, through one channel or all.</summary>
internal sealed class OptOut
{
    public Guid Id { get; init; }
    public required string Address { get; init; }
    public ChannelKind? Channel { get; init; }

    /// <summary>Kind of bulletin; null is every kind. Emergencies are law, not advertising: they go out all the same.</summary>
    public string? Topic { get; init; }
    public DateTime At { get; init; }

    /// <summary>reply, page, member, provider, console.</summary>
    public required string How { get; init; }
}
