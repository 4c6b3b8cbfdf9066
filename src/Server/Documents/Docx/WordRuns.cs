using System.Text;
using System.Xml;
using System.Xml.Linq;
using static TungNgo.Documents.Docx.WordNames;

namespace TungNgo.Documents.Docx;

/// <summary>
/// A value as runs that look as the place where it is put. Khmer gets a font of its own and is marked as complex script: without the mark Word draws its
/// signs in the order in which they are kept.
/// </summary>
internal static class WordRuns
{
    public const string KhmerFont = "Noto Sans Khmer";

    /// <summary>In the order that the schema wants.</summary>
    private static readonly string[] LookOrder =
    [
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "noProof",
        "snapToGrid", "vanish", "webHidden",
        "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
        "lang", "eastAsianLayout", "specVanish", "oMath",
    ];

    /// <param name="look">Look of the run in which the field stood, or null.</param>
    public static IEnumerable<XElement> Of(string value, XElement? look)
    {
        foreach (var (line, first) in value.Split('\n').Select((l, i) => (l, i == 0)))
        {
            if (!first)
            {
                yield return new XElement(Run, look is null ? null : new XElement(look), new XElement(Break));
            }

            foreach (var (text, khmer) in Scripts(Writable(line)))
            {
                yield return new XElement(Run, khmer ? Khmer(look) : look is null ? null : new XElement(look), TextOf(text));
            }
        }
    }

    public static bool IsKhmer(char c) => c is >= '\u1780' and <= '\u17FF' or >= '\u19E0' and <= '\u19FF';

    /// <summary>The text in pieces of one script; blanks between Khmer words stay with them.</summary>
    private static IEnumerable<(string Text, bool Khmer)> Scripts(string text)
    {
        var from = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (IsKhmer(text[at]) == IsKhmer(text[from]) || (IsKhmer(text[from]) && IsBetween(text, at))))
            {
                continue;
            }

            if (at > from)
            {
                yield return (text[from..at], IsKhmer(text[from]));
            }

            from = at;
        }
    }

    /// <summary>A blank, a joiner or a mark between two Khmer letters.</summary>
    private static bool IsBetween(string text, int at) => text[at] is ' ' or '\u200b' or '\u200c' or '\u200d' && at + 1 < text.Length && IsKhmer(text[at + 1]);

    private static XElement Khmer(XElement? look)
    {
        var khmer = look is null ? new XElement(RunLook) : new XElement(look);
        var fonts = khmer.Element(W + "rFonts") ?? new XElement(W + "rFonts");
        fonts.SetAttributeValue(W + "cs", KhmerFont);
        fonts.SetAttributeValue(W + "cstheme", null);
        var lang = khmer.Element(W + "lang") ?? new XElement(W + "lang");
        lang.SetAttributeValue(W + "bidi", "km-KH");
        var cs = khmer.Element(W + "cs") ?? new XElement(W + "cs");
        foreach (var part in new[] { fonts, lang, cs }.Where(p => p.Parent is null))
        {
            khmer.Add(part);
        }

        // Complex script has its own weight, slope and size.
        foreach (var (plain, complex) in new[] { ("b", "bCs"), ("i", "iCs"), ("sz", "szCs") })
        {
            if (khmer.Element(W + plain) is { } given && khmer.Element(W + complex) is null)
            {
                khmer.Add(new XElement(W + complex, given.Attributes()));
            }
        }

        khmer.ReplaceNodes(khmer.Elements().OrderBy(e => Array.IndexOf(LookOrder, e.Name.LocalName)).ToList());
        return khmer;
    }

    /// <summary>Without what no XML can hold.</summary>
    private static string Writable(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                kept.Append(text, i++, 2);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                kept.Append(text[i]);
            }
        }

        return kept.ToString();
    }
}
