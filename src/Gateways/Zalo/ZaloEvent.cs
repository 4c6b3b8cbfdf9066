namespace TungNgo.Gateways.Zalo;

/// <summary>Something that Zalo tells about messages, people, groups and templates.</summary>
/// <param name="Name">event_name.</param>
/// <param name="Key">The same for every repetition of the same event, and for no other.</param>
/// <param name="At">When it happened, UTC. Events come late, twice and out of order.</param>
public abstract record ZaloEvent(string Name, string Key, DateTime At)
{
    /// <summary>It reached the phone.</summary>
    /// <param name="Name">user_received_message.</param>
    /// <param name="Key">See above.</param>
    /// <param name="At">When it was delivered.</param>
    /// <param name="MessageId">As the send reply had it.</param>
    /// <param name="To">User id, or the phone number for a template by phone.</param>
    /// <param name="TrackingId">Our key, for a template by phone.</param>
    public sealed record Received(string Name, string Key, DateTime At, string MessageId, string To, string? TrackingId) : ZaloEvent(Name, Key, At);

    public sealed record Seen(string Name, string Key, DateTime At, string UserId, IReadOnlyList<string> MessageIds) : ZaloEvent(Name, Key, At);

    /// <summary>A person wrote: user_send_*.</summary>
    /// <param name="Name">As above.</param>
    /// <param name="Key">As above.</param>
    /// <param name="At">As above.</param>
    /// <param name="Kind">text, image, location, audio, …</param>
    /// <param name="UserId">Who.</param>
    /// <param name="MessageId">Zalo's.</param>
    /// <param name="Text">Null when there is none.</param>
    /// <param name="Attachments">Their addresses expire within half an hour: fetch at once.</param>
    /// <param name="GroupId">Null in the conversation with the account itself.</param>
    public sealed record FromUser(
        string Name, string Key, DateTime At, string Kind, string UserId, string MessageId, string? Text, IReadOnlyList<ZaloAttachment> Attachments, string? GroupId)
        : ZaloEvent(Name, Key, At);

    /// <summary>The account wrote, by us or by a person in Zalo's console: oa_send_*. Tells about attempts whose answer was lost.</summary>
    public sealed record FromAccount(string Name, string Key, DateTime At, string Kind, string To, string MessageId, string? Text, bool ToGroup)
        : ZaloEvent(Name, Key, At);

    public sealed record Followed(string Name, string Key, DateTime At, string UserId, string? Source) : ZaloEvent(Name, Key, At);

    public sealed record Unfollowed(string Name, string Key, DateTime At, string UserId) : ZaloEvent(Name, Key, At);

    /// <summary>A person filled in the form that asked for name, phone, address.</summary>
    public sealed record InfoGiven(string Name, string Key, DateTime At, string UserId, IReadOnlyDictionary<string, string> Info) : ZaloEvent(Name, Key, At);

    /// <summary>Made, deleted, renamed; joined, left, asked to join; administrators.</summary>
    public sealed record GroupChanged(string Name, string Key, DateTime At, string GroupId, IReadOnlyList<string> UserIds) : ZaloEvent(Name, Key, At);

    public sealed record TemplateChanged(string Name, string Key, DateTime At, string? TemplateId, ZbsTemplateStatus Before, ZbsTemplateStatus After, string? Reason)
        : ZaloEvent(Name, Key, At);

    public sealed record QuotaChanged(string Name, string Key, DateTime At, int? Before, int? After) : ZaloEvent(Name, Key, At);

    /// <summary>Not known here; kept so that nothing is lost.</summary>
    public sealed record Other(string Name, string Key, DateTime At) : ZaloEvent(Name, Key, At);
}

/// <param name="Type">image, audio, video, file, location, …</param>
/// <param name="Url">Expires soon.</param>
public sealed record ZaloAttachment(string Type, string? Url, double? Latitude, double? Longitude);
