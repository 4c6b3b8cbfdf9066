namespace TungNgo.Training;

/// <summary>One to five for each question.</summary>
internal readonly record struct ClassMarks(int Content, int Clarity, int Trainer)
{
    public bool AreGiven => Content is >= 1 and <= 5 && Clarity is >= 1 and <= 5 && Trainer is >= 1 and <= 5;
}

/// <summary>What somebody who was there thinks of a class: not who, and not when it came.</summary>
internal sealed class ClassRating
{
    /// <summary>So many are shown together or not at all: nobody is read out of the difference of two looks.</summary>
    public const int LotSize = 5;

    public const int LongestRemark = 300;

    public Guid Id { get; init; }
    public Guid ClassId { get; init; }

    /// <summary>The first five are lot 0.</summary>
    public int Lot { get; init; }
    public int Content { get; init; }
    public int Clarity { get; init; }
    public int Trainer { get; init; }
    public string? Remark { get; init; }
}

/// <summary>What the page of a class says of it.</summary>
/// <param name="Came">How many have answered.</param>
/// <param name="Shown">Of how many the means are: whole lots of five. None: nothing is shown yet.</param>
/// <param name="Remarks">Of the same, in no order that tells who wrote them.</param>
internal sealed record Evaluation(int Came, int Shown, double Content, double Clarity, double Trainer, IReadOnlyList<string> Remarks)
{
    public static Evaluation Of(IReadOnlyList<ClassRating> all)
    {
        var whole = all.GroupBy(r => r.Lot).Where(lot => lot.Count() >= ClassRating.LotSize).SelectMany(lot => lot).OrderBy(r => r.Id).ToList();
        return whole.Count == 0 ? new(all.Count, 0, 0, 0, 0, [])
            : new(all.Count, whole.Count, whole.Average(r => r.Content), whole.Average(r => r.Clarity), whole.Average(r => r.Trainer),
                [.. whole.Select(r => r.Remark).OfType<string>()]);
    }
}
