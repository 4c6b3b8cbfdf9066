using System.Globalization;
using System.Text;
using System.Xml;

namespace TungNgo.Gateways.Cap;

/// <summary>Writes CAP 1.2, as UTF-8. What it writes, <see cref="CapReader"/> has read before it leaves.</summary>
public static class CapWriter
{
    /// <exception cref="CapException">The alert breaks a rule of CAP; the places are those of the document that would have been.</exception>
    public static byte[] Write(CapAlert alert)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("alert", CapGrammar.Namespace);
            Alert(xml, alert);
            xml.WriteEndElement();
        }

        var document = stream.ToArray();
        CapReader.Read(document);
        return document;
    }

    private static void Alert(XmlWriter xml, CapAlert alert)
    {
        Text(xml, "identifier", alert.Identifier);
        Text(xml, "sender", alert.Sender);
        Text(xml, "sent", CapForms.Write(alert.Sent));
        Text(xml, "status", alert.Status.ToString());
        Text(xml, "msgType", alert.MessageType.ToString());
        Optional(xml, "source", alert.Source);
        Text(xml, "scope", alert.Scope.ToString());
        Optional(xml, "restriction", alert.Restriction);
        Optional(xml, "addresses", alert.Addresses);
        Each(alert.Codes, code => Text(xml, "code", code));
        Optional(xml, "note", alert.Note);
        Optional(xml, "references", string.Join(' ', alert.References.Select(CapForms.Write)));
        Optional(xml, "incidents", string.Join(' ', (alert.Incidents ?? []).Select(incident => incident.Contains(' ', StringComparison.Ordinal) ? $"\"{incident}\"" : incident)));
        Each(alert.Infos, info => Element(xml, "info", () => Info(xml, info)));
    }

    private static void Info(XmlWriter xml, CapInfo info)
    {
        Text(xml, "language", info.Language);
        Each(info.Categories, category => Text(xml, "category", category.ToString()));
        Text(xml, "event", info.Event);
        Each(info.Responses, response => Text(xml, "responseType", response.ToString()));
        Text(xml, "urgency", info.Urgency.ToString());
        Text(xml, "severity", info.Severity.ToString());
        Text(xml, "certainty", info.Certainty.ToString());
        Optional(xml, "audience", info.Audience);
        Pairs(xml, "eventCode", info.EventCodes);
        Optional(xml, "effective", info.Effective is { } effective ? CapForms.Write(effective) : null);
        Optional(xml, "onset", info.Onset is { } onset ? CapForms.Write(onset) : null);
        Optional(xml, "expires", info.Expires is { } expires ? CapForms.Write(expires) : null);
        Optional(xml, "senderName", info.SenderName);
        Optional(xml, "headline", info.Headline);
        Optional(xml, "description", info.Description);
        Optional(xml, "instruction", info.Instruction);
        Optional(xml, "web", info.Web?.OriginalString);
        Optional(xml, "contact", info.Contact);
        Pairs(xml, "parameter", info.Parameters);
        Each(info.Resources, resource => Element(xml, "resource", () => Resource(xml, resource)));
        Each(info.Areas, area => Element(xml, "area", () => Area(xml, area)));
    }

    private static void Resource(XmlWriter xml, CapResource resource)
    {
        Text(xml, "resourceDesc", resource.Description);
        Text(xml, "mimeType", resource.MimeType);
        Optional(xml, "size", resource.Size?.ToString(CultureInfo.InvariantCulture));
        Optional(xml, "uri", resource.Uri?.OriginalString);
        Optional(xml, "derefUri", resource.Content);
        Optional(xml, "digest", resource.Digest);
    }

    private static void Area(XmlWriter xml, CapArea area)
    {
        Text(xml, "areaDesc", area.Description);
        Each(area.Polygons, polygon => Text(xml, "polygon", string.Join(' ', polygon.Select(CapForms.Write))));
        Each(area.Circles, circle => Text(xml, "circle", CapForms.Write(circle)));
        Pairs(xml, "geocode", area.Geocodes);
        Optional(xml, "altitude", area.Altitude?.ToString(CultureInfo.InvariantCulture));
        Optional(xml, "ceiling", area.Ceiling?.ToString(CultureInfo.InvariantCulture));
    }

    private static void Pairs(XmlWriter xml, string name, IReadOnlyList<CapValue>? pairs) =>
        Each(pairs, pair => Element(xml, name, () =>
        {
            Text(xml, "valueName", pair.Name);
            Text(xml, "value", pair.Value);
        }));

    private static void Element(XmlWriter xml, string name, Action content)
    {
        xml.WriteStartElement(name, CapGrammar.Namespace);
        content();
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, CapGrammar.Namespace, XmlText.Clean(text));

    private static void Optional(XmlWriter xml, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Text(xml, name, text);
        }
    }

    private static void Each<T>(IReadOnlyList<T>? all, Action<T> write)
    {
        foreach (var one in all ?? [])
        {
            write(one);
        }
    }
}
