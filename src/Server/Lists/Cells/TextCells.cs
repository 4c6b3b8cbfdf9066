using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TungNgo.Data;

namespace TungNgo.Lists.Cells;

/// <summary>Cells that hold free words: names, lanes, places, notes, household codes. Always NFC, single spaces; spelling is never guessed.</summary>
internal static partial class TextCells
{
    private const int LongestName = 80, LongestLane = 60, LongestText = 200, LongestCode = 30;
    private static readonly SearchValues<char> Beside = SearchValues.Create("([{-–,:");
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Offices set an address before a name. "Ông" alone is also a family's name: it goes only before another one.</summary>
    private static readonly HashSet<string> Families =
    [
        .. ("nguyen tran le ly thach kim son danh lam chau kien pham huynh hoang vo vu phan truong bui dang do ngo ho duong dinh tang lieu trinh mai cao ta to luu quach la ma "
            + "doan dao thai ha luong vuong diep tu tieu khuu nhan trieu vuu mach lu phung nghiem on quan").Split(' '),
    ];

    /// <summary>
    /// A person's name. All upper or all lower case becomes one capital a word, since nobody reads shouted lists at a door; any other
    /// writing is kept: Khmer given names (Dên, Sà Kha, Đa Ra) follow no rule that a program could check. What stands in brackets behind it is no name.
    /// </summary>
    public static Understood<string?> Name(SheetCell cell)
    {
        if (cell.IsError)
        {
            return new(null, CellProblem.ErrorInKey);
        }

        var name = Clean(cell.Display).Trim('"', ' ');
        if (name.Length == 0)
        {
            return new(null, CellProblem.NameMissing);
        }

        if (LegacyText.IsBroken(name))
        {
            return new(null, CellProblem.NameBroken);
        }

        var (bare, remark) = Remarked(name);
        var untitled = Untitled(bare);
        if (bare.Any(char.IsAsciiDigit))
        {
            var letters = Clean(string.Concat(untitled.TakeWhile(c => !char.IsAsciiDigit(c))).TrimEnd(' ', '-', '(', ',', ':', '.'));
            return new(null, CellProblem.NameNotAName, letters.Any(char.IsLetter) ? Cased(letters) : null);
        }

        return FreeText.IsLongerThan(untitled, LongestName) || !untitled.Any(char.IsLetter) || Ditto.Is(cell) || Institution().IsMatch(untitled) ? new(null, CellProblem.NameNotAName)
            : new(Cased(untitled), remark is not null ? CellProblem.NameRemark : untitled != bare ? CellProblem.NameTitle : CellProblem.None, remark ?? (untitled != bare ? Cased(untitled) : null));
    }

    /// <summary>Words that say of a person of the list that they have died.</summary>
    public static bool SaysDead(string? remark) => remark is not null && Dead().IsMatch(SearchKey.Fold(remark));

    /// <summary>A remark that says of whom it stands beside nothing but that; "chồng chết" and "mất giấy tờ" say something else.</summary>
    public static bool SaysOnlyDead(string remark) => OnlyDead().IsMatch(Clean(remark));

    private static (string Name, string? Remark) Remarked(string name) =>
        name.AsSpan().IndexOfAny(Beside) >= 0 && Remark().Match(name) is { Success: true } match && Clean(match.Groups["name"].Value) is { Length: > 0 } bare && bare.Any(char.IsLetter)
            ? (bare, SearchKey.Fold(match.Groups["remark"].Value) is "chu ho" or "ch" ? null : Clean(match.Groups["remark"].Value)) : (name, null);

    private static string Untitled(string name)
    {
        if (char.ToUpperInvariant(name[0]) is 'Ô' or 'B' or 'H' or 'A' or 'C' && Title().Match(name) is { Success: true } match && name[match.Length..] is var rest && rest.Contains(' ', StringComparison.Ordinal)
            && (match.Value.Length > 4 || Families.Contains(SearchKey.Fold(rest).Split(' ')[0])))
        {
            return rest;
        }

        return name;
    }

