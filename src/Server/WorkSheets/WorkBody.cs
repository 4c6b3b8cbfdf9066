using TungNgo.Teams;

namespace TungNgo.WorkSheets;

/// <summary>The sheets of a team for a month: reckoned while they are open, kept as they were once they are locked.</summary>
/// <param name="TeamPay">What the team as such is paid.</param>
internal sealed record WorkBody(Guid TeamId, string Team, DateOnly Month, IReadOnlyList<SheetLine> Lines, IReadOnlyList<WorkPay> TeamPay)
{
    public long Dong => TeamPay.Sum(p => p.Dong) + Lines.Sum(l => l.Dong);
}

/// <summary>A member's sheet.</summary>
/// <param name="Late">What became known of earlier months after they were locked.</param>
/// <param name="Odd">What looks unusual in it.</param>
internal sealed record SheetLine(
    Guid MemberId, string Name, TeamRole Role, WorkCount Work, IReadOnlyList<WorkLate> Late, IReadOnlyList<OddMark> Odd, IReadOnlyList<WorkPay> Pay)
{
    public long Dong => Pay.Sum(p => p.Dong);
}

/// <summary>A correction of an earlier month.</summary>
internal sealed record WorkLate(DateOnly Month, WorkCount Change);

/// <summary>What is paid for what.</summary>
/// <param name="Month">In which it was done, and whose rate it is.</param>
/// <param name="Units">Days, households or months; below nought where a correction takes something back.</param>
internal sealed record WorkPay(RateKind Kind, DateOnly Month, int Units, long Rate, Guid RateId)
{
    public long Dong => Units * Rate;
}
