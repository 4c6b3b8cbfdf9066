using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Data;

namespace TungNgo.Lists.Cells;

/// <summary>Cells that hold one of a few words or a small number: sex, languages, relation to the head, x-marks, counts.</summary>
internal static partial class WordCells
{
    private const int LargestHousehold = 40;
    private static readonly string[] Numerals = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    private static readonly char[] Brackets = ['*', '[', ']'];

    public static Understood<string?> Sex(SheetCell cell) => SearchKey.Fold(TextCells.Narrow(cell.Display)) switch
    {
        _ when cell.IsError => new(null, CellProblem.ErrorInCell),
        _ when Ditto.IsNothing(cell) => default,
        "" => default,
        "nam" or "m" or "male" or "trai" or "ប្រុស" => new("m"),
        "nu" or "f" or "female" or "gai" or "ស្រី" => new("f"),
        _ => new(null, CellProblem.SexUnknown),
    };

    /// <summary>"Việt, Khmer" → "vi+km". Known languages are kept when one beside them is not.</summary>
    public static Understood<string?> Language(SheetCell cell)
    {
        if (cell.IsBlank || Ditto.IsNothing(cell))
        {
            return default;
        }

        if (cell.IsError)
        {
            return new(null, CellProblem.ErrorInCell);
        }

        var found = new SortedSet<int>();
        var unknown = false;
        foreach (var part in LanguageJoints().Split(cell.Display))
        {
            var word = SearchKey.Fold(part);
            word = word.StartsWith("tieng ", StringComparison.Ordinal) ? word[6..] : word;
            var language = word switch
            {
                "" => -1,
                "viet" or "kinh" or "pho thong" or "vn" or "vietnamese" or "vi" => 0,
                "khmer" or "kho me" or "khome" or "khomer" or "kh" or "km" or "ខ្មែរ" => 1,
                "hoa" or "trung" or "trung quoc" or "tieu" or "trieu chau" or "tieu chau" or "quang dong" => 2,
                _ => 9,
            };
            unknown |= language == 9;
            if (language is >= 0 and < 9)
            {
                found.Add(language);
            }
        }

        var value = found.Count == 0 ? null : string.Join('+', found.Select(l => l switch { 0 => "vi", 1 => "km", _ => "hoa" }));
        return new(value, unknown ? CellProblem.LanguageUnknown : CellProblem.None);
    }

    /// <summary>head, spouse, child, parent, grandchild, other. A word that is not known is "other": the office knows what it means.</summary>
    public static string? Relation(SheetCell cell) => SearchKey.Fold(cell.Display) switch
    {
        "" => null,
        "chu ho" or "ch" or "chu" => "head",
        "vo" or "chong" or "vo chong" => "spouse",
        "con" or "con trai" or "con gai" or "con de" or "con ruot" or "con nuoi" or "con dau" or "con re" => "child",
        "cha" or "me" or "bo" or "ba" or "tia" or "ma" or "cha de" or "me de" or "bo de" or "cha ruot" or "me ruot" or "cha vo" or "me vo" or "bo vo"
            or "cha chong" or "me chong" or "bo chong" => cell.Display.Trim().StartsWith("bà", StringComparison.OrdinalIgnoreCase) ? "other" : "parent",
        "chau" or "chau noi" or "chau ngoai" or "chau ruot" => "grandchild",
        _ => "other",
    };

    /// <summary>An x-mark. A blank cell is unknown, not "no": many forms are filled in half.</summary>
    public static Understood<bool?> Mark(SheetCell cell)
    {
        if (cell.Value is bool truth)
        {
            return new(truth);
        }

        return SearchKey.Fold(cell.Display).Trim(Brackets) switch
        {
            _ when cell.IsError => new(null, CellProblem.ErrorInCell),
            _ when Ditto.IsNothing(cell) => new(false),
            "" => default,
            "x" or "co" or "1" or "v" or "yes" or "true" or "✓" or "✔" or "√" or "☑" or "da co" or "roi" or "da kich hoat" => new(true),
            "khong" or "0" or "no" or "false" or "k" or "ko" or "chua" or "khong co" or "chua co" => new(false),
            _ => new(null, CellProblem.MarkUnreadable),
        };
    }

    /// <summary>"4", 4, "4 người", "04 nhân khẩu", "bốn người".</summary>
    public static Understood<int?> Count(SheetCell cell)
    {
        if (cell.IsBlank || Ditto.IsNothing(cell))
        {
            return default;
        }

        if (cell.Number is not { } number)
        {
            if (cell.IsError)
            {
                return new(null, CellProblem.ErrorInCell);
            }

            if (CountWords().Match(TextCells.Narrow(cell.Display)) is not { Success: true } match)
            {
                return new(null, CellProblem.CountUnreadable);
            }

            number = Array.IndexOf(Numerals, match.Groups[1].Value.ToLowerInvariant()) is > 0 and var spelt ? spelt : int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        }

        return number == Math.Floor(number) && number is >= 1 and <= LargestHousehold ? new((int)number) : new(null, CellProblem.CountImpossible);
    }

    [GeneratedRegex(@"[,;/+&\n]|\bvà\b|\s-\s")]
    private static partial Regex LanguageJoints();

    [GeneratedRegex(@"^\s*([0-9]{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:[.,]0+)?\s*(?:người|nguoi|nhân khẩu|nhan khau|khẩu|khau|nk|ng)?\s*\.?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex CountWords();
}
