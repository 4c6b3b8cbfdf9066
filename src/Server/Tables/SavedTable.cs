namespace TungNgo.Tables;

/// <summary>A table that somebody has put together and named. What it shows is asked anew each time, with the rights of whoever opens it.</summary>
internal sealed class SavedTable
{
    public Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>What is asked, as the address of the form says it; see <see cref="TableQuestion"/>.</summary>
    public required string Query { get; set; }
    public Guid OwnerId { get; init; }
    public required string OwnerName { get; init; }

    /// <summary>Everybody who may see figures in this unit may open it.</summary>
    public Guid? SharedUnitId { get; set; }

    /// <summary>Accounts that may open it.</summary>
    public List<Guid> SharedWith { get; set; } = [];
    public DateTime ChangedAt { get; set; }
}
