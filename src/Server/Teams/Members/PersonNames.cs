using System.Globalization;

namespace TungNgo.Teams.Members;

/// <summary>Lists of people are sorted by the given name, which stands last, then by the rest, as official lists do.</summary>
internal static class PersonNames
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("vi-VN");

    public static readonly StringComparer Vietnamese = StringComparer.Create(Culture, true);

    public static readonly IComparer<string> Order = Comparer<string>.Create((a, b) =>
    {
        var (first, second) = (Split(a), Split(b));
        return Vietnamese.Compare(first.Given, second.Given) is var given and not 0 ? given : Vietnamese.Compare(first.Before, second.Before);
    });

    /// <summary>The same order for long lists: a key is made once for each name, and keys are compared byte by byte.</summary>
    public static readonly IComparer<NameKey> KeyOrder = Comparer<NameKey>.Create((a, b) =>
        SortKey.Compare(a.Given, b.Given) is var given and not 0 ? given : SortKey.Compare(a.Before, b.Before));

    public static NameKey KeyOf(string name)
    {
        var (given, before) = Split(name);
        return new(TextKey(given), TextKey(before));
    }

    /// <summary>Where a text stands among others in Vietnamese order; for <see cref="SortKey.Compare"/>.</summary>
    public static SortKey TextKey(string text) => Culture.CompareInfo.GetSortKey(text, CompareOptions.IgnoreCase);

    private static (string Given, string Before) Split(string name)
    {
        var space = name.LastIndexOf(' ');
        return space < 0 ? (name, "") : (name[(space + 1)..], name[..space]);
    }
}

/// <summary>A person's name as it is sorted; see <see cref="PersonNames.KeyOf"/>.</summary>
internal readonly record struct NameKey(SortKey Given, SortKey Before);
