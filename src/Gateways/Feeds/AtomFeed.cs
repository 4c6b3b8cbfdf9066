using System.Globalization;
using System.Text;
using System.Xml;

namespace TungNgo.Gateways.Feeds;

/// <summary>Atom (RFC 4287). An entry with a CAP document links to it as CAP hubs look for it: rel alternate, type application/cap+xml.</summary>
public static class AtomFeed
{
    public const string MimeType = "application/atom+xml";

    private const string Namespace = "http://www.w3.org/2005/Atom";

    public static byte[] Write(FeedContent feed)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, FeedXml.Settings))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, feed.Language);
            Text(xml, "id", feed.Id.OriginalString);
            Text(xml, "title", feed.Title);
            Text(xml, "updated", Time(feed.Updated));
            xml.WriteStartElement("author", Namespace);
            Text(xml, "name", feed.Author);
            xml.WriteEndElement();
            Link(xml, "self", MimeType, feed.Self);
            Link(xml, "alternate", "text/html", feed.Page);
            foreach (var entry in feed.Entries)
            {
                Entry(xml, entry);
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Entry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        Text(xml, "id", entry.Id.OriginalString);
        Text(xml, "title", entry.Title);
        Text(xml, "published", Time(entry.Published));
        Text(xml, "updated", Time(entry.Updated));
        Text(xml, "summary", entry.Summary);
        if (entry.Category is { } category)
        {
            xml.WriteStartElement("category", Namespace);
            xml.WriteAttributeString("term", XmlText.Clean(category));
            xml.WriteEndElement();
        }

        // Hubs take the first alternate of their type, readers the first they can show.
        if (entry.Cap is { } cap)
        {
            Link(xml, "alternate", FeedXml.CapType, cap);
        }

        Link(xml, "alternate", "text/html", entry.Page);
        if (entry.Audio is { } audio)
        {
            Link(xml, "enclosure", audio.MimeType, audio.Address, audio.Length);
        }

        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, XmlText.Clean(text));

    private static void Link(XmlWriter xml, string relation, string type, Uri address, long? length = null)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address.AbsoluteUri);
        if (length is { } bytes)
        {
            xml.WriteAttributeString("length", bytes.ToString(CultureInfo.InvariantCulture));
        }

        xml.WriteEndElement();
    }

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

internal static class FeedXml
{
    public const string CapType = "application/cap+xml";

    public static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n" };
}
