using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Provinces;
using TungNgo.Provinces.Packages;
using TungNgo.Reports;
using TungNgo.Reports.Catalogue;
using TungNgo.Tests.Reports;

namespace TungNgo.Tests.Provinces;

/// <summary>Figures on their way from a province to the node above: signed, taken once, late, twice, broken, in any order.</summary>
public sealed class PackageTests
{
    private static readonly DateTime October = new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc);
    private const string Period = "2024-MA10";

    [Fact]
    public async Task Above_stands_what_the_province_itself_shows()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October));
        await offices.ApprovedAsync(Period);
        var (bytes, pem) = await PackedAsync(offices.Server);
        await using var node = await TestServer.StartAsync(October);
        using var officer = await node.OfficialAsync(Role.ProvinceOfficer, node.AreaByCode("94"));
        using var added = await officer.SubmitAsync("/provinces/new", "province", new() { ["code"] = "94", ["name"] = "Sóc Trăng", ["to"] = "2025-06-30" });
        var sender = added.Headers.Location!.ToString();
        Assert.Equal((HttpStatusCode.Unauthorized, "package.signer"), await RefusedAsync(node, bytes));
        using var keyed = await officer.SubmitAsync(sender, "key", new() { ["pem"] = pem });
        Assert.Equal(HttpStatusCode.Redirect, keyed.StatusCode);

        Assert.Equal(Taking.Taken, (await OtherProvince.SendAsync(node, bytes)).Taken!.State);
        Assert.Equal(Taking.Known, (await OtherProvince.SendAsync(node, bytes)).Taken!.State);
        using var looker = await offices.Server.OfficialAsync(Role.Auditor, offices.Server.AreaByCode("94"));
        var own = (await looker.GetFromJsonAsync<IndicatorValues>($"/api/indicators/values?area={offices.Server.AreaByCode("94")}&period={Period}", TestServer.Json))!;
        Assert.Contains(own.Units[0].Figures, f => f.Value > 0);
        foreach (var figure in own.Units[0].Figures)
        {
            var above = (await officer.GetFromJsonAsync<CountryFigure>($"/api/provinces/figures?period={Period}&indicator={figure.Code}", TestServer.Json))!;
            Assert.Equal((figure.Value, figure.Above, figure.Below), (above.Provinces.Single().Value, above.Provinces.Single().Above, above.Provinces.Single().Below));
        }

        // Down to the commune, with names, codes and dates; a screen shows them.
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/provinces/{ReportOffices.IdIn(sender)}?period={Period}"));
        Assert.Contains("Huyện Long Phú", page, StringComparison.Ordinal);
        Assert.Contains("theo đơn vị cấp dưới", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_below_a_commune_and_no_name_of_anybody_leaves_a_province()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October));
        var (bytes, pem) = await PackedAsync(offices.Server);
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var body = SignedPackage.Open(SignedPackage.Read(bytes).Message, key.ExportSubjectPublicKeyInfo());
        Assert.All(body.Units, u => Assert.True(AreaVersion.TierOf(u.Kind) <= AreaTier.Commune));
        var text = JsonSerializer.Serialize(body, TestServer.Json);
        Assert.Contains("Trường Khánh", text, StringComparison.Ordinal);
        Assert.All((string[])["Trường Thành B", "Lý Dên", "Thạch Siêng", "Kim Thị Út", "Tổ 3"], name => Assert.DoesNotContain(name, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_any_order_and_however_often_the_last_made_counts()
    {
        await using var node = await TestServer.StartAsync(October);
        using var other = new OtherProvince("95");
        await other.RegisterAsync(node);
        var packages = Enumerable.Range(0, 5).Select(i => other.Package(node, Period, October.AddHours(-i), 10 + i, 20)).ToArray();
        await Gen.Int[0, 4].Array[1, 8].SampleAsync(async order =>
        {
            await node.WithDbAsync(async db => await db.PackageFigures.ExecuteDeleteAsync() + await db.PackageUnits.ExecuteDeleteAsync() + await db.FigurePackages.ExecuteDeleteAsync());
            var newest = 9;
            foreach (var i in order)
            {
                await OtherProvince.SendAsync(node, packages[i]);
                newest = Math.Min(newest, i);
                Assert.Equal((30 + newest, 3), (await TeamsAsync(node, other.Root), await node.WithDbAsync(db => db.PackageUnits.CountAsync())));
            }

            Assert.Equal(order.Distinct().Count(), await node.WithDbAsync(db => db.FigurePackages.CountAsync()));
        }, iter: 15, threads: 1);
    }

    [Fact]
    public async Task Sent_eight_times_at_once_it_is_taken_once()
    {
        await using var node = await TestServer.StartAsync(October);
        using var other = new OtherProvince("95");
        await other.RegisterAsync(node);
        var package = other.Package(node, Period, October, 10, 20);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OtherProvince.SendAsync(node, package)));
        Assert.Equal(1, answers.Count(a => a.Taken?.State == Taking.Taken));
        Assert.Equal(7, answers.Count(a => a.Taken?.State == Taking.Known));
        Assert.Equal(30, await TeamsAsync(node, other.Root));
    }

    [Fact]
    public async Task Cut_off_or_changed_it_is_refused_and_leaves_nothing()
    {
        await using var node = await TestServer.StartAsync(October);
        using var other = new OtherProvince("95");
        await other.RegisterAsync(node);
        var package = other.Package(node, Period, October, 10, 20);
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var at = random.Next(package.Length);
            var broken = i % 2 == 0 ? package[..at] : [.. package[..at], (byte)(package[at] ^ (1 << random.Next(8))), .. package[(at + 1)..]];
            var (status, taken, code) = await OtherProvince.SendAsync(node, broken);
            Assert.True(taken is null && status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized, $"{i}: {status} {code}");
        }

        Assert.Equal(0, await node.WithDbAsync(db => db.FigurePackages.CountAsync()));
        Assert.Equal(Taking.Taken, (await OtherProvince.SendAsync(node, package)).Taken!.State);
    }

    [Fact]
    public async Task A_key_signs_for_its_own_province_while_it_holds()
    {
        await using var node = await TestServer.StartAsync(October);
        using var one = new OtherProvince("95");
        using var other = new OtherProvince("96");
        await one.RegisterAsync(node, to: new(2024, 8, 31));
        await other.RegisterAsync(node);
        Assert.Equal((HttpStatusCode.Forbidden, "package.province"), await RefusedAsync(node, one.Package(node, Period, October, 1, 2)));
        Assert.Equal(Taking.Taken, (await OtherProvince.SendAsync(node, one.Package(node, "2024-M8", October, 1, 2))).Taken!.State);
        Assert.Equal((HttpStatusCode.Forbidden, "package.province"), await RefusedAsync(node, SignedPackage.Sign(one.Body(node, "2024-M8", October, 5, 5), other.Key)));
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal((HttpStatusCode.Unauthorized, "package.signer"), await RefusedAsync(node, SignedPackage.Sign(one.Body(node, "2024-M8", October, 5, 5), stranger)));
        Assert.Equal((HttpStatusCode.Conflict, "package.future"), await RefusedAsync(node, other.Package(node, Period, October.AddDays(2), 1, 2)));

        using var officer = await node.OfficialAsync(Role.ProvinceOfficer, node.AreaByCode("94"));
        var keyId = await node.WithDbAsync(db => db.ProvinceKeys.Where(k => k.ProvinceId == other.Id).Select(k => k.Id).SingleAsync());
        using var revoked = await officer.SubmitAsync($"/provinces/{other.Id}/sender", $"revoke-{keyId:n}");
        Assert.Equal(HttpStatusCode.Redirect, revoked.StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, "package.signer"), await RefusedAsync(node, other.Package(node, Period, October, 1, 2)));
    }

    [Fact]
    public async Task What_is_signed_must_also_make_sense()
    {
        await using var node = await TestServer.StartAsync(October);
        using var other = new OtherProvince("95");
        await other.RegisterAsync(node);
        var body = other.Body(node, Period, October, 10, 20);
        PackageBody[] wrong =
        [
            body with { Format = "tung-ngo-figures/9" }, body with { Period = "2024-XX" }, body with { From = body.From.AddDays(1) }, body with { Change = -1 },
            body with { Root = Guid.CreateVersion7() }, body with { Units = [] }, body with { Units = [.. body.Units, body.Units[1]] },
            body with { Units = [body.Units[0], body.Units[1] with { Parent = body.Units[2].Id }, body.Units[2] with { Parent = body.Units[1].Id }] },
            body with { Units = [.. body.Units.Select(u => u with { Kind = AreaKind.Hamlet })] }, body with { Units = [.. body.Units.Select(u => u with { Name = new string('x', 9_999) })] },
            body with { Figures = [.. body.Figures, body.Figures[0]] }, body with { Figures = [body.Figures[0] with { Unit = Guid.CreateVersion7() }] },
            body with { Figures = [body.Figures[0] with { Indicator = "KHONG_CO" }] }, body with { Figures = [body.Figures[0] with { Value = decimal.MaxValue }] },
            body with { Figures = [body.Figures[0] with { Reporting = -1 }] }, body with { Definitions = [.. body.Definitions, body.Definitions[0]] },
            body with { Made = new(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc) },
        ];
        foreach (var (one, i) in wrong.Select((w, i) => (w, i)))
        {
            Assert.True(await RefusedAsync(node, SignedPackage.Sign(one, other.Key)) == (HttpStatusCode.BadRequest, "package.wrong"), $"case {i}");
        }

        Assert.Equal(0, await node.WithDbAsync(db => db.FigurePackages.CountAsync()));
    }

    [Fact]
    public async Task The_whole_is_made_of_those_that_count_alike_and_says_who_is_missing()
    {
        await using var node = await TestServer.StartAsync(October);
        OtherProvince[] all = [new("90"), new("91"), new("92"), new("93")];
        foreach (var one in all)
        {
            await one.RegisterAsync(node);
        }

        await OtherProvince.SendAsync(node, all[0].Package(node, Period, October, 10, 20));
        await OtherProvince.SendAsync(node, all[1].Package(node, Period, October, 1, 1));
        // The third counts members otherwise; the fourth sends nothing.
        var body = all[2].Body(node, Period, October, 100, 100);
        await OtherProvince.SendAsync(node, SignedPackage.Sign(
            body with { Definitions = [.. body.Definitions.Select(d => d.Code == "THANH_VIEN" ? d with { From = null, Origin = IndicatorOrigin.Entered } : d)] }, all[2].Key));
        using var officer = await node.OfficialAsync(Role.ProvinceOfficer, node.AreaByCode("94"));
        async Task<CountryFigure> OfAsync(string code) => (await officer.GetFromJsonAsync<CountryFigure>($"/api/provinces/figures?period={Period}&indicator={code}", TestServer.Json))!;
        Assert.Equal((232, 3, 4), (await OfAsync("TO")) is var teams ? (teams.Total, teams.Reporting, teams.Of) : default);
        Assert.Equal((32 * 7, 2), (await OfAsync("THANH_VIEN")) is var members ? (members.Total, members.Reporting) : default);
        Assert.Equal((7m, 224m, 32m, 2), (await OfAsync("TV_MOI_TO")) is var each ? (each.Total, each.Above, each.Below, each.Reporting) : default);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/provinces?period={Period}&indicator=THANH_VIEN"));
        Assert.Contains("224 (từ 2/4", page, StringComparison.Ordinal);
        Assert.Contains("Chưa gửi", page, StringComparison.Ordinal);
        Assert.Contains("Định nghĩa khác", page, StringComparison.Ordinal);
        var entries = await node.WithDbAsync(db => db.AuditEntries.Where(e => e.Action == "province.package").Select(e => e.Actor).ToListAsync());
        Assert.Equal(["Tỉnh 90", "Tỉnh 91", "Tỉnh 92"], entries.Order());
        using var commune = await node.OfficialAsync(Role.CommuneOfficer, node.AreaByCode("31654"));
        Assert.NotEqual(HttpStatusCode.OK, (await commune.GetAsync("/provinces")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await commune.GetAsync($"/api/provinces/figures?indicator=TO")).StatusCode);
    }

    [Fact]
    public async Task A_province_whose_code_is_its_heirs_by_now_is_not_counted_beside_it()
    {
        await using var node = await TestServer.StartAsync(October);
        using var old = new OtherProvince("94");
        using var heir = new OtherProvince("92");
        await old.RegisterAsync(node);
        await heir.RegisterAsync(node);
        await OtherProvince.SendAsync(node, old.Package(node, Period, October, 10, 20));
        await OtherProvince.SendAsync(node, heir.Package(node, Period, October, 40, 2));
        using var officer = await node.OfficialAsync(Role.ProvinceOfficer, node.AreaByCode("94"));
        using var ended = await officer.SubmitAsync($"/provinces/{old.Id}/sender", "province", new() { ["code"] = "94", ["name"] = "Sóc Trăng", ["to"] = "2024-09-30" });
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        var teams = (await officer.GetFromJsonAsync<CountryFigure>($"/api/provinces/figures?period={Period}&indicator=TO", TestServer.Json))!;
        Assert.Equal((42, 1, 1), (teams.Total, teams.Reporting, teams.Of));
    }

    private static async Task<(byte[] Package, string Key)> PackedAsync(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<MakePackage>().OfAsync(Period, CancellationToken.None),
            await scope.ServiceProvider.GetRequiredService<OwnKey>().PublicAsync(CancellationToken.None));
    }

    private static async Task<(HttpStatusCode, string?)> RefusedAsync(TestServer node, byte[] package) =>
        await OtherProvince.SendAsync(node, package) is { Taken: null } answer ? (answer.Status, answer.Code) : (HttpStatusCode.OK, null);

    private static Task<decimal?> TeamsAsync(TestServer node, Guid unit) =>
        node.WithDbAsync(db => db.PackageFigures.Where(f => f.AreaId == unit && f.Indicator == "TO").Select(f => f.Value).SingleAsync());
}
