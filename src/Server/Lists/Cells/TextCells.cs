using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TungNgo.Lists.Cells;

/// <summary>Cells that hold free words: names, lanes, places, notes, household codes. Always NFC, single spaces; spelling is never guessed.</summary>
internal static partial class TextCells
{
    private const int LongestName = 80;
    private const int LongestText = 200;
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

        return name.Length > LongestName || !name.Any(char.IsLetter) ? new(null, CellProblem.NameNotAName) : new(Cased(name));
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

        return text.Length > 60 ? new(null, CellProblem.TextTooLong) : new(text);
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
        return text.Length switch { 0 => default, > LongestText => new(null, CellProblem.TextTooLong), _ => new(text) };
    }

    /// <summary>A household's code. "0001", 1 and " 001 " are the same code, since Excel turns one into the other.</summary>
    public static string? Code(SheetCell cell)
    {
        var text = Clean(cell.Display);
        return text.Length == 0 ? null : text.Length <= 20 && text.All(char.IsAsciiDigit) ? text.TrimStart('0').PadLeft(1, '0') : text.ToUpperInvariant();
    }

    public static string Clean(string text)
    {
        if (text.Length == 0 || IsClean(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            // The zero-width space separates Khmer words and stays; the byte-order mark and controls are debris of exports.
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c == '\ufeff')
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else
            {
                clean.Append(c);
            }
        }

        return clean.ToString().Trim(' ', '\'');
    }

    /// <summary>Most cells are as they should be; a million names need not be rebuilt to see it.</summary>
    private static bool IsClean(string text)
    {
        var before = ' ';
        foreach (var c in text)
        {
            if (c is '\'' or '\ufeff' || char.IsControl(c) || (char.IsWhiteSpace(c) && (c != ' ' || before == ' ')))
            {
                return false;
            }

            before = c;
        }

        return before != ' ' && text.IsNormalized(NormalizationForm.FormC);
    }

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

/// <summary>
/// Twelve-digit citizen numbers never enter the system, wherever they stand: not into the register, not into notes, not into the file
/// of rows that is given back.
/// </summary>
internal static partial class IdentityGuard
{
    public const string Mask = "••••••••••••";

    /// <param name="phoneColumn">"+84 (0)912 345 678" has twelve digits and is a phone number.</param>
    public static bool Holds(SheetCell cell, bool phoneColumn)
    {
        // An Excel number has lost the leading zero that all citizen numbers have.
        if (cell.Number is { } number)
        {
            return !phoneColumn && number is >= 1e10 and < 1e12 && number == Math.Floor(number);
        }

        if (cell.Text is not { Length: >= 12 } text)
        {
            return false;
        }

        var found = Twelve().Match(text);
        return found.Success && !(phoneColumn && PhoneCell.ReadOne(text).Value is not null);
    }

    public static string Masked(string text) => text.Length < 11 ? text : Twelve().Replace(text, Mask);

    [GeneratedRegex(@"(?<![\d+])(?:\d{12}|0\d{2}[ .\-]?\d{3}[ .\-]?\d{3}[ .\-]?\d{3}|0\d{3}[ .\-]\d{4}[ .\-]\d{4})(?!\d)")]
    private static partial Regex Twelve();
}
