namespace TungNgo.Training;

/// <summary>A resident who came to a class for residents: a name on a list, forgotten after a year.</summary>
internal sealed class ClassGuest
{
    public Guid Id { get; init; }
    public Guid ClassId { get; init; }

    /// <summary>Whom of the register they are; null: only the name is known.</summary>
    public Guid? PersonId { get; init; }
    public required string Name { get; init; }
    public DateTime AddedAt { get; init; }
    public bool HasFinished { get; set; }

    /// <summary>When they said that they want a certificate with their name, which anybody can check, and who wrote that down. Null: not.</summary>
    public DateTime? AgreedAt { get; set; }
    public string? AgreedBy { get; set; }
}
