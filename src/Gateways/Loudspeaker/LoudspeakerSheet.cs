using System.Globalization;

namespace TungNgo.Gateways.Loudspeaker;

/// <summary>How soon a commune radio plays a notice (Circular 39/2020/TT-BTTTT).</summary>
public enum StationPriority
{
    /// <summary>Thông thường: the commune chooses the hour.</summary>
    Ordinary,

    /// <summary>Ưu tiên: before the ordinary ones.</summary>
    Preferred,

    /// <summary>Khẩn cấp: at once, into whatever is on.</summary>
    Urgent,
}

/// <summary>What the announcer holds in the hand.</summary>
/// <param name="Sentences">Title first; each on its own line, ready to be read at sight.</param>
/// <param name="Repeats">How often it is read in a row.</param>
/// <param name="OneReading">Estimated.</param>
public sealed record LoudspeakerSheet(string Language, StationPriority Priority, IReadOnlyList<string> Sentences, int Repeats, TimeSpan OneReading)
{
    // Through horns over a field people speak more slowly than the 180 words a minute of a studio. Our estimates, to be corrected by use.
    private const double SyllablesPerMinute = 150;
    private const double KhmerClustersPerMinute = 200;

    public TimeSpan Total => OneReading * Repeats;

    /// <param name="repeats">Null takes what the priority suggests: 1, 2 or 3 times.</param>
    public static LoudspeakerSheet Make(string title, string text, string language, StationPriority priority, int? repeats = null)
    {
        var sentences = Script.Sentences(Script.ForReading($"{title}\n{text}", language));
        return new(language, priority, sentences, repeats ?? 1 + (int)priority, Length(string.Join(' ', sentences), language));
    }

    private static TimeSpan Length(string script, string language)
    {
        var minutes = language == "km"
            ? Clusters(script) / KhmerClustersPerMinute
            : Script.ForVoice(script).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length / SyllablesPerMinute;
        return TimeSpan.FromSeconds(Math.Ceiling(minutes * 60));
    }

    private static int Clusters(string script)
    {
        var count = 0;
        for (var elements = StringInfo.GetTextElementEnumerator(script); elements.MoveNext();)
        {
            count += char.IsLetterOrDigit(elements.GetTextElement(), 0) ? 1 : 0;
        }

        return count;
    }
}
