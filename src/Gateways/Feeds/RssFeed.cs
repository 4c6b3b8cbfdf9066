using System.Globalization;
using System.Xml;

namespace TungNgo.Gateways.Feeds;

/// <summary>RSS 2.0, for readers and hubs that know nothing else. An item has one link: to the CAP document when there is one, as CAP hubs expect.</summary>
public static class RssFeed
{
    public const string MimeType = "application/rss+xml";

    private const string Atom = "http://www.w3.org/2005/Atom";

    public static byte[] Write(FeedContent feed)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, FeedXml.Settings))
        {
            xml.WriteStartElement("rss");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteAttributeString("xmlns", "atom", null, Atom);
            xml.WriteStartElement("channel");
            Text(xml, "title", feed.Title);
            Text(xml, "link", feed.Page.AbsoluteUri);
            Text(xml, "description", $"{feed.Author} – {feed.Title}");
            Text(xml, "language", feed.Language);
            Text(xml, "lastBuildDate", Time(feed.Updated));
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("rel", "self");
            xml.WriteAttributeString("type", MimeType);
            xml.WriteAttributeString("href", feed.Self.AbsoluteUri);
            xml.WriteEndElement();
            foreach (var entry in feed.Entries)
            {
                Item(xml, entry);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Item(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("item");
        Text(xml, "title", entry.Title);
        Text(xml, "link", entry.Page.AbsoluteUri);
        Text(xml, "description", entry.Summary);
        if (entry.Category is { } category)
        {
            Text(xml, "category", category);
        }

        if (entry.Audio is { } audio)
        {
            xml.WriteStartElement("enclosure");
            xml.WriteAttributeString("url", audio.Address.AbsoluteUri);
            xml.WriteAttributeString("length", audio.Length.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("type", audio.MimeType);
            xml.WriteEndElement();
        }

        if (entry.Cap is { } cap)
        {
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("rel", "alternate");
            xml.WriteAttributeString("type", FeedXml.CapType);
            xml.WriteAttributeString("href", cap.AbsoluteUri);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString(entry.Id.OriginalString);
        xml.WriteEndElement();
        Text(xml, "pubDate", Time(entry.Updated));
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text) => xml.WriteElementString(name, XmlText.Clean(text));

    // RFC 822 with the year in four digits.
    private static string Time(DateTimeOffset time) =>
        time.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
}
