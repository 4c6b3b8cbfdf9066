using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Badges;

namespace TungNgo.Tests.Badges;

/// <summary>What a resident's phone says of who stands at the door.</summary>
public sealed class DoorTests
{
    private const string Good = "Đúng là tổ viên của ấp Trường Thành B", Old = "Mã này đã cũ", Ended = "Thẻ này không còn hiệu lực", Forged = "Đây không phải thẻ của tổ",
        Elsewhere = "Không phải tổ viên của", Ahead = "Mã này ghi giờ chưa tới", Never = "hỏi mã OTP, hỏi mật khẩu, thu tiền";

    [Fact]
    public async Task A_member_is_verified_by_a_phone_without_an_account_and_nothing_is_kept_of_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        var before = await LeftBehindAsync(server);
        var page = await server.CheckAsync(member.Code(), village.HamletId);
        Assert.Contains(Good, page, StringComparison.Ordinal);
        Assert.Contains("Kim Thị Út", page, StringComparison.Ordinal);
        Assert.Contains("Tổ CNSCĐ ấp Trường Thành B", page, StringComparison.Ordinal);
        Assert.Contains(Never, page, StringComparison.Ordinal);
        Assert.Contains("ពិតជាសមាជិកក្រុម", await server.CheckAsync(member.Code(), village.HamletId, "km"), StringComparison.Ordinal);

        // Who has not said where they live is asked, and not told more than is certain.
        var asked = await server.CheckAsync(member.Code());
        Assert.Contains("Bà con ở ấp nào?", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("Đúng là tổ viên", asked, StringComparison.Ordinal);
        Assert.Equal(before, await LeftBehindAsync(server));
    }

