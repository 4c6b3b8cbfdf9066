using TungNgo.Data;

namespace TungNgo.Accounts.Frame;

/// <summary>What somebody typed into a search, and how well something fits it: accents and order do not matter, a phone number may be written in any way.</summary>
internal sealed class SearchWords
{
    /// <summary>Below this many letters a slip makes another word of it.</summary>
    private const int ShortestGuess = 3;

    private readonly string[] words;
    private readonly string? digits;

    private SearchWords(string text, bool forgiving) => (Text, IsForgiving, words, digits) = (text.Trim(), forgiving, SearchKey.Words(text), TypedDigits.Of(text));

    /// <summary>As typed.</summary>
    public string Text { get; }

    /// <summary>Whether names are found that have one letter too many, too few or another.</summary>
    public bool IsForgiving { get; }

    public static SearchWords Of(string asked, bool forgiving = false) => new(asked, forgiving);

    /// <summary>Whether every word begins a word of the key: "ut" finds Kim Thị Út and not Phút.</summary>
    /// <param name="key">Folded.</param>
    public bool Fit(string key) => words.All(w => Begins(key, w));

    /// <summary>Whether at least one word begins a word of the key.</summary>
    public bool Touch(string key) => Array.Exists(words, w => Begins(key, w));

    /// <summary>Whether it would fit but for one letter too many, too few, another, or two that changed places.</summary>
    public bool Near(string key)
    {
        var slips = 0;
        foreach (var word in words)
        {
            if (!Begins(key, word) && (++slips > 1 || word.Length < ShortestGuess || !key.Split(' ').Any(k => BeginsNearly(k, word))))
            {
                return false;
            }
        }

        return true;
    }

    /// <param name="phone">As it is kept: digits with the leading zero.</param>
    public bool IsIn(string? phone) => digits is not null && phone?.Contains(digits, StringComparison.Ordinal) == true;

    /// <summary>Those that fit; only where none does and slips are forgiven, those that nearly do.</summary>
    /// <param name="key">The folded words of one.</param>
    public IReadOnlyList<T> Best<T>(IEnumerable<T> all, Func<T, string> key, int most)
    {
        var keyed = all.Select(one => (One: one, Key: key(one))).ToList();
        var fitting = keyed.Where(k => Fit(k.Key)).Take(most).Select(k => k.One).ToList();
        return fitting.Count > 0 || !IsForgiving ? fitting : [.. keyed.Where(k => Near(k.Key)).Take(most).Select(k => k.One)];
    }

    private static bool Begins(string key, string word) => key.StartsWith(word, StringComparison.Ordinal) || key.Contains(" " + word, StringComparison.Ordinal);

    private static bool BeginsNearly(string key, string word)
    {
        for (var length = word.Length - 1; length <= Math.Min(word.Length + 1, key.Length); length++)
        {
            if (IsOneSlip(word, key.AsSpan(0, Math.Min(length, key.Length))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOneSlip(ReadOnlySpan<char> typed, ReadOnlySpan<char> meant)
    {
        var same = typed.CommonPrefixLength(meant);
        var restTyped = typed[same..];
        var restMeant = meant[same..];
        return (restTyped.Length - restMeant.Length) switch
        {
            0 => restTyped.Length == 0 || restTyped[1..].SequenceEqual(restMeant[1..])
                || (restTyped.Length > 1 && restTyped[0] == restMeant[1] && restTyped[1] == restMeant[0] && restTyped[2..].SequenceEqual(restMeant[2..])),
            1 => restTyped[1..].SequenceEqual(restMeant),
            -1 => restTyped.SequenceEqual(restMeant[1..]),
            _ => false,
        };
    }
}
