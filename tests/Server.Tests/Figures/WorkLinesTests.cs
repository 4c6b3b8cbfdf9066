using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Badges;
using TungNgo.Bulletins;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Households.Import.Job;
using TungNgo.Reports.Targets;
using TungNgo.Tests.Accounts;
using TungNgo.Training;
using TungNgo.Water.Authorities;
using TungNgo.Water.Checks;
using TungNgo.Water.Readings;
using TungNgo.WorkSheets;

namespace TungNgo.Tests.Figures;

/// <summary>The overview's list of work: every line leads to a page that shows as many things as the line says.</summary>
public sealed partial class WorkLinesTests
{
    /// <summary>Where lines of this world lead, without ids and questions; a line that no longer comes is missed here.</summary>
    private static readonly string[] Leads =
    [
        "/households", "/households/waiting", "/households/conflicts", "/households/import", "/bulletins", "/water/authorities/drafts", "/water/checks", "/water", "/campaigns/*",
        "/reports", "/indicators", "/stock", "/training/classes/*", "/training/skills", "/help", "/questions", "/teams", "/badges", "/work", "/work/teams/*", "/areas/reorganise/*",
    ];

    [Fact]
    public async Task Every_line_of_work_of_every_role_opens_as_many_things_as_it_says()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        await FillAsync(world);
        var tree = server.Services.GetRequiredService<AreaTree>().Today;
        var (seen, wrong) = (new HashSet<string>(), new List<string>());
        foreach (var role in RouteWorld.Officials)
        {
            foreach (var area in new[] { world.CommuneId, world.DistrictId, world.ProvinceId }.Where(a => role.Fits(tree.Find(a)!.Tier)))
            {
                using var browser = await server.OfficialAsync(role, area);
                var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/figures/{area}"));
                var todo = page[page.IndexOf("class=\"card todo\"", StringComparison.Ordinal)..];
                foreach (Match line in Line().Matches(todo[..todo.IndexOf("</section>", StringComparison.Ordinal)]))
                {
                    var (count, href, text) = (line.Groups[1].Value, line.Groups[2].Value, line.Groups[3].Value);
                    seen.Add(Ids().Replace(href.Split('?')[0], "*"));
                    if (href.Length == 0)
                    {
                        wrong.Add($"{role}: \"{text}\" leads nowhere");
                    }
                    else if (count.Length > 0 && await CountAsync(browser, href) is var shown && shown != int.Parse(count, CultureInfo.InvariantCulture))
                    {
                        wrong.Add($"{role}: \"{text}\" says {count}, {href} shows {shown}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(Leads.Except(seen));
    }

    [Fact]
    public async Task The_menu_says_how_much_waits_and_forgets_what_is_done()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, world.CommuneId);
        Assert.Equal("1", await BesideAsync(officer, "/areas", "/help"));
        Assert.Equal("1", await BesideAsync(officer, $"/figures/{world.CommuneId}", "/questions"));

        using var answered = await officer.SubmitAsync($"/help/{world.HelpId}", "answer", new() { ["Form.Version"] = "0", ["Form.Text"] = "Mở mục Cài đặt rồi chọn Quên mật khẩu." });
        var after = await officer.GetStringAsync("/areas");
        Assert.True(answered.StatusCode == HttpStatusCode.Redirect, await answered.Content.ReadAsStringAsync());
        Assert.Null(Beside(after, "/help"));
        Assert.Equal("1", Beside(after, "/questions"));
    }

    [Fact]
    public async Task Lines_are_read_anew_when_anybody_writes_and_after_seconds_where_nobody_does()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, world.CommuneId);
        var overview = $"/figures/{world.CommuneId}";
        var before = int.Parse(await BesideAsync(officer, overview, "/households") ?? "0", CultureInfo.InvariantCulture);
        await AddAsync(1);
        Assert.Equal(before, int.Parse(await BesideAsync(officer, overview, "/households") ?? "0", CultureInfo.InvariantCulture));

        // Somebody else's write, of which no phone and no figure hears.
        await server.WriteAsync((_, _) => { });
        Assert.Equal($"{before + 1}", await BesideAsync(officer, overview, "/households"));

        await AddAsync(2);
        Assert.Equal($"{before + 1}", await BesideAsync(officer, overview, "/households"));
        server.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal($"{before + 2}", await BesideAsync(officer, overview, "/households"));

        // The menu of other pages may be as old as half a minute.
        await AddAsync(3);
        server.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal($"{before + 2}", await BesideAsync(officer, "/areas", "/households"));
        server.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal($"{before + 3}", await BesideAsync(officer, "/areas", "/households"));

        // Nobody has written this down.
        Task AddAsync(int number) => server.WithDbAsync(db =>
        {
            db.Add(new ImportJob { Id = Guid.CreateVersion7(), AreaId = world.CommuneId, FileName = $"{number}.xlsx", By = "Cán bộ", At = server.Clock.GetUtcNow().UtcDateTime, State = ImportState.Previewed, Report = "{}" });
            return db.SaveChangesAsync();
        });
    }

    private static async Task<string?> BesideAsync(HttpClient browser, string page, string item) => Beside(await browser.GetStringAsync(page), item);

