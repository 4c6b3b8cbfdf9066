using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace TungNgo.Water.Authorities;

/// <summary>An entry of a feed as it stands there.</summary>
/// <param name="Id">The feed's own; in a feed without ids the link.</param>
/// <param name="Page">What people would read.</param>
/// <param name="Cap">Where its CAP document may lie.</param>
/// <param name="IsCap">The feed says that it is one: then whatever else lies there is a fault and no mere page.</param>
/// <param name="Document">The CAP document itself, where the feed carries it along.</param>
internal sealed record AuthorityEntry(string Id, string Stamp, string Title, string Summary, Uri? Page, Uri? Cap, bool IsCap, byte[]? Document, DateTimeOffset? At)
{
    public string Key => AuthorityFeed.Hash(Id, Stamp, Cap?.AbsoluteUri ?? "");
}

/// <summary>Reads Atom, RSS and bare CAP documents, by what they are and not by what their server calls them. No document type is followed.</summary>
internal static partial class AuthorityFeed
{
    /// <summary>The newest stand first in a feed; what lies further down is old.</summary>
    public const int MostEntries = 200;

    private const int MostCharacters = 4 << 20;
    private const int MostDepth = 64;

    /// <summary>UTF-16 units of one text; no bulletin is longer than a third of it.</summary>
    private const int MostText = 30_000;
    private const string CapType = "application/cap+xml";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    /// <returns>Null when it is nothing of the kind.</returns>
    public static IReadOnlyList<AuthorityEntry>? Read(byte[] body, Uri at)
    {
        // Some servers send empty lines first, after which no XML could begin.
        body = body.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) is > 0 and var first ? body[first..] : body;
        if (Load(body) is not { } root)
        {
            return null;
        }

        return root.Name switch
        {
            { LocalName: "alert" } => [new(at.AbsoluteUri, Convert.ToHexStringLower(SHA256.HashData(body)), "", "", at, null, true, body, null)],
            var name when name == Atom + "feed" => [.. root.Elements(Atom + "entry").Take(MostEntries).Select(e => OfAtom(e, at)).OfType<AuthorityEntry>()],
            { LocalName: "rss" or "RDF" } => [.. root.Descendants().Where(e => e.Name.LocalName == "item").Take(MostEntries).Select(e => OfRss(e, at)).OfType<AuthorityEntry>()],
            _ => null,
        };
    }

    public static string Hash(params string[] parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    /// <summary>What a feed writes in HTML, as plain lines.</summary>
    public static string Plain(string text)
    {
        var lines = Break().Replace(Hidden().Replace(text.Length > MostText ? text[..MostText] : text, " "), "\n");
        return WebUtility.HtmlDecode(Tag().Replace(lines, " "));
    }

    private static XElement? Load(byte[] body)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters };
        try
        {
            // Read once for its depth: what comes after goes down into it.
            using (var probe = XmlReader.Create(new MemoryStream(body, writable: false), settings))
            {
                while (probe.Read())
                {
                    if (probe.Depth > MostDepth)
                    {
                        return null;
                    }
                }
            }

            using var xml = XmlReader.Create(new MemoryStream(body, writable: false), settings);
            return XDocument.Load(xml).Root;
        }
        catch (Exception wrong) when (wrong is XmlException or ArgumentException or NotSupportedException)
        {
            // The last two: it names an encoding that is none.
            return null;
        }
    }

    private static AuthorityEntry? OfAtom(XElement entry, Uri at)
    {
        string Text(string name) => entry.Element(Atom + name)?.Value.Trim() ?? "";
        var links = entry.Elements(Atom + "link")
            .Select(l => (Type: (string?)l.Attribute("type"), Rel: (string?)l.Attribute("rel"), To: Address(at, (string?)l.Attribute("href")))).Where(l => l.To is not null).ToList();
        var content = entry.Element(Atom + "content");
        var carried = content?.Elements().FirstOrDefault(e => e.Name.LocalName == "alert");
        var named = links.FirstOrDefault(l => l.Type is { } type && type.StartsWith(CapType, StringComparison.OrdinalIgnoreCase)).To
            ?? (((string?)content?.Attribute("type"))?.StartsWith(CapType, StringComparison.OrdinalIgnoreCase) == true ? Address(at, (string?)content?.Attribute("src")) : null);
        var page = links.FirstOrDefault(l => l.Rel is null or "alternate" && l.To != named).To ?? named ?? links.FirstOrDefault().To;
        var id = Text("id") is { Length: > 0 } own ? own : page?.AbsoluteUri;
        return id is null ? null : new AuthorityEntry(
            id, Text("updated"), Plain(Text("title")), Plain(Text("summary") is { Length: > 0 } summary ? summary : carried is null ? Text("content") : ""), page,
            named ?? (LooksLikeCap(page) ? page : null), named is not null || carried is not null, carried is null ? null : Bytes(carried), Time(Text("updated")) ?? Time(Text("published")));
    }

    private static AuthorityEntry? OfRss(XElement item, Uri at)
    {
        string Text(string name) => item.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() ?? "";
        var page = Address(at, Text("link"));
        var enclosed = item.Elements().Where(e => e.Name.LocalName == "enclosure" && ((string?)e.Attribute("type"))?.StartsWith(CapType, StringComparison.OrdinalIgnoreCase) == true)
            .Select(e => Address(at, (string?)e.Attribute("url"))).OfType<Uri>().FirstOrDefault();
        var carried = item.Elements().FirstOrDefault(e => e.Name.LocalName == "alert");
        var id = Text("guid") is { Length: > 0 } own ? own : page?.AbsoluteUri;
        var stamp = Text("pubDate") is { Length: > 0 } published ? published : Text("date");
        return id is null ? null : new AuthorityEntry(
            id, stamp, Plain(Text("title")), Plain(Text("description")), page, enclosed ?? (LooksLikeCap(page) ? page : null), enclosed is not null || carried is not null,
            carried is null ? null : Bytes(carried), Time(stamp));
    }

    private static byte[] Bytes(XElement alert)
    {
        using var document = new MemoryStream();
        // Namespaces that the feed declares further up are not the alert's.
        new XDocument(alert).Save(document, SaveOptions.DisableFormatting | SaveOptions.OmitDuplicateNamespaces);
        return document.ToArray();
    }

    private static bool LooksLikeCap(Uri? address) => address is not null
        && (address.AbsolutePath.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || address.AbsolutePath.Contains("cap", StringComparison.OrdinalIgnoreCase));

    private static Uri? Address(Uri at, string? to) => !string.IsNullOrWhiteSpace(to) && to.Length <= 1000 && Uri.TryCreate(at, to.Trim(), out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year is > 2000 and < 2100 ? time : null;

    // A stranger wrote the text: each of these takes time by its length alone.
    [GeneratedRegex(@"<script\b.*?</script\s*>|<style\b.*?</style\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]*>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Break();

    [GeneratedRegex("<[/!a-zA-Z][^<>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
