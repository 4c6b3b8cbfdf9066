using System.Text;
using TungNgo.Gateways;
using TungNgo.Web;

namespace TungNgo.Data;

/// <summary>
/// What people write, made fit to be kept: composed (NFC), without control and invisible characters, one blank between words, bounded by what is seen as
/// letters, and without citizen numbers. Every text that a phone, a form or a list sends passes here before it is stored.
/// </summary>
internal static class FreeText
{
    /// <summary>UTF-16 units that one letter may have on an average; chains of joined signs count as one letter without end.</summary>
    private const int UnitsOfCluster = 12;

    /// <summary>No number that is covered is longer, with all that may stand in it.</summary>
    public const int Margin = 100;

    /// <summary>One line of it, at most <paramref name="most"/> clusters: for callers that tell of the cut, and for words of machines.</summary>
    /// <returns>Null when nothing is left.</returns>
    public static string? Clean(string? text, int most = int.MaxValue) => Cut(TidyText.Of(text, keepLines: false), most);

    /// <summary>As <see cref="Clean"/>, with its line breaks; between paragraphs one empty line stays.</summary>
    public static string? CleanLines(string? text, int most = int.MaxValue) => Cut(TidyText.Of(text, keepLines: true), most);

    /// <summary>One line, kept as it is or not at all.</summary>
    /// <param name="name">Key of the text that names the field to a reader.</param>
    /// <exception cref="Refusal">It is longer than <paramref name="most"/> clusters, or holds a citizen number.</exception>
    public static string? Line(string? text, int most, string name) => Within(TidyText.Of(text, keepLines: false), most, name);

    /// <summary>As <see cref="Line"/>, with its line breaks.</summary>
    public static string? Lines(string? text, int most, string name) => Within(TidyText.Of(text, keepLines: true), most, name);

    /// <summary>As <see cref="Clean"/>, with citizen numbers covered: for names that no person is asked to mend, of files and phones.</summary>
    public static string? CleanCovered(string? text, int most) => Clean(text, most + Margin) is { } line ? Clean(CoverCitizenNumbers(line), most) : null;

    /// <summary>A file's name as it is kept, without a path.</summary>
    public static string FileName(string file) => CleanCovered(Path.GetFileName(file), 120) ?? "—";

    /// <summary>As much of it as a list or a preview shows, in one line; "…" tells of the cut.</summary>
    public static string Shown(string text, int most) => Clean(text) is not { } line ? "" : IsLongerThan(line, most) ? Cut(line, most - 1) + "…" : line;

    public static bool IsLongerThan(string text, int most) => text.Length > most && (text.Length / UnitsOfCluster > most || Clusters.Count(text) > most);

    /// <summary>See <see cref="CitizenNumber"/>; the text need not be clean.</summary>
    public static bool HoldsCitizenNumber(string? text) => text is not null && CitizenNumber.Find(text).Count > 0;

    /// <summary>The text with such numbers hidden: where a refusal would turn away somebody who needs help.</summary>
    public static string CoverCitizenNumbers(string text, string cover = "•••")
    {
        var numbers = CitizenNumber.Find(text);
        if (numbers.Count == 0)
        {
            return text;
        }

        var covered = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end) in numbers)
        {
            covered.Append(text, at, start - at).Append(cover);
            at = end;
        }

        return covered.Append(text, at, text.Length - at).ToString();
    }

    /// <exception cref="Refusal">One of them holds a citizen number.</exception>
    public static void RefuseCitizenNumbers(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (HoldsCitizenNumber(text))
            {
                throw new Refusal(Problems.CitizenNumber);
            }
        }
    }

    private static string? Cut(string? text, int most)
    {
        if (text is null || !IsLongerThan(text, most))
        {
            return text;
        }

        var end = Clusters.Ends(text).Take(most).LastOrDefault(e => e / UnitsOfCluster <= most);
        // What is left may end with a blank, or show nothing without what was cut.
        return TidyText.Of(text[..end], keepLines: true);
    }

    private static string? Within(string? text, int most, string name)
    {
        if (text is not null && IsLongerThan(text, most))
        {
            throw new Refusal(Problems.TextTooLong, new TextKey(name), most);
        }

        RefuseCitizenNumbers(text);
        return text;
    }
}
