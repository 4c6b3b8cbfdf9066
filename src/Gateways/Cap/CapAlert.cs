namespace TungNgo.Gateways.Cap;

/// <summary>An alert of the Common Alerting Protocol 1.2 (OASIS, 2010-07-01), by which other warning systems read ours and we read theirs.</summary>
/// <param name="Identifier">Of this message, for ever; no space, comma, &lt; or &amp;.</param>
/// <param name="Sender">Who issues it, unique in the world (a domain or OID); no space, comma, &lt; or &amp;.</param>
/// <param name="Sent">When, with the offset it is written with.</param>
/// <param name="References">The earlier messages that an update, cancellation, acknowledgement or error speaks of; those four cannot be without.</param>
/// <param name="Infos">The same event for each language.</param>
/// <param name="Restriction">Who may read it, when the scope is restricted.</param>
/// <param name="Addresses">Whom it is for, when the scope is private.</param>
/// <param name="Codes">Profiles and special handling.</param>
public sealed record CapAlert(
    string Identifier,
    string Sender,
    DateTimeOffset Sent,
    CapStatus Status,
    CapMessageType MessageType,
    CapScope Scope,
    IReadOnlyList<CapReference> References,
    IReadOnlyList<CapInfo> Infos,
    string? Source = null,
    string? Restriction = null,
    string? Addresses = null,
    IReadOnlyList<string>? Codes = null,
    string? Note = null,
    IReadOnlyList<string>? Incidents = null);

/// <summary>An earlier message, by the three things that name it.</summary>
public sealed record CapReference(string Sender, string Identifier, DateTimeOffset Sent);

/// <summary>The event as told in one language.</summary>
/// <param name="Language">vi-VN, km-KH, en-US; the protocol's default is en-US.</param>
/// <param name="Event">The kind of event, in that language.</param>
/// <param name="Headline">At most 160 letters reach small screens.</param>
/// <param name="Instruction">What to do.</param>
/// <param name="Effective">From when the information holds; the sent time when absent.</param>
/// <param name="Onset">When the event is expected to begin.</param>
/// <param name="Expires">Until when the information holds.</param>
public sealed record CapInfo(
    string Language,
    IReadOnlyList<CapCategory> Categories,
    string Event,
    CapUrgency Urgency,
    CapSeverity Severity,
    CapCertainty Certainty,
    IReadOnlyList<CapResponse>? Responses = null,
    string? Audience = null,
    IReadOnlyList<CapValue>? EventCodes = null,
    DateTimeOffset? Effective = null,
    DateTimeOffset? Onset = null,
    DateTimeOffset? Expires = null,
    string? SenderName = null,
    string? Headline = null,
    string? Description = null,
    string? Instruction = null,
    Uri? Web = null,
    string? Contact = null,
    IReadOnlyList<CapValue>? Parameters = null,
    IReadOnlyList<CapResource>? Resources = null,
    IReadOnlyList<CapArea>? Areas = null);

/// <summary>A value in somebody's system of codes, such as the statistics office's commune codes.</summary>
public sealed record CapValue(string Name, string Value);

/// <summary>A file that belongs to the alert: a recording for loudspeakers, a picture.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Digest">SHA-1 of the file as 40 hexadecimal digits: the protocol knows no other; <see cref="CapDigest"/> makes it.</param>
/// <param name="Content">The file itself as base64, for ways that carry no links.</param>
public sealed record CapResource(string Description, string MimeType, long? Size = null, Uri? Uri = null, string? Content = null, string? Digest = null);

/// <param name="Altitude">Feet above mean sea level: the protocol's unit.</param>
/// <param name="Ceiling">Feet; only together with an altitude, which is then the floor.</param>
public sealed record CapArea(
    string Description,
    IReadOnlyList<IReadOnlyList<CapPoint>>? Polygons = null,
    IReadOnlyList<CapCircle>? Circles = null,
    IReadOnlyList<CapValue>? Geocodes = null,
    decimal? Altitude = null,
    decimal? Ceiling = null);

/// <summary>WGS 84, degrees.</summary>
public readonly record struct CapPoint(decimal Latitude, decimal Longitude);

/// <param name="Radius">Kilometres.</param>
public readonly record struct CapCircle(CapPoint Centre, decimal Radius);

public enum CapStatus
{
    Actual,
    Exercise,
    System,
    Test,
    Draft,
}

public enum CapMessageType
{
    Alert,
    Update,
    Cancel,
    Ack,
    Error,
}

public enum CapScope
{
    Public,
    Restricted,
    Private,
}

public enum CapCategory
{
    Geo,
    Met,
    Safety,
    Security,
    Rescue,
    Fire,
    Health,
    Env,
    Transport,
    Infra,
    CBRNE,
    Other,
}

public enum CapResponse
{
    Shelter,
    Evacuate,
    Prepare,
    Execute,
    Avoid,
    Monitor,
    Assess,
    AllClear,
    None,
}

public enum CapUrgency
{
    Immediate,
    Expected,
    Future,
    Past,
    Unknown,
}

public enum CapSeverity
{
    Extreme,
    Severe,
    Moderate,
    Minor,
    Unknown,
}

public enum CapCertainty
{
    Observed,
    Likely,
    Possible,
    Unlikely,
    Unknown,
}
