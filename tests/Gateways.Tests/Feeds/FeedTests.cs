using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using TungNgo.Gateways.Feeds;

namespace TungNgo.GatewayTests.Feeds;

/// <summary>What other people's readers find in our feeds.</summary>
public sealed class FeedTests
{
    private static readonly DateTimeOffset Published = new(2026, 3, 1, 7, 30, 0, TimeSpan.FromHours(7));

    private static readonly FeedEntry Warning = new(
        new("urn:uuid:0195522d-0000-7000-8000-000000000001"), "Mặn 4,5 g/l tại Đại Ngãi", "Đóng cống < 2 giờ & không lấy nước.\u0007", new("https://tungngo.example/b/1?x=1&y=2"),
        Published, Published.AddHours(2), "nước mặn", new("https://tungngo.example/b/1.cap"), new(new("https://tungngo.example/b/1.mp3"), "audio/mpeg", 4711));

    private static readonly FeedEntry Meeting = new(
        new("urn:uuid:0195522d-0000-7000-8000-000000000002"), "ប្រជុំភូមិ", "ម៉ោង ៧ យប់", new("https://tungngo.example/b/2"), Published, Published);

    private static readonly FeedContent Feed = new(
        new("tag:tungngo.example,2026:truong-khanh"), "Tin xã Trường Khánh", "vi", "UBND xã Trường Khánh", new("https://tungngo.example/feed.atom"), new("https://tungngo.example/"), Published.AddHours(2), [Warning, Meeting]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Another_reader_finds_every_entry(bool rss)
    {
        var read = Read(rss ? RssFeed.Write(Feed) : AtomFeed.Write(Feed));

        Assert.Equal("Tin xã Trường Khánh", read.Title.Text);
        Assert.Equal("vi", read.Language);
        Assert.Equal(Published.AddHours(2), read.LastUpdatedTime);
        Assert.Equal([Warning.Title, Meeting.Title], read.Items.Select(item => item.Title.Text));
        Assert.Equal([Warning.Id.OriginalString, Meeting.Id.OriginalString], read.Items.Select(item => item.Id));
        Assert.Equal("Đóng cống < 2 giờ & không lấy nước.", read.Items.First().Summary.Text);
        Assert.Equal("nước mặn", Assert.Single(read.Items.First().Categories).Name);
        var audio = Assert.Single(read.Items.First().Links, link => link.RelationshipType == "enclosure");
        Assert.Equal((new Uri("https://tungngo.example/b/1.mp3"), "audio/mpeg", 4711L), (audio.Uri, audio.MediaType, audio.Length));
    }

    [Fact]
    public void Alert_hubs_find_the_CAP_documents()
    {
        var atom = Read(AtomFeed.Write(Feed)).Items.First();
        Assert.Equal(Warning.Cap, Assert.Single(atom.Links, link => link is { RelationshipType: "alternate", MediaType: "application/cap+xml" }).Uri);
        Assert.Equal(Warning.Page, Assert.Single(atom.Links, link => link is { RelationshipType: "alternate", MediaType: "text/html" }).Uri);
        Assert.Equal(Published.AddHours(2), atom.LastUpdatedTime);
        Assert.Equal(Published, atom.PublishDate);

        var rss = Read(RssFeed.Write(Feed)).Items.ToList();
        // People who follow the feed open a page; programs find the document beside it.
        Assert.Equal(Warning.Page, rss[0].Links[0].Uri);
        Assert.Contains("type=\"application/cap+xml\" href=\"https://tungngo.example/b/1.cap\"", Encoding.UTF8.GetString(RssFeed.Write(Feed)), StringComparison.Ordinal);
        Assert.Equal(Meeting.Page, rss[1].Links[0].Uri);
    }

    [Fact]
    public void Atom_has_what_its_rule_demands()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse(Encoding.UTF8.GetString(AtomFeed.Write(Feed))).Root!;
        foreach (var element in feed.Elements(atom + "entry").Prepend(feed))
        {
            Assert.Single(element.Elements(atom + "id"));
            Assert.Single(element.Elements(atom + "title"));
            Assert.Single(element.Elements(atom + "updated"));
        }

        // The feed's author stands for entries without one (§4.1.2), and the feed says where it is.
        Assert.Equal("UBND xã Trường Khánh", feed.Element(atom + "author")!.Element(atom + "name")!.Value);
        Assert.Equal(Feed.Self.AbsoluteUri, feed.Elements(atom + "link").Single(link => link.Attribute("rel")!.Value == "self").Attribute("href")!.Value);
    }

    [Fact]
    public void An_empty_feed_is_a_feed()
    {
        var empty = Feed with { Entries = [] };
        Assert.Empty(Read(AtomFeed.Write(empty)).Items);
        Assert.Empty(Read(RssFeed.Write(empty)).Items);
    }

    private static SyndicationFeed Read(byte[] document)
    {
        using var reader = XmlReader.Create(new MemoryStream(document));
        return SyndicationFeed.Load(reader);
    }
}
