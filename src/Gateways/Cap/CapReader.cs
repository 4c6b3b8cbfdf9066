using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace TungNgo.Gateways.Cap;

/// <summary>Reads CAP 1.2 strictly: either the whole document is right, or everything that is wrong in it is said with its place.</summary>
public static class CapReader
{
    // Room for a recording of some minutes carried along as base64.
    private const int MaxCharacters = 16 * 1024 * 1024;

    private static readonly XNamespace Cap = CapGrammar.Namespace;

    /// <exception cref="CapException">The document is refused.</exception>
    public static CapAlert Read(byte[] document)
    {
        using var stream = new MemoryStream(document, writable: false);
        return Read(stream);
    }

    /// <exception cref="CapException">The document is refused.</exception>
    public static CapAlert Read(Stream document)
    {
        var alert = Load(document);
        return CapChecker.Check(alert) is { Count: > 0 } problems ? throw new CapException(problems) : Alert(alert);
    }

    private static XElement Load(Stream document)
    {
        using var xml = XmlReader.Create(document, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters });
        XElement root;
        try
        {
            root = XDocument.Load(xml, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException e)
        {
            // A document type is refused without a place: then it is the beginning.
            throw new CapException([new CapProblem(CapFault.NotXml, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition), "/", e.Message)]);
        }

        if (root.Name == Cap + "alert")
        {
            return root;
        }

        var otherVersion = root.Name.LocalName == "alert" && (root.Name.NamespaceName.Contains("emergency:cap:", StringComparison.Ordinal) || root.Name.NamespaceName.Contains("/cap/", StringComparison.Ordinal));
        var place = (IXmlLineInfo)root;
        throw new CapException([new CapProblem(otherVersion ? CapFault.OtherVersion : CapFault.NotCap, place.LineNumber, place.LinePosition, "/" + root.Name.LocalName, root.Name.NamespaceName)]);
    }

    private static CapAlert Alert(XElement alert) => new(
        alert.Element(Cap + "identifier")!.Value,
        alert.Element(Cap + "sender")!.Value,
        Time(alert, "sent")!.Value,
        Word<CapStatus>(alert, "status"),
        Word<CapMessageType>(alert, "msgType"),
        Word<CapScope>(alert, "scope"),
        [.. CapForms.Words(Text(alert, "references") ?? "").Select(word => CapForms.ReadReference(word)!)],
        [.. alert.Elements(Cap + "info").Select(Info)],
        Text(alert, "source"),
        Text(alert, "restriction"),
        Text(alert, "addresses"),
        Some(alert, "code", code => code.Value),
        Text(alert, "note"),
        Text(alert, "incidents") is { } incidents ? CapForms.Words(incidents) : null);

    private static CapInfo Info(XElement info) => new(
        Text(info, "language") ?? "en-US",
        [.. info.Elements(Cap + "category").Select(category => Enum.Parse<CapCategory>(category.Value))],
        info.Element(Cap + "event")!.Value,
        Word<CapUrgency>(info, "urgency"),
        Word<CapSeverity>(info, "severity"),
        Word<CapCertainty>(info, "certainty"),
        Some(info, "responseType", response => Enum.Parse<CapResponse>(response.Value)),
        Text(info, "audience"),
        Some(info, "eventCode", Pair),
        Time(info, "effective"),
        Time(info, "onset"),
        Time(info, "expires"),
        Text(info, "senderName"),
        Text(info, "headline"),
        Text(info, "description"),
        Text(info, "instruction"),
        Text(info, "web") is { } web ? new Uri(web.Trim()) : null,
        Text(info, "contact"),
        Some(info, "parameter", Pair),
        Some(info, "resource", Resource),
        Some(info, "area", Area));

    private static CapResource Resource(XElement resource) => new(
        resource.Element(Cap + "resourceDesc")!.Value,
        resource.Element(Cap + "mimeType")!.Value,
        Text(resource, "size") is { } size ? long.Parse(size, CultureInfo.InvariantCulture) : null,
        Text(resource, "uri") is { } uri ? new Uri(uri.Trim(), UriKind.RelativeOrAbsolute) : null,
        Text(resource, "derefUri"),
        Text(resource, "digest")?.Trim());

    private static CapArea Area(XElement area) => new(
        area.Element(Cap + "areaDesc")!.Value,
        Some(area, "polygon", polygon => (IReadOnlyList<CapPoint>)[.. CapForms.Words(polygon.Value).Select(word => CapForms.ReadPoint(word)!.Value)]),
        Some(area, "circle", circle => CapForms.ReadCircle(circle.Value)!.Value),
        Some(area, "geocode", Pair),
        Decimal(area, "altitude"),
        Decimal(area, "ceiling"));

    private static CapValue Pair(XElement pair) => new(pair.Element(Cap + "valueName")!.Value, pair.Element(Cap + "value")!.Value);

    private static string? Text(XElement parent, string name) => parent.Element(Cap + name)?.Value is { Length: > 0 } text ? text : null;

    private static T Word<T>(XElement parent, string name) where T : struct, Enum => Enum.Parse<T>(parent.Element(Cap + name)!.Value);

    private static DateTimeOffset? Time(XElement parent, string name) => Text(parent, name) is { } text ? CapForms.ReadTime(text.Trim()) : null;

    private static decimal? Decimal(XElement parent, string name) => Text(parent, name) is { } text ? CapForms.ReadDecimal(text.Trim()) : null;

    private static IReadOnlyList<T>? Some<T>(XElement parent, string name, Func<XElement, T> read) =>
        parent.Elements(Cap + name).Select(read).ToList() is { Count: > 0 } all ? all : null;
}
