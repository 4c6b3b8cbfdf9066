using System.Globalization;

namespace TungNgo.Gateways;

/// <summary>
/// Text measured by what is seen as one letter with all its signs. A Khmer consonant below another belongs to it, which .NET's text elements do not
/// know: they end behind the sign that announces it.
/// </summary>
public static class Clusters
{
    private const char Coeng = '\u17d2';

    /// <summary>No word puts more consonants below one another; a chain without an end would be one letter of any length.</summary>
    private const int MostBelow = 4;

    /// <summary>Offsets behind each cluster, in order; the last is the text's length.</summary>
    public static IReadOnlyList<int> Ends(string text)
    {
        var ends = new List<int>(text.Length);
        for (var end = 0; end < text.Length;)
        {
            end = Next(text, end);
            ends.Add(end);
        }

        return ends;
    }

    public static int Count(string text)
    {
        var count = 0;
        for (var end = 0; end < text.Length; end = Next(text, end))
        {
            count++;
        }

        return count;
    }

    /// <summary>The text's first clusters, at most so many.</summary>
    public static string Cut(string text, int most)
    {
        var end = 0;
        for (var count = 0; count < most && end < text.Length; count++)
        {
            end = Next(text, end);
        }

        return text[..end];
    }

    private static int Next(string text, int start)
    {
        var end = start + StringInfo.GetNextTextElementLength(text, start);
        for (var below = 0; below < MostBelow && end < text.Length && text[end - 1] == Coeng; below++)
        {
            end += StringInfo.GetNextTextElementLength(text, end);
        }

        return end;
    }
}
