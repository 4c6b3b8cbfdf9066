namespace TungNgo.Lists.Cells;

/// <summary>What is wrong with a cell or row. Each has a sentence in the text catalogue under "import.problem.&lt;name&gt;".</summary>
public enum CellProblem
{
    None = 0,
    PhoneZeroRestored, PhoneTwoNumbers, PhoneLandline, PhoneOldPrefix, PhoneInvalid,
    BirthUnreadable, BirthImpossible, BirthTwoDigits, BirthFromSerial, BirthYearPicked, BirthBothSexes,
    CountUnreadable, CountImpossible, SexUnknown, LanguageUnknown, MarkUnreadable, TextTooLong, IdentityNumber,
    NameMissing, NameNotAName, HamletMissing, HamletUnanswered, HamletUnknown, HamletsDiffer,
    HeadMissing, HeadTwice, PersonRepeated, CodeMissing, HouseholdRefused, DoubtfulDuplicate,
    PhoneSecondNoted, PhoneRenumbered, NameTrimmed, NameTitle, NameRemark, NameBroken, PersonDead, TextBroken,
    ErrorInCell, ErrorInKey, AsAbove, HamletFromContext, CommuneDiffers, FontUnanswered,
}

/// <summary>What a problem costs.</summary>
public enum Weight
{
    /// <summary>Understood without doubt; said so that the officer can see it.</summary>
    Repaired,

    /// <summary>The cell is left out; the household is taken.</summary>
    LeftOut,

    /// <summary>The household is not taken; its rows are given back with the reason.</summary>
    Refused,
}

/// <param name="Sheet">Empty for csv.</param>
/// <param name="Row">As Excel shows it.</param>
/// <param name="Column">0 is A; −1 when the whole row is meant.</param>
/// <param name="Cell">What the cell held, with identity numbers masked.</param>
/// <param name="Suggestion">What it probably should be, or null.</param>
public sealed record RowProblem(string Sheet, int Row, int Column, string Title, CellProblem Problem, string Cell, string? Suggestion)
{
    public Weight Weight => WeightOf(Problem);

    /// <summary>"DS hộ!I107", or "dòng 107" part only when the whole row is meant.</summary>
    public string Place => (Sheet.Length > 0 ? Sheet + "!" : "") + (Column >= 0 ? SheetRow.Letters(Column) : "") + Row;

    /// <summary>What the officer may accept for the whole list with one click: the suggestion then stands in the register.</summary>
    public static readonly CellProblem[] Acceptable = [CellProblem.PhoneTwoNumbers, CellProblem.PhoneOldPrefix, CellProblem.NameNotAName];

    public static Weight WeightOf(CellProblem problem) => problem switch
    {
        CellProblem.PhoneZeroRestored or CellProblem.PhoneLandline or CellProblem.BirthFromSerial or CellProblem.BirthYearPicked
            or CellProblem.HeadMissing or CellProblem.PhoneSecondNoted or CellProblem.PhoneRenumbered or CellProblem.NameTrimmed or CellProblem.NameTitle
            or CellProblem.NameRemark or CellProblem.AsAbove or CellProblem.HamletFromContext => Weight.Repaired,
        CellProblem.NameMissing or CellProblem.NameNotAName or CellProblem.HamletMissing or CellProblem.HamletUnanswered
            or CellProblem.HamletUnknown or CellProblem.HamletsDiffer or CellProblem.CodeMissing or CellProblem.HouseholdRefused
            or CellProblem.DoubtfulDuplicate or CellProblem.NameBroken or CellProblem.ErrorInKey or CellProblem.CommuneDiffers or CellProblem.FontUnanswered => Weight.Refused,
        _ => Weight.LeftOut,
    };
}

/// <summary>A cell understood: its value, or what is wrong, or both when the value was repaired.</summary>
/// <param name="Value">Null or default when nothing usable stood there.</param>
internal readonly record struct Understood<T>(T Value, CellProblem Problem = CellProblem.None, string? Suggestion = null);
