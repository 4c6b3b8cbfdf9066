using System.Net;
using System.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Gateways.Cap;
using TungNgo.Water.Authorities;

namespace TungNgo.Tests.Water.Authorities;

/// <summary>A province with its officer, and another authority's server that it reads.</summary>
internal sealed class Station : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2024, 9, 20, 12, 0, 0, TimeSpan.FromHours(7));

    public required TestServer Server { get; init; }
    public required FeedServer Feeds { get; init; }
    public required HttpClient Officer { get; init; }
    public required Guid ProvinceId { get; init; }
    public required Guid CommuneId { get; init; }

    public static async Task<Station> OpenAsync(DateTime? at = null)
    {
        var feeds = await FeedServer.StartAsync();
        var server = await TestServer.StartAsync(at, simulators: [feeds.Name]);
        // A server that does not answer is waited for in real time.
        server.Services.GetRequiredService<IOptions<AuthorityTimes>>().Value.AnswerSeconds = 2;
        var province = server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId;
        return new()
        {
            Server = server, Feeds = feeds, ProvinceId = province, CommuneId = server.Services.GetRequiredService<AreaTree>().Today.All.First(a => a.Name == "Trường Khánh").AreaId,
            Officer = await server.OfficialAsync(Role.ProvinceOfficer, province),
        };
    }

    public DateTime Now => Server.Clock.GetUtcNow().UtcDateTime;

    /// <summary>Sets up a source by the console's form.</summary>
    public async Task<Guid> AddSourceAsync(string path = "/feed", Guid? areaId = null, string name = "Đài KTTV", int minutes = 15)
    {
        using var answer = await SaveAsync(Feeds.At(path), areaId, name, minutes);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1].Split('?')[0]);
    }

    public Task<HttpResponseMessage> SaveAsync(string address, Guid? areaId = null, string name = "Đài KTTV", int minutes = 15, string verb = "save", string path = "/water/authorities/new", int edition = 0) =>
        Officer.SubmitAsync(path, "source", new()
        {
            ["name"] = name, ["address"] = address, ["kind"] = "weather", ["area"] = $"{areaId ?? ProvinceId}", ["minutes"] = $"{minutes}", ["active"] = "true", ["edition"] = $"{edition}", ["do"] = verb,
        });

    /// <summary>A turn of the loop, when the next look is due.</summary>
    public async Task LookAsync(int minutes = 0)
    {
        Server.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await Server.Services.GetRequiredService<AuthorityTurn>().RunAsync(CancellationToken.None);
    }

    public Task<List<Bulletin>> DraftsAsync() => Server.WithDbAsync(db => db.Bulletins.AsNoTracking().OrderBy(b => b.Id).ToListAsync());

    /// <summary>What was drafted of the alerts with these identifiers, in this order.</summary>
    public async Task<Guid[]> DraftOfAsync(params string[] identifiers)
    {
        var alerts = await AlertsAsync();
        return [.. identifiers.Select(i => alerts.Single(a => a.Identifier == i).BulletinId!.Value)];
    }

    public Task<BulletinVersion> VersionAsync(Guid bulletinId) => Server.WithDbAsync(db => db.BulletinVersions.AsNoTracking().SingleAsync(v => v.BulletinId == bulletinId));

    public Task<Dictionary<string, BulletinText>> TextsAsync(Guid versionId) => Server.WithDbAsync(db => db.BulletinTexts.AsNoTracking().Where(t => t.VersionId == versionId).ToDictionaryAsync(t => t.Language));

    public Task<List<AuthorityAlert>> AlertsAsync() => Server.WithDbAsync(db => db.AuthorityAlerts.AsNoTracking().OrderBy(a => a.Id).ToListAsync());

    public Task<AuthoritySource> SourceAsync(Guid? id = null) => Server.WithDbAsync(db => db.AuthoritySources.AsNoTracking().SingleAsync(s => id == null || s.Id == id));

    public Task<Dictionary<EntryOutcome, int>> OutcomesAsync() =>
        Server.WithDbAsync(db => db.SeenEntries.GroupBy(e => e.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));

    public async Task<string> PageAsync(string path) => WebUtility.HtmlDecode(await Officer.GetStringAsync(path));

    public async ValueTask DisposeAsync()
    {
        Officer.Dispose();
        await Server.DisposeAsync();
        await Feeds.DisposeAsync();
    }

    /// <summary>A warning in Vietnamese that holds for a day.</summary>
    public static CapAlert Alert(string id = "KTTV-1", CapArea? area = null, DateTimeOffset? sent = null, CapMessageType type = CapMessageType.Alert, string? replaces = null, DateTimeOffset? replacedSent = null,
        CapStatus status = CapStatus.Actual, string headline = "Triều cường vượt báo động III", string sender = "kttv.example.vn", DateTimeOffset? expires = null) => new(
        id, sender, sent ?? Noon, status, type, CapScope.Public, replaces is null ? [] : [new(sender, replaces, replacedSent ?? Noon)],
        [Info(headline, area, expires ?? (sent ?? Noon).AddDays(1))]);

    public static CapInfo Info(string headline, CapArea? area = null, DateTimeOffset? expires = null, string language = "vi-VN", CapSeverity severity = CapSeverity.Severe, CapUrgency urgency = CapUrgency.Immediate) => new(
        language, [CapCategory.Met], "Triều cường", urgency, severity, CapCertainty.Likely, Expires: expires, SenderName: "Đài Khí tượng Thủy văn", Headline: headline,
        Description: "Mực nước 2,2 m tại Trần Đề.", Instruction: "Kê cao đồ đạc.", Parameters: [new("awareness_level", "cấp 2")], Areas: [area ?? new CapArea("tỉnh Sóc Trăng")]);

    public static string Xml(CapAlert alert) => System.Text.Encoding.UTF8.GetString(CapWriter.Write(alert));

    /// <summary>An Atom feed of links to CAP documents.</summary>
    public static string Atom(params string[] paths) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom"><id>urn:kttv</id><title>Cảnh báo</title><updated>2024-09-20T05:00:00Z</updated>
        {string.Concat(paths.Select(p => $"<entry><id>urn:kttv:{p}</id><title>{SecurityElement.Escape(p)}</title><updated>2024-09-20T05:00:00Z</updated><link type=\"application/cap+xml\" href=\"{p}\"/></entry>"))}
        </feed>
        """;

    /// <summary>Puts alerts there and a feed that names them, the newest first.</summary>
    public void Publish(params CapAlert[] alerts)
    {
        foreach (var alert in alerts)
        {
            Feeds.Say($"/cap/{alert.Identifier}", Xml(alert), "application/cap+xml");
        }

        Feeds.Say("/feed", Atom([.. alerts.Reverse().Select(a => $"/cap/{a.Identifier}")]));
    }
}
