namespace TungNgo.Bulletins;

public enum BulletinState
{
    Draft = 0, Submitted = 1,

    /// <summary>Sent back with a reason; editing makes it a draft again.</summary>
    Returned = 2,

    /// <summary>Frozen: a correction is a new version.</summary>
    Approved = 3,
    Withdrawn = 4,
}

/// <summary>How fast it must be there. Emergency overrides quiet hours and prefers a duplicate to a loss.</summary>
public enum Urgency { Routine = 0, Priority = 1, Emergency = 2 }

/// <summary>What a bulletin is to an earlier one.</summary>
public enum BulletinRelation { None = 0, Supersedes = 1, Cancels = 2, AllClear = 3 }

/// <summary>One notice for one audience, in the languages of its readers. What it says stands in its versions.</summary>
internal sealed class Bulletin
{
    public Guid Id { get; init; }

    /// <summary>The unit that issues it: who may write, approve and see it follows from here.</summary>
    public Guid AreaId { get; init; }

    /// <summary>See <see cref="BulletinKind.Code"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>Short code of its public page on our own host; letters and digits that cannot be mistaken for one another.</summary>
    public required string Code { get; init; }
    public DateTime CreatedAt { get; init; }
    public Guid? AuthorId { get; init; }
    public required string Author { get; init; }

    /// <summary>Number of the newest version.</summary>
    public int Latest { get; set; } = 1;

    /// <summary>Number of the newest approved version, null before the first approval.</summary>
    public int? Approved { get; set; }

    /// <summary>The first bulletin of the same matter, when this one went on from another: a warning, its updates and its all-clear have one root.</summary>
    public Guid? RootId { get; set; }

    /// <summary>Folded titles, source, document number and code of the newest version; see <see cref="Data.SearchKey"/>.</summary>
    public string SearchText { get; set; } = "";

    /// <summary>Set when a later bulletin cancelled or cleared it, or its issuer withdrew it: nothing more of it is sent.</summary>
    public DateTime? CancelledAt { get; set; }
    public string? CancelledBy { get; set; }
    public string? CancelReason { get; set; }
}

/// <summary>One version of a bulletin. Versions count from 1; at most one is open (draft, submitted or returned).</summary>
internal sealed class BulletinVersion
{
    public Guid Id { get; init; }
    public Guid BulletinId { get; init; }
    public int Number { get; init; }
    public BulletinState State { get; set; }
    public Urgency Urgency { get; set; }

    /// <summary>Who says so: "Chi cục Thủy lợi".</summary>
    public string Source { get; set; } = "";
    public string? DocumentNumber { get; set; }
    public DateTime ValidFrom { get; set; }
    public DateTime ValidTo { get; set; }
    public BulletinRelation Relation { get; set; }

    /// <summary>The bulletin that this one supersedes, cancels or clears.</summary>
    public Guid? RelatedId { get; set; }

    /// <summary>Of a correction: what is different from the version before.</summary>
    public string? WhatChanged { get; set; }

    /// <summary>A <see cref="Bulletins.Audience"/> as JSON.</summary>
    public string Audience { get; set; } = "{}";

    /// <summary>A <see cref="Bulletins.Chain"/> as JSON; null takes the one of its urgency.</summary>
    public string? Chain { get; set; }

    /// <summary>SMS in Vietnamese go without marks: a third of the price, and words that fall together.</summary>
    public bool Unaccented { get; set; }

    /// <summary>Template it was begun from and the values of its fields, as JSON.</summary>
    public Guid? TemplateId { get; set; }
    public Dictionary<string, string> Fields { get; set; } = [];

    /// <summary>Reasons why a language that the audience needs is left out, by language.</summary>
    public Dictionary<string, string> Waivers { get; set; } = [];

    /// <summary>Ids of attached files, joined by commas.</summary>
    public string Attachments { get; set; } = "";
    public Guid? WriterId { get; set; }
    public string Writer { get; set; } = "";

    /// <summary>Ids of all who wrote any part of it, joined by commas: none of them may approve it.</summary>
    public string Writers { get; set; } = "";
    public DateTime At { get; init; }
    public DateTime? SubmittedAt { get; set; }

    /// <summary>After this the deputy may decide too.</summary>
    public DateTime? DecisionDueAt { get; set; }
    public Guid? DeciderId { get; set; }
    public string? Decider { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? ReturnReason { get; set; }

    /// <summary>Grows with each change while open; a form states the one it read.</summary>
    public int Edition { get; set; }
}

/// <summary>The text of a version in one language.</summary>
internal sealed class BulletinText
{
    public Guid VersionId { get; init; }
    public required string Language { get; init; }
    public string Title { get; set; } = "";
    public string Body { get; set; } = "";

