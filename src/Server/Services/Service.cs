namespace TungNgo.Services;

public enum ServiceKind { Service, Skill }

/// <summary>Whose stage it is: each person's, or the household's.</summary>
public enum ServiceSubject { Person, Household }

/// <summary>A digital service or basic skill that the teams promote; data, edited in the console.</summary>
internal sealed class Service
{
    /// <summary>Ages from which laws let people have a service.</summary>
    public static readonly int[] Ages = [14, 15, 18];

    public Guid Id { get; init; }

    /// <summary>Small and never reused: indicators of the live figures are numbered by it.</summary>
    public int Number { get; init; }
    public required string Code { get; init; }
    public ServiceKind Kind { get; init; }
    public ServiceSubject Subject { get; init; }

    /// <summary>The law gives it to people from this age on; younger ones are not counted. Fixed, as the subject is. Null is for all.</summary>
    public int? FromAge { get; init; }
    public Dictionary<string, string> Name { get; set; } = [];
    public Dictionary<string, string> Short { get; set; } = [];

    /// <summary>What it means to be able to use it, and where the truth lives. What is counted over whom, the figures say themselves.</summary>
    public Dictionary<string, string> Definition { get; set; } = [];
    public required string Icon { get; set; }
    public int Order { get; set; }
    public bool Active { get; set; } = true;
    public List<Blocker> Blockers { get; set; } = [];

    /// <summary>Change number of the last change.</summary>
    public long Version { get; set; }
}

internal sealed record Blocker(string Code, Dictionary<string, string> Name);

/// <summary>A step-by-step guide in one language: a title and a Markdown list, one item a step.</summary>
internal sealed class Guide
{
    public Guid Id { get; init; }
    public Guid ServiceId { get; init; }
    public required string Language { get; init; }
    public required string Title { get; set; }
    public required string Markdown { get; set; }

    /// <summary>Drafted by a non-native writer and never passed off as reviewed.</summary>
    public bool NeedsReview { get; set; }
    public long Version { get; set; }
}
