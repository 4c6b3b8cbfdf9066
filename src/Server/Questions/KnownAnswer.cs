namespace TungNgo.Questions;

/// <summary>A question that members ask again and again, with the office's answer: an entry of the list that their phones hold.</summary>
internal sealed class KnownAnswer
{
    public const int LongestQuestion = 200, LongestAnswer = 1500;

    public Guid Id { get; init; }

    /// <summary>The unit that published it, whose teams' phones get it: a commune or the province.</summary>
    public Guid AreaId { get; init; }

    /// <summary>The service of the catalogue that it speaks of.</summary>
    public Guid? ServiceId { get; set; }
    public required string Question { get; set; }
    public required string Answer { get; set; }

    /// <summary>The same in Khmer; both or neither.</summary>
    public string? QuestionKm { get; set; }
    public string? AnswerKm { get; set; }

    /// <summary>Folded words of all four.</summary>
    public required string SearchText { get; set; }

    /// <summary>The member's question that it answers; null when nobody had asked.</summary>
    public Guid? RequestId { get; init; }
    public Guid? PublishedById { get; init; }
    public required string PublishedBy { get; init; }
    public DateTime PublishedAt { get; init; }
    public DateTime ChangedAt { get; set; }

    /// <summary>No longer on the phones; null while it is.</summary>
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnBy { get; set; }
    public int Version { get; set; }
}
