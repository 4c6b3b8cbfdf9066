namespace TungNgo.Bulletins.Words;

/// <summary>A run of words that two texts share, or that only the older (Gone) or the newer (New) has.</summary>
internal readonly record struct DifferencePart(DifferenceKind Kind, string Text);

internal enum DifferenceKind { Same, Gone, New }

/// <summary>What a text says differently from an earlier one, word by word.</summary>
internal static class Difference
{
    /// <summary>Longer texts are shown whole, one after the other: the table of pairs grows with the square.</summary>
    private const int MostWords = 2_000;

    public static IReadOnlyList<DifferencePart> Of(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        if (old.Length > MostWords || now.Length > MostWords)
        {
            return [new(DifferenceKind.Gone, before), new(DifferenceKind.New, after)];
        }

        // Length of the longest common sequence of what begins at i and j.
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var parts = new List<DifferencePart>();
        for (var (i, j) = (0, 0); i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                Add(parts, DifferenceKind.Same, now[j++]);
                i++;
            }
            else if (i < old.Length && (j == now.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                Add(parts, DifferenceKind.Gone, old[i++]);
            }
            else
            {
                Add(parts, DifferenceKind.New, now[j++]);
            }
        }

        return parts;
    }

    private static void Add(List<DifferencePart> parts, DifferenceKind kind, string word)
    {
        if (parts.Count > 0 && parts[^1].Kind == kind)
        {
            parts[^1] = new(kind, parts[^1].Text + " " + word);
        }
        else
        {
            parts.Add(new(kind, word));
        }
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
