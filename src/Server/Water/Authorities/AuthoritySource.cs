namespace TungNgo.Water.Authorities;

/// <summary>What is wrong with the way to a source, as the officer reads it. None: the last look went well.</summary>
public enum SourceTrouble
{
    None = 0,

    /// <summary>Not https, or it leads into a private network.</summary>
    Refused = 1,

    /// <summary>No name, no connection, no TLS.</summary>
    Unreachable = 2,
    Slow = 3,
    TooLarge = 4,

    /// <summary>It answered with another status than 200; the detail is the number.</summary>
    Status = 5,

    /// <summary>It sends on from address to address.</summary>
    Redirects = 6,

    /// <summary>Neither Atom nor RSS nor CAP, or XML that is not followed.</summary>
    NotFeed = 7,

    /// <summary>The feed was read, and some of the alerts that it names were not; the detail is how many. They are asked for again.</summary>
    Alerts = 8,

    /// <summary>The unit that should issue is no more.</summary>
    UnitGone = 9,

    /// <summary>A draft could not be written; the detail is the code of the refusal.</summary>
    Draft = 10,
    Unexpected = 11,
}

/// <summary>A feed of another authority that is looked at now and then; its alerts become drafts of bulletins.</summary>
internal sealed class AuthoritySource
{
    public Guid Id { get; init; }

    /// <summary>The unit that issues what is made of its alerts.</summary>
    public Guid AreaId { get; set; }
    public required string Name { get; set; }

    /// <summary>Of the Atom or RSS feed, or of a single CAP document.</summary>
    public required string Address { get; set; }

    /// <summary>Code of the kind of bulletin.</summary>
    public required string Kind { get; set; }

    /// <summary>Between two looks.</summary>
    public int Minutes { get; set; }
    public bool Active { get; set; } = true;

    /// <summary>Grows with each edit by an officer; a form states the one it read.</summary>
    public int Edition { get; set; }
    public DateTime CreatedAt { get; init; }

    /// <summary>The next look. Whoever looks moves it on first, so that of several nodes one does it and one that died is followed by another.</summary>
    public DateTime DueAt { get; set; }
    public DateTime? LookedAt { get; set; }

    /// <summary>When a look last went well.</summary>
    public DateTime? GoodAt { get; set; }
    public SourceTrouble Trouble { get; set; }
    public string? TroubleDetail { get; set; }

    /// <summary>Looks that have failed since the last good one.</summary>
    public int Failures { get; set; }

    /// <summary>What the source called its newest state; kept only when all of it was dealt with.</summary>
    public string? ETag { get; set; }
    public DateTime? LastModified { get; set; }
}

/// <summary>What became of an entry of a feed.</summary>
public enum EntryOutcome
{
    Drafted = 0,

    /// <summary>The alert was there already, from this source or another.</summary>
    Known = 1,

    /// <summary>It no longer held when it was seen first.</summary>
    Over = 2,

    /// <summary>An exercise, a test, a draft or a message between systems.</summary>
    NotActual = 3,

    /// <summary>Not for the public, or a receipt or error message between systems.</summary>
    NotPublic = 4,

    /// <summary>It calls itself CAP and is not, or not CAP 1.2.</summary>
    Unreadable = 5,

    /// <summary>A later message of the same sender has already replaced or cancelled it.</summary>
    Overtaken = 6,

    /// <summary>A cancellation of something that nobody here was told.</summary>
    NothingToCancel = 7,
}

/// <summary>An entry of a feed that has been dealt with, so that it is not fetched again.</summary>
internal sealed class SeenEntry
{
    public Guid SourceId { get; init; }

    /// <summary>Hex SHA-256 of the entry's id, its time of change and its link.</summary>
    public required string Key { get; init; }
    public EntryOutcome Outcome { get; init; }
    public string Title { get; init; } = "";
    public string? Link { get; init; }

    /// <summary>Of an unreadable one: what is wrong and where.</summary>
    public string? Detail { get; init; }
    public Guid? BulletinId { get; init; }
    public DateTime At { get; init; }
}

/// <summary>What a message is to earlier ones.</summary>
public enum AlertType
{
    Alert = 0, Update = 1, Cancel = 2,

    /// <summary>An entry of a feed that has no CAP: title, summary and link.</summary>
    Notice = 3,
}

/// <summary>An alert of another authority, known once in the whole system, whichever feeds carry it.</summary>
internal sealed class AuthorityAlert
{
    public Guid Id { get; set; }
    public Guid SourceId { get; init; }

    /// <summary>Hex SHA-256 of sender, identifier and instant, or of a feed's entry id.</summary>
    public required string Key { get; init; }

    /// <summary>Hex SHA-256 of sender and identifier: by this other messages refer to it.</summary>
    public required string NameKey { get; init; }
    public AlertType Type { get; init; }
    public string Sender { get; init; } = "";
    public string Identifier { get; init; } = "";
    public DateTime? Sent { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Where it was read.</summary>
    public string? Link { get; init; }

    /// <summary>Severity, urgency and certainty in the words of CAP: "severe immediate observed"; empty without CAP.</summary>
    public string Level { get; init; } = "";

    /// <summary>The level of disaster risk as the authority says it; never computed.</summary>
    public string? Risk { get; init; }

    /// <summary>Places that it names and that are no unit here, one a line.</summary>
    public string Unresolved { get; init; } = "";

    /// <summary>Units that it names and that lie outside of the issuing one, one a line.</summary>
    public string Outside { get; init; } = "";

    /// <summary>No place of it was found: the audience is the issuing unit itself.</summary>
    public bool Whole { get; init; }

    /// <summary>Name keys of the messages that it replaces or cancels, one a line.</summary>
    public string References { get; init; } = "";

    /// <summary>The alert that it replaces or cancels, where it was known here.</summary>
    public Guid? FormerId { get; init; }
    public Guid? BulletinId { get; set; }
    public DateTime At { get; init; }
}
