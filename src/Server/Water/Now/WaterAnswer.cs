namespace TungNgo.Water.Now;

/// <summary>What a household did after a warning.</summary>
public enum Acted { NotYet = 0, ClosedGate = 1, StoredWater = 2, Both = 3 }

/// <summary>By whom it was said.</summary>
public enum AnswerWay { Page = 1, Member = 2, Door = 3 }

/// <summary>One answer to a warning. Of answers of one household the newest holds; those of the public page name nobody.</summary>
internal sealed class WaterAnswer
{
    public Guid Id { get; init; }
    public Guid BulletinId { get; init; }
    public Guid HamletId { get; init; }
    public Guid? HouseholdId { get; init; }
    public Acted Acted { get; init; }
    public AnswerWay Way { get; init; }
    public DateTime At { get; init; }

    /// <summary>Of the page: a random value in the browser's own storage, so that one browser counts once.</summary>
    public Guid? Browser { get; init; }
}
