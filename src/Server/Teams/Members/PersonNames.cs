using System.Globalization;

namespace TungNgo.Teams.Members;

/// <summary>Lists of people are sorted by the given name, which stands last, then by the rest, as official lists do.</summary>
internal static class PersonNames
{
    public static readonly StringComparer Vietnamese = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), true);

    public static readonly IComparer<string> Order = Comparer<string>.Create((a, b) =>
    {
        var (first, second) = (Split(a), Split(b));
        return Vietnamese.Compare(first.Given, second.Given) is var given and not 0 ? given : Vietnamese.Compare(first.Before, second.Before);
    });

    private static (string Given, string Before) Split(string name)
    {
        var space = name.LastIndexOf(' ');
        return space < 0 ? (name, "") : (name[(space + 1)..], name[..space]);
    }
}
