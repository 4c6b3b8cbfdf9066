namespace TungNgo.Figures.Proof;

/// <summary>One recount: the proof, with its time, that the figures are what the visits and registers say.</summary>
internal sealed class FigureCheck
{
    public Guid Id { get; init; }

    /// <summary>When it ended.</summary>
    public DateTime At { get; init; }

    /// <summary>Cells compared: leaf × indicator for stocks, leaf × indicator × day for flows.</summary>
    public int Cells { get; init; }
    public int Differences { get; init; }

    /// <summary>How many of the differences were repaired.</summary>
    public int Repaired { get; init; }
    public int Milliseconds { get; init; }
}
