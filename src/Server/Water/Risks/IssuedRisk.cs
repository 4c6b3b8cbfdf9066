namespace TungNgo.Water.Risks;

/// <summary>
/// A disaster-risk level of salt water as the forecasting station issued it (Quyết định 18/2021/QĐ-TTg: five levels with colours). It is copied from the
/// bulletin and never computed here.
/// </summary>
internal sealed class IssuedRisk
{
    public const int Highest = 5;

    public Guid Id { get; init; }

    /// <summary>The unit for which it holds, with all below it.</summary>
    public Guid AreaId { get; init; }

    /// <summary>1 light blue, 2 light yellow, 3 orange, 4 red, 5 violet.</summary>
    public int Level { get; init; }
    public required string Issuer { get; init; }

    /// <summary>Number of the bulletin in which it stands.</summary>
    public string? Document { get; init; }
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }
    public required string EnteredBy { get; init; }
    public DateTime EnteredAt { get; init; }

    /// <summary>Set when it was entered wrongly; it stays, since notices may have told it.</summary>
    public DateTime? WithdrawnAt { get; set; }
}
