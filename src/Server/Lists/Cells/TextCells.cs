using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Data;

namespace TungNgo.Lists.Cells;

/// <summary>Cells that hold free words: names, lanes, places, notes, household codes. Always NFC, single spaces; spelling is never guessed.</summary>
internal static partial class TextCells
{
    private const int LongestName = 80, LongestLane = 60, LongestText = 200, LongestCode = 30;
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>
    /// A person's name. All upper or all lower case becomes one capital a word, since nobody reads shouted lists at a door; any other
    /// writing is kept: Khmer given names (Dên, Sà Kha, Đa Ra) follow no rule that a program could check.
    /// </summary>
    public static Understood<string?> Name(SheetCell cell)
    {
        var name = Clean(cell.Display);
        if (name.Length == 0)
        {
            return new(null, CellProblem.NameMissing);
        }

        if (name.Any(char.IsAsciiDigit))
        {
            var letters = Clean(string.Concat(name.TakeWhile(c => !char.IsAsciiDigit(c))).TrimEnd(' ', '-', '(', ',', ':', '.'));
            return new(null, CellProblem.NameNotAName, letters.Any(char.IsLetter) ? Cased(letters) : null);
        }

        return FreeText.IsLongerThan(name, LongestName) || !name.Any(char.IsLetter) ? new(null, CellProblem.NameNotAName) : new(Cased(name));
    }

    /// <summary>"3", 3, "Tổ 03", "tổ số 3" → "Tổ 3"; other names as written.</summary>
    public static Understood<string?> Lane(SheetCell cell)
    {
        var text = Clean(cell.Display);
        if (text.Length == 0)
        {
            return default;
        }

        var numbered = NumberedLane().Match(text);
        if (numbered.Success)
        {
            var word = numbered.Groups["word"].Value;
            return new((word.Length == 0 ? "Tổ" : Vietnamese.TextInfo.ToTitleCase(word.ToLower(Vietnamese))) + " " + numbered.Groups["n"].Value.ToUpperInvariant());
        }

        return FreeText.IsLongerThan(text, LongestLane) ? new(null, CellProblem.TextTooLong) : new(text);
    }

    /// <summary>A house number or a landmark; offices write both into one column.</summary>
    public static (string? Door, string? Landmark, CellProblem Problem) Place(SheetCell cell)
    {
        var text = Text(cell);
        return text.Value is not { } value ? (null, null, text.Problem)
            : DoorNumber().IsMatch(value) ? (value, null, text.Problem) : (null, value, text.Problem);
    }

    public static Understood<string?> Text(SheetCell cell)
    {
        var text = Clean(cell.Display);
        return text.Length == 0 ? default : FreeText.IsLongerThan(text, LongestText) ? new(null, CellProblem.TextTooLong) : new(text);
    }

    /// <summary>A household's code. "0001", 1 and " 001 " are the same code, since Excel turns one into the other.</summary>
    public static Understood<string?> Code(SheetCell cell)
    {
        var text = Clean(cell.Display);
        return text.Length == 0 ? default
            : text.Length <= 20 && text.All(char.IsAsciiDigit) ? new(text.TrimStart('0').PadLeft(1, '0'))
            : FreeText.IsLongerThan(text, LongestCode) ? new(null, CellProblem.TextTooLong) : new(text.ToUpperInvariant());
    }

    /// <summary>Empty when nothing is left. The apostrophe before a text is Excel's.</summary>
    public static string Clean(string text) => FreeText.Clean(text)?.Trim(' ', '\'') ?? "";

    private static string Cased(string name)
    {
        if (name.Any(char.IsUpper) && name.Any(char.IsLower))
        {
            return name;
        }

        var upper = name.ToUpper(Vietnamese);
        var lower = name.ToLower(Vietnamese);
        if (upper == lower || (name != upper && name != lower))
        {
            return name;
        }

        return string.Join(' ', lower.Split(' ').Select(w => w[..1].ToUpper(Vietnamese) + w[1..]));
    }

    [GeneratedRegex(@"^(?:(?<word>tổ|ngõ|hẻm|to|ngo|hem)(?:\s+(?:dân cư|tự quản|dân phố|ndtq))?\s*(?:số)?\s*)?[#.:]?\s*0*(?<n>\d{1,3}[a-z]?)$", RegexOptions.IgnoreCase)]
    private static partial Regex NumberedLane();

    [GeneratedRegex(@"^(?:số|so|sn|số nhà)?\s*[A-Za-z]{0,2}\d+[\w/.\-]*$", RegexOptions.IgnoreCase)]
    private static partial Regex DoorNumber();
}
