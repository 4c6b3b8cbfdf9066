using TungNgo.Feed;

namespace TungNgo.Households;

/// <summary>A duplicate was merged into the household that it is: what went over, so that it can be taken back.</summary>
internal sealed class HouseholdMerging
{
    public Guid Id { get; init; }
    public Guid SurvivorId { get; init; }
    public Guid DuplicateId { get; init; }

    /// <summary>Change number of the merging: its edits carry it.</summary>
    public long Number { get; init; }
    public DateTime At { get; init; }
    public required string By { get; init; }

    /// <summary>Ids of what followed to the other household, by what it is.</summary>
    public Dictionary<string, string> Followed { get; init; } = [];
    public DateTime? UndoneAt { get; set; }
    public string? UndoneBy { get; set; }

    public IReadOnlyList<Guid> IdsOf(string what) => [.. Followed.GetValueOrDefault(what, "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
}

/// <summary>Something that belongs to a household and is the surviving one's when it is merged.</summary>
internal interface IFollowsHousehold
{
    /// <summary>What it is, in one word: the key under which the merging remembers it.</summary>
    string What { get; }

    /// <summary>Gives the surviving household what the duplicate has.</summary>
    /// <returns>Ids of what was handed over or made.</returns>
    Task<IReadOnlyList<Guid>> FollowAsync(Write write, Guid duplicate, Guid survivor, CancellationToken ct);

    /// <summary>The merging is taken back: what was handed over goes home, as far as nobody has changed it since.</summary>
    /// <param name="ids">What <see cref="FollowAsync"/> gave.</param>
    Task ReturnAsync(Write write, Guid duplicate, Guid survivor, IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
