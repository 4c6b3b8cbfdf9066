using System.Net;
using System.Text.RegularExpressions;
using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Documents;
using TungNgo.Feed;
using TungNgo.Questions;
using TungNgo.Teams.Phones;
using TungNgo.Water.Forms;

namespace TungNgo.Tests.Web;

/// <summary>Lists that grow at their top: who turns the page reads no row twice, whatever has come in meanwhile.</summary>
public sealed partial class PagingTests
{
    private static readonly Dictionary<string, Action<AppDb, Write, Village>> Lists = new()
    {
        ["/bulletins"] = (db, write, village) =>
        {
            var id = write.NewId();
            db.Bulletins.Add(new Bulletin { Id = id, AreaId = village.CommuneId, Kind = "salt", Code = $"{id:n}"[^8..], CreatedAt = write.Now, Author = "Cán bộ" });
            db.BulletinVersions.Add(new BulletinVersion { Id = write.NewId(), BulletinId = id, Number = 1, ValidFrom = write.Now, ValidTo = write.Now.AddDays(1), At = write.Now });
        },
        ["/documents"] = (db, write, village) => db.OfficialDocuments.Add(new OfficialDocument
        {
            Id = write.NewId(), Kind = "report", AreaId = village.CommuneId, Day = write.Today, Subject = "Báo cáo", SearchText = "bao cao", SignerTitle = "CHỦ TỊCH", Signer = "Trần A",
            Data = "{}", Author = "Cán bộ", CreatedAt = write.Now,
        }),
        ["/answers"] = (db, write, village) => db.KnownAnswers.Add(new KnownAnswer
        {
            Id = write.NewId(), AreaId = village.CommuneId, Question = "Hỏi?", Answer = "Đáp.", SearchText = "hoi dap", PublishedBy = "Cán bộ", PublishedAt = write.Now, ChangedAt = write.Now,
        }),
        ["/phones"] = (db, write, village) =>
        {
            var id = write.NewId();
            db.Devices.Add(new Device { Id = id, Name = "Máy", TokenHash = $"{id:n}", EnrolledAt = write.Now });
            db.DeviceMembers.Add(new DeviceMember { DeviceId = id, MemberId = village.MemberId, AddedAt = write.Now });
        },
        ["/water/forms"] = (db, write, village) => db.WaterForms.Add(new WaterForm
        {
            Id = write.NewId(), Kind = "salt", AreaId = village.CommuneId, Day = write.Today, Author = "Cán bộ", CreatedAt = write.Now, ChangedAt = write.Now,
        }),
    };

    [Theory]
    [InlineData("/bulletins", "<td class=\"bulletin-cell\">\\s*<a href=\"/bulletins/([0-9a-f-]{36})\"")]
    [InlineData("/documents", "<a href=\"/documents/([0-9a-f-]{36})\" lang=\"vi\"")]
    [InlineData("/answers", "<a href=\"/answers/([0-9a-f-]{36})")]
    [InlineData("/phones", "name=\"_handler\" value=\"revoke-([0-9a-f-]{36})\"")]
    [InlineData("/water/forms", "<a href=\"/water/forms/([0-9a-f-]{36})")]
    public async Task The_second_page_repeats_no_row_of_the_first_when_something_came_in_meanwhile(string path, string row)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await AddAsync(60);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = WebUtility.HtmlDecode(await officer.GetStringAsync(path));
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await AddAsync(3);

        var second = WebUtility.HtmlDecode(await officer.GetStringAsync(Next().Match(first).Groups[1].Value));
        var (before, after) = (Rows(first), Rows(second));
        Assert.Equal((50, 10), (before.Count, after.Count));
        Assert.Empty(before.Intersect(after));
        Assert.Equal(50, Rows(await officer.GetStringAsync($"{path}?page=1&asof=1")).Count);
        Assert.Equal(13, Rows(await officer.GetStringAsync($"{path}?page=2&asof=khong")).Count);

        // A clock that is put back, as the demo's may be, or another server's ahead of this one's: what is there is shown.
        server.Clock.Advance(TimeSpan.FromSeconds(-90));
        var early = WebUtility.HtmlDecode(await officer.GetStringAsync(path));
        Assert.Equal(63, Rows(early).Concat(Rows(await officer.GetStringAsync(Next().Match(early).Groups[1].Value))).Distinct().Count());

        Task AddAsync(int count) => server.WriteAsync((db, write) =>
        {
            for (var i = 0; i < count; i++)
            {
                Lists[path](db, write, village);
            }

            write.Changed(ChangeKind.Bulletin, write.NewId());
        });

        List<string> Rows(string page) => [.. Regex.Matches(page, row).Select(m => m.Groups[1].Value).Distinct()];
    }

    [GeneratedRegex("<nav class=\"pager\".*?rel=\"next\" href=\"([^\"]+)\"", RegexOptions.Singleline)]
    private static partial Regex Next();
}
