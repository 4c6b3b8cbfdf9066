namespace TungNgo.Help;

[ByNumber]
public enum HelpState { Open = 0, Answered = 1, Closed = 2 }

/// <summary>Who has to see to it: first the team, then its leader, then the commune's officer. A member's question goes from the commune to the province.</summary>
[ByNumber]
public enum HelpLevel { Team = 0, Leader = 1, Commune = 2, Province = 3 }

/// <summary>
/// Somebody asks for help: by Zalo, on the public page, or at the door; that is the hamlet's team's to answer. Or a member asks what the team cannot answer: that
/// is the office's.
/// </summary>
internal sealed class HelpRequest
{
    public const string Zalo = "zalo", Page = "page", Door = "door", Member = "member";

    public Guid Id { get; init; }

    /// <summary>What the sender is told, to ask for it again without an account.</summary>
    public required string LookupCode { get; init; }

    /// <summary>zalo, page, door or member: where the answer goes back.</summary>
    public required string From { get; init; }
    public Guid? ChannelId { get; init; }

    /// <summary>Zalo user id or phone number.</summary>
    public string? Address { get; set; }
    public string? Name { get; set; }
    public Guid? HouseholdId { get; set; }
    public Guid? HamletId { get; set; }

    /// <summary>The hamlet; while none is known, the unit of the channel it came through. Who may see it follows from here.</summary>
    public Guid AreaId { get; set; }
    public Guid? TeamId { get; set; }
    public Guid? MemberId { get; set; }

    /// <summary>The member who asked; null of residents.</summary>
    public Guid? AskedById { get; init; }
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }
    public string Language { get; set; } = "vi";
    public HelpState State { get; set; }
    public HelpLevel Level { get; set; }
    public DateTime At { get; init; }

    /// <summary>Until when the sender is promised an answer.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>When it goes one level up unless answered; null when it cannot or need not.</summary>
    public DateTime? NextStepAt { get; set; }
    public DateTime? EscalatedAt { get; set; }
    public DateTime? ClosedAt { get; set; }

    /// <summary>When the sender was told how it ended.</summary>
    public DateTime? ToldAt { get; set; }
    public int Version { get; set; }

    public bool IsQuestion => From == Member;

    public bool IsOverdue(DateTime now) => State == HelpState.Open && DueAt < now;
}

/// <summary>One thing said in a request, by the sender or by us.</summary>
internal sealed class HelpMessage
{
    public Guid Id { get; init; }
    public Guid RequestId { get; init; }
    public DateTime At { get; init; }

    /// <summary>From the sender; otherwise ours.</summary>
    public bool Incoming { get; init; }
    public required string Text { get; init; }
    public Guid? AudioId { get; init; }
    public string? By { get; init; }

    /// <summary>Ours: waits to be sent back through the channel it came from.</summary>
    public DeliveryOfAnswer Delivery { get; set; }
    public DateTime? StartedAt { get; set; }
    public string? ProviderId { get; set; }
}

[ByNumber]
public enum DeliveryOfAnswer { None = 0, Queued = 1, Started = 2, Sent = 3, Failed = 4 }
