using System.Xml.Linq;
using static TungNgo.Documents.Docx.WordNames;

namespace TungNgo.Documents.Templates;

/// <summary>
/// A mark of a template once it was found: {{ten}} a value, {{#ten}} a part that is repeated for each row, {{?ten}} a part that stands only when there is
/// something, {{!ten}} one that stands only when there is not, {{/ten}} or {{/}} the end of a part.
/// </summary>
internal enum TagKind { Value, Rows, If, Unless, End }

/// <summary>
/// Tags inside a document: each is a run of its own that holds one element of a name of ours, so that values put in later are never read as tags.
/// </summary>
internal static class Tag
{
    private static readonly XNamespace Own = "urn:tungngo:tag";
    private static readonly XName Name = Own + "tag";

    public static XElement Run(string inner, XElement? look)
    {
        var kind = inner[..1] switch { "#" => TagKind.Rows, "?" => TagKind.If, "!" => TagKind.Unless, "/" => TagKind.End, _ => TagKind.Value };
        return new(WordRun, look is null ? null : new XElement(look),
            new XElement(Name, new XAttribute("kind", kind), new XAttribute("name", kind == TagKind.Value ? inner : inner[1..].Trim())));
    }

    /// <summary>Runs that are tags, as they are read.</summary>
    public static IEnumerable<XElement> In(XElement root) => root.Descendants(Name).Select(t => t.Parent!);

    public static bool Is(XElement run) => run.Element(Name) is not null;

    public static TagKind KindOf(XElement run) => Enum.Parse<TagKind>((string)run.Element(Name)!.Attribute("kind")!);

    public static string NameOf(XElement run) => (string)run.Element(Name)!.Attribute("name")!;

    /// <summary>As it is written.</summary>
    public static string Written(XElement run) =>
        "{{" + KindOf(run) switch { TagKind.Rows => "#", TagKind.If => "?", TagKind.Unless => "!", TagKind.End => "/", _ => "" } + NameOf(run) + "}}";

    public static bool Begins(XElement run) => KindOf(run) is TagKind.Rows or TagKind.If or TagKind.Unless;

    private static XName WordRun => Docx.WordNames.Run;
}