    [Fact]
    public async Task In_another_hamlet_the_same_badge_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        var page = await server.CheckAsync(member.Code(), village.OtherHamletId);
        Assert.Contains($"{Elsewhere} ấp Trường An", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Đúng là tổ viên", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_the_team_ends_it_the_same_day()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        using var leader = await BadgePhone.EnrolAsync(village, village.LeaderId);
        await village.LeaveAsync(village.MemberId);
        var page = await server.CheckAsync(member.Code(), village.HamletId);
        Assert.Contains(Ended, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kim Thị Út", page, StringComparison.Ordinal);
        Assert.Contains(Good, await server.CheckAsync(leader.Code(), village.HamletId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_phone_s_badge_ends_when_the_leader_revokes_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        using var leader = await village.EnrolAsync(village.LeaderId);
        var device = await server.WithDbAsync(db => db.BadgeKeys.Select(k => k.DeviceId).SingleAsync());
        Assert.True((await leader.PostAsync($"/api/devices/{device}/revoke", new { })).IsSuccessStatusCode);
        Assert.Contains(Ended, await server.CheckAsync(member.Code(), village.HamletId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_the_code_is_worth_nothing_an_hour_later_and_the_phone_s_new_one_is()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        var picture = member.Code();
        server.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Contains(Good, await server.CheckAsync(picture, village.HamletId), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromMinutes(56));
        var page = await server.CheckAsync(picture, village.HamletId);
        Assert.Contains(Old, page, StringComparison.Ordinal);
        Assert.Contains("đưa mã mới", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kim Thị Út", page, StringComparison.Ordinal);
        Assert.Contains(Good, await server.CheckAsync(member.Code(), village.HamletId), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-5, Good)]
    [InlineData(-6, Old)]
    [InlineData(3, Good)]
    [InlineData(4, Ahead)]
    [InlineData(600, Ahead)]
    public async Task A_clock_may_be_off_by_a_little(int minutes, string said)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        Assert.Contains(said, await server.CheckAsync(member.Code(TimeSpan.FromMinutes(minutes)), village.HamletId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_forged_is_refused_in_the_same_words_as_what_nobody_knows()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        using var stranger = new BadgePhone(village, server.Anonymous(), village.MemberId);
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var bytes = Base64Url.DecodeFromChars(member.Code());
        bytes[19]++;
        string[] forged = [member.Code(signer: forger), stranger.Code(), Base64Url.EncodeToString(bytes), new string('A', 112), new string('A', 22), member.Code()[..111], "khong-phai-ma"];
        var pages = new HashSet<string>();
        foreach (var code in forged)
        {
            var page = await server.CheckAsync(code, village.HamletId);
            Assert.Contains(Forged, page, StringComparison.Ordinal);
            Assert.DoesNotContain("Kim Thị Út", page, StringComparison.Ordinal);
            pages.Add(page.Replace(code, "", StringComparison.Ordinal));
        }

        Assert.Single(pages);
    }

    [Fact]
    public async Task A_newer_key_takes_the_place_of_the_older_and_nobody_takes_another_s()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        Assert.Equal(HttpStatusCode.NoContent, await member.RegisterAsync());
        var (before, taken) = (member.Code(), member.PublicKey);
        member.Renew();
        Assert.Equal(HttpStatusCode.NoContent, await member.RegisterAsync());
        Assert.Contains(Forged, await server.CheckAsync(before, village.HamletId), StringComparison.Ordinal);
        Assert.Contains(Good, await server.CheckAsync(member.Code(), village.HamletId), StringComparison.Ordinal);
        Assert.Equal(1, await server.WithDbAsync(db => db.BadgeKeys.CountAsync()));

        using var leader = await BadgePhone.EnrolAsync(village, village.LeaderId);
        Assert.Equal(HttpStatusCode.Forbidden, await leader.RegisterAsync(member.PublicKey));
        Assert.Equal(HttpStatusCode.Forbidden, await leader.RegisterAsync(member: village.MemberId));
        Assert.Equal(HttpStatusCode.BadRequest, await leader.RegisterAsync(taken[..^4] + "AAAA"));
        Assert.Equal(HttpStatusCode.BadRequest, await leader.RegisterAsync("khong phai"));
    }

    /// <summary>Written by the field app's src/badge/code.ts in a browser's own cryptography at noon of 20 September 2024.</summary>
    [Fact]
    public void A_code_of_the_field_app_is_read()
    {
        var key = Base64Url.DecodeFromChars("BJRz8-ta8XwOccyT90j2K94n-FYTTpZV4GYhlDQEjwAXQZ48hgje8sdUr6GF1ZZ2JvDlW-p3aK6Wn_tI5xC4-S4");
        var code = BadgeCode.Read("RXjZY8HBtzCNOya06jOR5wG3JmxHXquFjLKOo3hdopHV68VsLT4bxgxn_5EzEdhGChu1L3kquNU42UrnXwJCPIBN5VJJsiwAmgToJv8TRCm6Q_g0");
        Assert.Equal((BadgeCode.IdOf(key), BadgeCode.MinuteOf(new DateTime(2024, 9, 20, 5, 0, 30, DateTimeKind.Utc))), (code!.KeyId, code.Minute));
        Assert.True(code.IsSignedBy(key));
        Assert.False((code with { Minute = code.Minute + 1 }).IsSignedBy(key));
    }

    [Fact]
    public async Task A_commune_s_team_is_of_each_of_its_hamlets()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        await server.WriteAsync((db, write) =>
        {
            db.Teams.Single(t => t.Id == village.TeamId).AreaId = village.CommuneId;
            write.Changed(TungNgo.Feed.ChangeKind.Team, village.TeamId);
        });
        Assert.Contains("Đúng là tổ viên của ấp Trường An", await server.CheckAsync(member.Code(), village.OtherHamletId), StringComparison.Ordinal);
    }

    private static Task<(int, int, int)> LeftBehindAsync(TestServer server) =>
        server.WithDbAsync(async db => (await db.AuditEntries.CountAsync(), await db.Changes.CountAsync(), await db.BadgeAlerts.CountAsync()));
}
