using TungNgo.Gateways.Sms;

namespace TungNgo.Lists.Cells;

/// <summary>Cells that hold a phone number; see <see cref="PhoneNumber"/>.</summary>
internal static class PhoneCell
{
    public static Understood<string?> Read(SheetCell cell) => cell.IsBlank || Ditto.IsNothing(cell) ? default
        : cell.IsError ? new(null, CellProblem.ErrorInCell) : Understand(PhoneNumber.Read(cell.Display));

    private static Understood<string?> Understand(PhoneReading reading) => new(reading.Number, reading.Remark switch
    {
        PhoneRemark.ZeroRestored => CellProblem.PhoneZeroRestored,
        PhoneRemark.Landline => CellProblem.PhoneLandline,
        PhoneRemark.OldPrefix => CellProblem.PhoneOldPrefix,
        PhoneRemark.Several => CellProblem.PhoneTwoNumbers,
        PhoneRemark.NotANumber => CellProblem.PhoneInvalid,
        _ => CellProblem.None,
    }, reading.Suggestion);
}