    /// <summary>"3", 3, "Tổ 03", "tổ số 3" → "Tổ 3"; other names as written.</summary>
    public static Understood<string?> Lane(SheetCell cell)
    {
        var text = Clean(cell.Display);
        if (text.Length == 0)
        {
            return default;
        }

        if (Unusable(cell, text) is { } unusable)
        {
            return new(null, unusable);
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
        return text.Length == 0 ? default : Unusable(cell, text) is { } unusable ? new(null, unusable) : FreeText.IsLongerThan(text, LongestText) ? new(null, CellProblem.TextTooLong) : new(text);
    }

    /// <summary>A household's code. "0001", 1 and " 001 " are the same code, since Excel turns one into the other.</summary>
    public static Understood<string?> Code(SheetCell cell)
    {
        var text = Clean(cell.Display);
        return text.Length == 0 ? default
            : cell.IsError ? new(null, CellProblem.ErrorInKey)
            : text.Length <= 20 && text.All(char.IsAsciiDigit) ? new(text.TrimStart('0').PadLeft(1, '0'))
            : FreeText.IsLongerThan(text, LongestCode) ? new(null, CellProblem.TextTooLong) : new(text.ToUpperInvariant());
    }

    /// <summary>Why a text cannot be kept, whatever it says.</summary>
    public static CellProblem? Unusable(SheetCell cell, string text) => cell.IsError ? CellProblem.ErrorInCell : LegacyText.IsBroken(text) ? CellProblem.TextBroken : null;

    /// <summary>Digits and letters of keyboards that write them as wide as signs, in their usual form.</summary>
    public static string Narrow(string text)
    {
        var narrow = Ascii.IsValid(text) ? text : string.Concat(text.Select(c => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c));
        return narrow.Trim('\u00a0', ' ', '\'', '"');
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

    [GeneratedRegex(@"^(?<name>.*?)(?:\s*[(\[{](?<remark>[^()\[\]{}]{1,80})[)\]}]|\s*[-–,:]\s*(?<remark>(?:đã )?(?:chết|mất|qua đời|từ trần).{0,40}))\s*[.,]?$", RegexOptions.IgnoreCase)]
    private static partial Regex Remark();

    [GeneratedRegex(@"^(?:đã |da )?(?:chết|chet|mất|qua đời|từ trần)(?:[\s:(]+(?:(?:năm|tháng|ngày|nam|thang|ngay)\s*)*[\d/.\-]+)*\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyDead();

    /// <summary>Customers and members of companies and unions may be schools and offices; a pagoda is no household.</summary>
    [GeneratedRegex(@"^(?:trường\s+(?:tiểu học|trung học|thcs|thpt|th|mầm non|mẫu giáo)|công ty|cty|ubnd|ủy ban|uỷ ban|trạm\s+(?:y tế|bơm|biến áp)|hợp tác xã|htx|dntn|doanh nghiệp|chùa|nhà thờ|trụ sở|cửa hàng|văn phòng)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Institution();

    [GeneratedRegex(@"\b(?:da )?(?:chet|mat|qua doi|tu tran)\b")]
    private static partial Regex Dead();

    [GeneratedRegex(@"^(?:(?:hộ\s+)?(?:ông\s*[/,(-]?\s*\(?bà\)?|ông|bà)|anh|chị)\s*[:.]?\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Title();

    [GeneratedRegex(@"^(?:(?<word>tổ|ngõ|hẻm|to|ngo|hem)(?:\s+(?:dân cư|nhân dân tự quản|nhan dan tu quan|nd\s?tự quản|tự quản|tu quan|dân phố|dan cu|dan pho|nd\s?tq|tq|đoàn kết))?\s*(?:số|so)?\s*)?[#.:]?\s*0*(?<n>\d{1,3}[a-z]?)$", RegexOptions.IgnoreCase)]
    private static partial Regex NumberedLane();

    [GeneratedRegex(@"^(?:số|so|sn|số nhà)?\s*[A-Za-z]{0,2}\d+[\w/.\-]*$", RegexOptions.IgnoreCase)]
    private static partial Regex DoorNumber();
}
