using System.Text;

namespace TungNgo.Lists;

/// <summary>The font ABC: TCVN 5712:1993, third form. Capital letters with marks are small ones in a font of capitals.</summary>
internal static class Tcvn3
{
    private const string From = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ¡¢§£¤¥¦";
    private const string To = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ";

    private static readonly Dictionary<char, char> Letters = From.Zip(To).ToDictionary(p => p.First, p => p.Second);

    public static string Of(string text) => string.Concat(text.Select(c => Letters.GetValueOrDefault(c, c)));
}

/// <summary>The fonts of VNI: a letter and behind it its marks.</summary>
internal static class Vni
{
    private static readonly Dictionary<char, string> Marks = new()
    {
        ['ù'] = "\u0301", ['ø'] = "\u0300", ['û'] = "\u0309", ['õ'] = "\u0303", ['ï'] = "\u0323",
        ['ê'] = "\u0306", ['é'] = "\u0306\u0301", ['è'] = "\u0306\u0300", ['ú'] = "\u0306\u0309", ['ü'] = "\u0306\u0303", ['ë'] = "\u0306\u0323",
        ['â'] = "\u0302", ['á'] = "\u0302\u0301", ['à'] = "\u0302\u0300", ['å'] = "\u0302\u0309", ['ã'] = "\u0302\u0303", ['ä'] = "\u0302\u0323",
    };

    private static readonly Dictionary<char, char> Alone = "íìæóòîñôöÍÌÆÓÒÎÑÔÖ".Zip("íìỉĩịỵđơưÍÌỈĨỊỴĐƠƯ").ToDictionary(p => p.First, p => p.Second);

    public static string Of(string text)
    {
        var meant = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            meant.Append(Alone.GetValueOrDefault(text[i], text[i]));
            if (i + 1 < text.Length && Marks.TryGetValue(char.ToLowerInvariant(text[i + 1]), out var mark) && Takes(text[i], mark))
            {
                meant.Append(mark);
                i++;
            }
        }

        return meant.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool Takes(char letter, string mark) => char.ToLowerInvariant(letter) switch
    {
        'a' => true,
        'e' or 'o' => mark[0] != '\u0306',
        'u' or 'y' or 'ô' or 'ö' => mark[0] is not ('\u0306' or '\u0302'),
        _ => false,
    };
}

/// <summary>
/// UTF-8 that was read as Windows-1252 or 1258 and written as UTF-8 again. Five bytes have no letter in 1252 and are lost on that way: they are put back where
/// only one of them makes a Vietnamese word.
/// </summary>
internal static class DoubleUtf8
{
    private const char Lost = '\ufffd';
    private static readonly byte[] LostBytes = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
    private static readonly Dictionary<char, byte> ByByte = Table(LegacyText.Bytes);
    private static readonly Dictionary<char, byte> ByByte1258 = Table(CodePagesEncodingProvider.Instance.GetEncoding(1258)!);

    public static byte? ByteOf(char letter) => ByByte.TryGetValue(letter, out var b) ? b : null;

    public static string? Of(string text) => Of(text, ByByte) ?? Of(text, ByByte1258);

    private static string? Of(string text, Dictionary<char, byte> table)
    {
        var bytes = new List<byte?>(text.Length);
        foreach (var c in text)
        {
            if (c != Lost && !table.ContainsKey(c))
            {
                return null;
            }

            bytes.Add(c == Lost ? null : table[c]);
        }

        var letters = new List<string[]>();
        for (var i = 0; i < bytes.Count;)
        {
            var length = bytes[i] switch { < 0x80 => 1, >= 0xc2 and < 0xe0 => 2, >= 0xe0 and < 0xf0 => 3, _ => 0 };
            var likely = length == 0 || i + length > bytes.Count ? [] : Letters(bytes, i, length).ToArray();
            if (likely.Length == 0)
            {
                return null;
            }

            letters.Add(likely);
            i += length;
        }

        return Chosen(letters).Normalize(NormalizationForm.FormC);
    }

    /// <summary>The letters that the bytes may be: one, or those of the bytes that were lost.</summary>
    private static IEnumerable<string> Letters(List<byte?> bytes, int at, int length)
    {
        var unknown = Enumerable.Range(at, length).Where(i => bytes[i] is null).ToList();
        if (unknown.Count > 1)
        {
            yield return Lost.ToString();
            yield break;
        }

        foreach (var b in unknown.Count == 0 ? [default] : LostBytes)
        {
            var letter = new byte[length];
            for (var i = 0; i < length; i++)
            {
                letter[i] = bytes[at + i] ?? b;
            }

            if (Decoded(letter) is { } decoded && (unknown.Count == 0 || "ềọỏỐờĐÁÍÝ".Contains(decoded, StringComparison.Ordinal)))
            {
                yield return decoded;
            }
        }
    }

    private static string? Decoded(byte[] letter) => Encoding.UTF8.GetString(letter) is var text && !text.Contains(Lost, StringComparison.Ordinal) ? text : null;

    private static string Chosen(List<string[]> letters)
    {
        var text = new StringBuilder();
        for (var i = 0; i < letters.Count; i++)
        {
            text.Append(letters[i] is [var only] ? only : OnlyWord(letters, i) ?? Lost.ToString());
        }

        return text.ToString();
    }

    /// <summary>The one of several letters with which the word around it is a word.</summary>
    private static string? OnlyWord(List<string[]> letters, int at)
    {
        var (from, to) = (at, at);
        for (; from > 0 && IsLetter(letters[from - 1]); from--)
        {
        }

        for (; to + 1 < letters.Count && IsLetter(letters[to + 1]); to++)
        {
        }

        string Word(string letter) => string.Concat(Enumerable.Range(from, to - from + 1).Select(i => i == at ? letter : letters[i][0]));
        var words = letters[at].Where(l => VietnameseSyllable.Is(Word(l)) && IsCasedAlike(Word(l))).ToList();
        return words is [var one] ? one : null;
    }

    /// <summary>A capital stands at the beginning of a word, or everywhere.</summary>
    private static bool IsCasedAlike(string word) => !word[1..].Any(char.IsUpper) || !word.Any(char.IsLower);

    private static bool IsLetter(string[] letter) => char.IsLetter(letter[0][0]);

    private static Dictionary<char, byte> Table(Encoding page)
    {
        var table = new Dictionary<char, byte>();
        for (var b = 0; b < 256; b++)
        {
            table.TryAdd(page.GetChars([(byte)b])[0], (byte)b);
            // Programs that know no letter for a byte keep it as it is.
            table.TryAdd((char)b, (byte)b);
        }

        return table;
    }
}
