using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Words;
using TungNgo.Data;

namespace TungNgo.Portal;

/// <summary>How a bulletin's text is laid out for reading.</summary>
internal static class BulletinWords
{
    public static IEnumerable<string> Paragraphs(string body) => body.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>"ấp Trường Thành B": the kind begins with a small letter within a sentence.</summary>
    public static string InSentence(AreaVersion unit) => AreaNames.WithKind(unit) is var name && name.StartsWith(AreaNames.KindName(unit.Kind), StringComparison.Ordinal) && unit.Tier > AreaTier.Province
        ? char.ToLowerInvariant(name[0]) + name[1..]
        : name;

    /// <summary>At most 160 letters, whole clusters: what lists and small screens show.</summary>
    public static string Summary(BulletinText text) => FreeText.Shown(text.Short.Length > 0 ? text.Short : text.Body, 160);
}