    private static string? Beside(string page, string item) =>
        Regex.Match(page, $"<a href=\"{item}\"[^>]*>(?:(?!</a>).)*?menu-count[^>]*><span[^>]*>([0-9.]+)<", RegexOptions.Singleline) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>What a page shows, over all its pages. A page of one thing marks nothing.</summary>
    private static async Task<int> CountAsync(HttpClient browser, string href)
    {
        var (sum, isList, next) = (0, false, href);
        while (next is not null)
        {
            using var answer = await browser.GetAsync(next);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return -1;
            }

            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            isList |= page.Contains("data-work=\"", StringComparison.Ordinal);
            sum += Thing().Matches(page).Sum(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));
            next = Next().Match(page) is { Success: true } more ? more.Groups[1].Value : null;
        }

        return isList ? sum : 1;
    }

    /// <summary>Lets something of every kind wait, and as much again that does not.</summary>
    private static async Task FillAsync(RouteWorld world)
    {
        var village = world.Village;
        await world.Server.WriteAsync((db, write) =>
        {
            var today = write.Today;
            foreach (var (household, day) in village.Households.Zip(new[] { today.AddDays(-3), today.AddDays(-1), today }))
            {
                db.Households.Single(h => h.Id == household.Id).NextDate = day;
                write.Changed(ChangeKind.Household, household.Id, village.HamletId);
            }

            db.EditConflicts.Add(new EditConflict
            {
                Id = write.NewId(), HouseholdId = world.HouseholdId, Field = FieldCode.Phone, HamletId = village.HamletId, Kept = "0912345678", KeptBy = "A", KeptAt = write.Now, Other = "0912345679",
                OtherBy = "B", OtherAt = write.Now, FoundAt = write.Now,
            });
            foreach (var file in new[] { "mot.xlsx", "hai.xlsx" })
            {
                db.Add(new ImportJob { Id = write.NewId(), AreaId = world.CommuneId, FileName = file, By = "Cán bộ", At = write.Now, State = ImportState.Previewed, Report = "{}" });
            }

            foreach (var (code, to) in new[] { ("DRAFTA", 1), ("DRAFTB", 2), ("DRAFTC", -1) })
            {
                var id = write.NewId();
                db.Bulletins.Add(new Bulletin { Id = id, AreaId = world.CommuneId, Kind = "weather", Code = code, CreatedAt = write.Now, Author = "Nguồn" });
                db.BulletinVersions.Add(new BulletinVersion { Id = write.NewId(), BulletinId = id, Number = 1, ValidFrom = write.Now.AddDays(-2), ValidTo = write.Now.AddDays(to), At = write.Now });
                db.AuthorityAlerts.Add(new AuthorityAlert { Id = write.NewId(), SourceId = world.SourceId, Key = code, NameKey = code, BulletinId = id, At = write.Now });
                write.Changed(ChangeKind.Bulletin, id);
            }

            db.BadgeAlerts.Add(new BadgeAlert { Id = write.NewId(), HamletId = village.HamletId, At = write.Now, LastAt = write.Now });
            db.BadgeAlerts.Add(new BadgeAlert { Id = write.NewId(), HamletId = village.HamletId, At = write.Now, LastAt = write.Now, ClosedAt = write.Now, ClosedBy = "Cán bộ", ClosedWord = "Tổ viên mới" });
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
            db.WorkMonths.Add(new WorkMonth { TeamId = world.TeamId, Month = month, State = WorkState.Confirmed, ConfirmedBy = "Cán bộ", ConfirmedAt = write.Now });
            db.WorkObjections.Add(new WorkObjection { Id = write.NewId(), TeamId = world.TeamId, MemberId = world.MemberId, Month = month, Text = "Thiếu một nhà", At = write.Now });
            var state = db.StationStates.Single(s => s.StationId == world.StationId);
            (state.At, state.Suspects) = (write.Now.AddDays(-9), 1);
            db.Readings.Add(new Reading
            {
                Station = 900, Measure = Measure.Salinity, At = write.Now.AddDays(-9), Value = 40, Quality = Quality.Suspect, Doubt = Doubt.Range,
            });
            write.Changed(ChangeKind.Station, world.StationId);
            var set = db.Reorganisations.Single(r => r.Id == world.SetId);
            (set.State, set.Trouble) = (TungNgo.Areas.Reorganise.ReorganisationState.Waiting, "not-found");
            db.TrainingClasses.Add(new TrainingClass
            {
                Id = write.NewId(), AreaId = world.CommuneId, Course = "security", Place = "Hội trường", Trainer = "Cán bộ", Day = today.AddDays(-2), Starts = new(8, 0), Minutes = 60, Seats = 20,
                State = ClassState.Open, EditedBy = "Cán bộ", EditedAt = write.Now,
            });
            db.Targets.Add(new Target { Id = write.NewId(), Indicator = "HO", AreaId = world.CommuneId, Period = "2024-M9", To = new(2024, 9, 30), Value = 1000, SetBy = "Cán bộ", SetAt = write.Now });
            write.Changed(ChangeKind.Target, world.CommuneId);
        });
    }

    [GeneratedRegex("<li(?: data-count=\"(\\d+)\")?>(?:(?!</li>).)*?<(?:a href=\"([^\"]+)\"|span)>((?:(?!</a>|</span>).)*)</(?:a|span)>\\s*</li>", RegexOptions.Singleline)]
    private static partial Regex Line();

    [GeneratedRegex("data-work=\"(\\d+)\"")]
    private static partial Regex Thing();

    [GeneratedRegex("<nav class=\"pager\".*?rel=\"next\" href=\"([^\"]+)\"", RegexOptions.Singleline)]
    private static partial Regex Next();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Ids();
}