    /// <summary>For SMS and templates, where every sign costs; empty takes title and link.</summary>
    public string Short { get; set; } = "";

    /// <summary>Drafted by a non-native writer and never passed off as reviewed.</summary>
    public bool NeedsReview { get; set; }

    /// <summary>A recording that says the same.</summary>
    public Guid? AudioId { get; set; }

    /// <summary>The picture card, drawn when the version is approved.</summary>
    public Guid? CardId { get; set; }
}

/// <summary>What bulletins are about; data, edited by the province.</summary>
internal sealed class BulletinKind
{
    public Guid Id { get; init; }

    /// <summary>policy, services, weather, salt, pests, security, health, meeting, urgent.</summary>
    public required string Code { get; init; }
    public Dictionary<string, string> Name { get; set; } = [];
    public required string Icon { get; set; }

    /// <summary>CAP 1.2 category: Met, Safety, Health, Env, Other …</summary>
    public string CapCategory { get; set; } = "Other";
    public Urgency Urgency { get; set; }
    public int Order { get; set; }
    public bool Active { get; set; } = true;

    /// <summary>Whether it tells of a danger that ends; a warning of fraud has no all-clear, and neither has a meeting.</summary>
    public bool IsHazard => Hazards.Contains(CapCategory);

    /// <summary>CAP categories of dangers that pass.</summary>
    private static readonly string[] Hazards = ["Met", "Geo", "Safety", "Rescue", "Fire", "Health", "Env", "CBRNE"];
}

/// <summary>Who may approve what, as data: the first rule that fits kind, urgency and level decides.</summary>
internal sealed class ApprovalRule
{
    public Guid Id { get; init; }

    /// <summary>Key of the shipped rule, so that seeding twice is harmless; null for rules made here.</summary>
    public string? SeedKey { get; init; }

    /// <summary>Null fits every kind.</summary>
    public string? Kind { get; set; }
    public Urgency Urgency { get; set; }

    /// <summary>Tier of the issuing unit.</summary>
    public Areas.AreaTier Tier { get; set; }
    public Accounts.Role Approver { get; set; }

    /// <summary>May decide after the deadline as well.</summary>
    public Accounts.Role? Deputy { get; set; }

    /// <summary>Minutes until the deputy's turn.</summary>
    public int Minutes { get; set; }
    public int Order { get; set; }
}

/// <summary>A bulletin to begin from: texts with fields, in Liquid.</summary>
internal sealed class BulletinTemplate
{
    public Guid Id { get; init; }
    public required string Code { get; init; }
    public required string Kind { get; set; }
    public Dictionary<string, string> Name { get; set; } = [];

    /// <summary>By language.</summary>
    public Dictionary<string, string> Title { get; set; } = [];
    public Dictionary<string, string> Body { get; set; } = [];
    public Dictionary<string, string> Short { get; set; } = [];

    public List<TemplateField> Fields { get; set; } = [];

    /// <summary>Languages whose text a native reader has not checked, joined by commas.</summary>
    public string NeedsReview { get; set; } = "";
    public bool Active { get; set; } = true;
    public int Order { get; set; }
}

/// <summary>A blank of a template: <c>{{ Code }}</c> in its texts.</summary>
/// <param name="Type">text, number, time, day or choice.</param>
/// <param name="Name">Label by language.</param>
/// <param name="Choices">Of a choice: code → words by language.</param>
public sealed record TemplateField(string Code, string Type, Dictionary<string, string> Name, Dictionary<string, Dictionary<string, string>>? Choices = null);

/// <summary>
/// A picture, recording or attachment. It lies in the database, so that every node has it and a backup holds it; small by rule.
/// </summary>
internal sealed class StoredFile
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public required string ContentType { get; init; }
    public required byte[] Content { get; init; }

    /// <summary>Lower-case hex SHA-256 of the content.</summary>
    public required string Hash { get; init; }
    public DateTime At { get; init; }
    public Guid? AreaId { get; init; }

    /// <summary>Whoever may see the bulletin may see the file; null for files of other work.</summary>
    public Guid? BulletinId { get; init; }

    /// <summary>
    /// Of a picture that a phone sent: the relay whose proof it is, or the key of the reading that it shows. Whoever may see that may see the picture, whoever
    /// else names its id.
    /// </summary>
    public Guid? OwnerId { get; init; }
}
