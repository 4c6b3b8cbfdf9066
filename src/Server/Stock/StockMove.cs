namespace TungNgo.Stock;

[ByNumber]
public enum StockDeed
{
    Received = 0,
    HandedOut = 1,

    /// <summary>To a household, until a day.</summary>
    Lent = 2,

    /// <summary>What was lent has come back.</summary>
    Returned = 3,

    /// <summary>Counted again: whatever was done before is in it.</summary>
    Counted = 4,

    /// <summary>Given to another team.</summary>
    Given = 5,
}

/// <summary>One thing done with a team's material: a fact that is never overwritten. Taken back, it stays and counts for nothing.</summary>
internal sealed class StockMove
{
    public const int MostAtOnce = 100_000, LongestNote = 200;

    /// <summary>Of a phone's mutation, of the form that was sent, or the server's.</summary>
    public Guid Id { get; init; }
    public Guid TeamId { get; init; }
    public Guid KindId { get; init; }
    public StockDeed Deed { get; init; }

    /// <summary>How many; of a count, how many there are.</summary>
    public int Count { get; init; }

    /// <summary>When it was done, not when it was told.</summary>
    public DateTime At { get; init; }
    public Guid? MemberId { get; init; }
    public required string By { get; init; }

    /// <summary>Who got it, where somebody said so; forgotten after a year (<see cref="ForgetStock"/>).</summary>
    public Guid? HouseholdId { get; set; }

    /// <summary>Of a loan: until when.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Of a loan: with which move it came back; null while it is out.</summary>
    public Guid? ReturnId { get; set; }

    /// <summary>Of what came back: the loan.</summary>
    public Guid? LoanId { get; init; }

    /// <summary>Of what one team gave another: the same at the other team. They are one thing done, and are taken back together.</summary>
    public Guid? PartnerId { get; init; }

    /// <summary>Reason of a count, delivery note, the other team.</summary>
    public string? Note { get; init; }
    public DateTime? TakenBackAt { get; set; }
    public string? TakenBackBy { get; set; }

    public bool IsOut => Deed == StockDeed.Lent && ReturnId is null && TakenBackAt is null;

    /// <summary>What it does to what the team has.</summary>
    public int Change => Deed switch
    {
        StockDeed.Received or StockDeed.Returned => Count,
        StockDeed.Counted => 0,
        _ => -Count,
    };
}

/// <summary>What a team has of a kind: the last count, and all that was done since.</summary>
internal sealed class StockBalance
{
    public Guid TeamId { get; init; }
    public Guid KindId { get; init; }
    public int Balance { get; set; }

    /// <summary>When it was last counted; what was done before, and is told later, is in that count.</summary>
    public DateTime? CountedAt { get; set; }

    /// <summary>The reckoning from the moves alone: the row must say the same, in whatever order they came.</summary>
    public static int Of(IEnumerable<StockMove> moves)
    {
        var valid = moves.Where(m => m.TakenBackAt is null).ToList();
        var count = valid.Where(m => m.Deed == StockDeed.Counted).OrderBy(m => m.At).ThenBy(m => m.Id.ToString(), StringComparer.Ordinal).LastOrDefault();
        return (count?.Count ?? 0) + valid.Where(m => count is null || m.At > count.At).Sum(m => m.Change);
    }
}
