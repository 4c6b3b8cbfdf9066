namespace TungNgo.Water.Ways.Mqtt;

/// <summary>Why nobody listens although a broker is named.</summary>
public enum MqttProblem
{
    /// <summary>Nothing answers at the address, or not in a way that is understood.</summary>
    Unreachable = 1,

    /// <summary>The broker does not let us in: user, password, name.</summary>
    Refused = 2,

    /// <summary>The broker lets us in and does not let us listen to the topic.</summary>
    TopicRefused = 3,

    /// <summary>The broker ended the connection.</summary>
    Lost = 4,
}

/// <summary>Why nothing of a message was taken. It is acknowledged all the same: it would only come again, for ever.</summary>
public enum MqttRefusal
{
    /// <summary>No active station has this key.</summary>
    KeyUnknown = 1,
    Unreadable = 2,
    TooLarge = 3,

    /// <summary>Our own fault; the log says more.</summary>
    Failed = 4,
}

/// <summary>
/// The installation's one line to the broker, a single row. One node at a time holds it: the session at the broker belongs to the installation, so that what
/// waits in it waits for whichever node is there, and not for one that never comes back.
/// </summary>
internal sealed class MqttLine
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>Under which the broker keeps the session; made once.</summary>
    public required string ClientId { get; init; }

    /// <summary>The node that holds it, a number of that run.</summary>
    public Guid? Holder { get; set; }

    /// <summary>A holder that has not said by then that it lives has lost it.</summary>
    public DateTime HeldUntil { get; set; }

    /// <summary>Since when the holder listens; null while it does not.</summary>
    public DateTime? ConnectedAt { get; set; }
    public MqttProblem? Problem { get; set; }
    public DateTime? LastMessageAt { get; set; }

    /// <summary>Messages and values since the installation began.</summary>
    public long Messages { get; set; }
    public long Taken { get; set; }
    public long ValuesRefused { get; set; }
    public long KeysUnknown { get; set; }
    public long Unreadable { get; set; }
    public long TooLarge { get; set; }
    public long Failed { get; set; }
}
