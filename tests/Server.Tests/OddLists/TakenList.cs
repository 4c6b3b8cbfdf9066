using System.Globalization;
using TungNgo.Areas;
using TungNgo.Households;
using TungNgo.Households.Import.Reading;
using TungNgo.Lists;
using TungNgo.Lists.Cells;

namespace TungNgo.Tests.OddLists;

/// <summary>
/// What comes of a list, each household as one line: "Lê Thử @Trường An, Tổ 1 *1950 m ☎0912345678 #4 vi (note) [Trần Thử *1951 f spouse]"; "✗3 Why" is the
/// household of row 3 that is refused or asked about.
/// </summary>
internal static class TakenList
{
    private static readonly string[] Hamlets = ["Trường Thành A", "Trường Thành B", "Trường An", "Trường Bình", "Trường Lộc", "Trường Thọ", "Trường Hưng"];
    private static readonly List<HamletName> Names = [.. Hamlets.Select((n, i) => new HamletName(new Guid(i + 1, 0, 0, new byte[8]), n, "Trường Khánh", [], ["Long Phú", "Sóc Trăng"]))];
    private static readonly HashSet<string> Communes = [.. new[] { "Trường Khánh", "Long Phú", "Đại Ân 2", "Tân Hưng" }.Select(HamletMatcher.CommuneKey)];

    /// <param name="only">The hamlet for which it was sent.</param>
    /// <param name="yes">Keys answered with yes; "font" stands for all fonts.</param>
    public static string[] Of(string path, string? only = null, params string[] yes)
    {
        var (items, matcher) = (Read(path, only, yes), new HamletMatcher(only is null ? Names : Names.Where(n => n.Name == only)));
        return [.. items.OfType<ReadHousehold>().Select(h => Line(h, matcher))];
    }

    public static string[] Of(byte[] content, string? only = null, params string[] yes) => With(content, path => Of(path, only, yes));

    public static List<ListItem> Read(string path, string? only = null, params string[] yes)
    {
        var names = only is null ? Names : [.. Names.Where(n => n.Name == only)];
        var answers = yes.Where(y => y != "font").ToDictionary(y => y, _ => ListChoices.Yes);
        List<ListItem> Once() => [.. new ListReader(ColumnMapping.Propose, 2024, new ListChoices(answers), new ListPlaces(new HamletMatcher(names), Communes, only)).Read(SheetFile.Rows(path, legacy: true))];
        var items = Once();
        if (yes.Contains("font"))
        {
            foreach (var (signature, font) in items.OfType<SheetStarted>().SelectMany(s => s.Header.Columns.Select(c => (s.Header.Signature, c.Font))).Where(c => c.Font != LegacyFont.None).Distinct())
            {
                answers[ListChoices.FontKey(signature, font)] = ListChoices.Yes;
            }

            items = Once();
        }

        return items;
    }

    public static T With<T>(byte[] content, Func<string, T> read)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(path, content);
            return read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Line(ReadHousehold h, HamletMatcher matcher)
    {
        var match = matcher.Match(h.HamletText, h.CommuneText);
        var why = h.Problems.Where(p => p.Weight == Weight.Refused).Select(p => p.Problem.ToString()).Distinct().ToList();
        if (h.HamletText.Length > 0 && match.Sure is null)
        {
            why.Add(match.IsElsewhere ? "CommuneDiffers" : match.Candidates.Length > 0 ? "HamletUnanswered" : "HamletUnknown");
        }

        if (why.Count > 0)
        {
            return $"✗{h.Row} {string.Join('+', why)}";
        }

        var head = h.People.Find(p => p.Relation == "head")!;
        var parts = new List<string> { $"{h.Head} @{string.Join(", ", new[] { Names.Single(n => n.Id == match.Sure).Name, h.Lane, h.Door, h.Landmark }.OfType<string>())}" };
        parts.AddRange(Person(head));
        parts.AddRange(new[] { h.Phone is { } phone ? "☎" + phone : null, h.Size is { } size ? $"#{size}" : null, h.Language, h.NoteWithMarks is { } note ? $"({note})" : null }.OfType<string>());
        var others = h.People.Where(p => p != head).Select(p => string.Join(' ', [p.Name, .. Person(p), p.Relation ?? "?"])).ToList();
        return string.Join(' ', parts) + (others.Count > 0 ? $" [{string.Join("; ", others)}]" : "");
    }

    private static IEnumerable<string> Person(ReadPerson person) =>
        new[] { person.BirthYear is { } year ? "*" + year.ToString(CultureInfo.InvariantCulture) : null, person.Sex }.OfType<string>();
}
