using System.Net;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using TungNgo.Accounts;
using TungNgo.Badges;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Tests.Badges;

/// <summary>Cards on paper and faces.</summary>
public sealed class CardTests
{
    private const string Good = "Thẻ in này là của tổ viên ấp Trường Thành B", Ended = "Thẻ in này không còn hiệu lực";

    [Fact]
    public async Task A_printed_card_holds_until_it_is_called_back_printed_anew_or_its_owner_leaves()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var first = await village.PrintAsync(officer, village.MemberId);
        Assert.DoesNotContain(first, await server.WithDbAsync(db => db.BadgeCards.Select(c => c.CodeHash).SingleAsync()), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromDays(40));
        var page = await server.CheckAsync(first, village.HamletId);
        Assert.Contains(Good, page, StringComparison.Ordinal);
        Assert.Contains("Kim Thị Út", page, StringComparison.Ordinal);
        Assert.Contains("nhìn kỹ mặt và tên", page, StringComparison.Ordinal);
        Assert.Contains("Không phải tổ viên của ấp Trường An", await server.CheckAsync(first, village.OtherHamletId), StringComparison.Ordinal);

        using var later = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var second = await village.PrintAsync(later, village.MemberId);
        Assert.Contains(Ended, await server.CheckAsync(first, village.HamletId), StringComparison.Ordinal);
        Assert.Contains(Good, await server.CheckAsync(second, village.HamletId), StringComparison.Ordinal);
        using var back = await later.SubmitAsync($"/teams/{village.TeamId}/badges", $"end-{village.MemberId:n}");
        Assert.Equal(HttpStatusCode.Found, back.StatusCode);
        Assert.Contains(Ended, await server.CheckAsync(second, village.HamletId), StringComparison.Ordinal);

        var third = await village.PrintAsync(later, village.MemberId);
        using var leader = await village.EnrolAsync(village.LeaderId);
        using var member = await village.EnrolAsync(village.MemberId);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.PostAsync("/api/badges/cards/end", new CardsEnding(village.MemberId))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await leader.PostAsync("/api/badges/cards/end", new CardsEnding(village.MemberId))).StatusCode);
        Assert.Contains(Ended, await server.CheckAsync(third, village.HamletId), StringComparison.Ordinal);

        var fourth = await village.PrintAsync(later, village.MemberId);
        await village.LeaveAsync(village.MemberId);
        var left = await server.CheckAsync(fourth, village.HamletId);
        Assert.Contains(Ended, left, StringComparison.Ordinal);
        Assert.DoesNotContain("Kim Thị Út", left, StringComparison.Ordinal);

        // Who comes back weeks later gets a new card: nobody knows where the old one was.
        server.Clock.Advance(TimeSpan.FromDays(14));
        await server.WriteAsync((db, write) =>
        {
            db.Memberships.Add(new() { Id = write.NewId(), TeamId = village.TeamId, MemberId = village.MemberId, From = write.Today });
            write.Changed(TungNgo.Feed.ChangeKind.Team, village.TeamId);
        });
        Assert.Contains(Ended, await server.CheckAsync(fourth, village.HamletId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cards_are_of_who_sits_in_the_team_and_of_the_office_s_own_teams()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, server.NeighbourOf(village));
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/teams/{village.TeamId}/badges")).StatusCode);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var nobody = await officer.SubmitAsync($"/teams/{village.TeamId}/badges", "make", new() { ["member"] = $"{Guid.CreateVersion7()}" });
        Assert.Contains("Chưa chọn ai", WebUtility.HtmlDecode(await nobody.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.PostAsync("/api/badges/cards/end", new CardsEnding(village.MemberId))).StatusCode);
        Assert.Equal(0, await server.WithDbAsync(db => db.BadgeCards.CountAsync()));
    }

    [Fact]
    public async Task A_face_is_shown_with_consent_beside_a_fresh_code_only_and_goes_when_consent_is_withdrawn()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var member = await BadgePhone.EnrolAsync(village, village.MemberId);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains("Chưa ghi tổ viên đồng ý", await SendAsync(officer, village, Picture(900, 1200), consent: false), StringComparison.Ordinal);
        Assert.Contains("không phải ảnh đọc được", await SendAsync(officer, village, [1, 2, 3], consent: true), StringComparison.Ordinal);
        Assert.Contains("không phải ảnh đọc được", await SendAsync(officer, village, Picture(900, 1200)[..200], consent: true), StringComparison.Ordinal);
        Assert.Equal("", await SendAsync(officer, village, Picture(900, 1200), consent: true));
        var kept = await server.WithDbAsync(db => db.BadgePhotos.AsNoTracking().SingleAsync());
        using var shown = SKBitmap.Decode(kept.Content);
        Assert.Equal((240, 320), (shown.Width, shown.Height));
        Assert.True(kept.Content.Length < 40_000);

        Assert.True(await ShowsFaceAsync(server, member.Code(), village.HamletId));
        Assert.False(await ShowsFaceAsync(server, member.Code(TimeSpan.FromMinutes(-60)), village.HamletId));
        Assert.False(await ShowsFaceAsync(server, await village.PrintAsync(officer, village.MemberId), village.HamletId));

        // Whoever has left the team still takes it back.
        await server.WriteAsync((db, write) =>
        {
            db.Memberships.Single(m => m.TeamId == village.TeamId && m.MemberId == village.MemberId).To = server.Clock.Today().AddDays(-1);
            write.Changed(ChangeKind.Member, village.MemberId);
        });
        Assert.Contains($"/teams/{village.TeamId}/badges/{village.MemberId}", await officer.GetStringAsync($"/teams/{village.TeamId}/badges"), StringComparison.Ordinal);
        using var dropped = await officer.SubmitAsync($"/teams/{village.TeamId}/badges/{village.MemberId}", "drop");
        Assert.Equal(HttpStatusCode.Found, dropped.StatusCode);
        Assert.False(await ShowsFaceAsync(server, member.Code(), village.HamletId));
        Assert.Equal(0, await server.WithDbAsync(db => db.BadgePhotos.CountAsync()));
    }

    private static async Task<bool> ShowsFaceAsync(TestServer server, string code, Guid hamlet)
    {
        using var resident = server.Anonymous();
        return (await resident.GetStringAsync($"/b/{code}?ap={hamlet}")).Contains("data:image/jpeg", StringComparison.Ordinal);
    }

    /// <returns>What the form says against it; empty when it was taken.</returns>
    private static async Task<string> SendAsync(HttpClient officer, Village village, byte[] picture, bool consent)
    {
        var path = $"/teams/{village.TeamId}/badges/{village.MemberId}";
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Officials.TokenOf(await officer.GetStringAsync(path))), "__RequestVerificationToken" },
            { new StringContent("photo"), "_handler" }, { new ByteArrayContent(picture), "Form.File", "mat.jpg" },
        };
        if (consent)
        {
            form.Add(new StringContent("true"), "Form.Consent");
        }

        using var answer = await officer.PostAsync(path, form);
        return answer.StatusCode == HttpStatusCode.Found ? "" : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static byte[] Picture(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.SandyBrown);
        using var written = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return written.ToArray();
    }
}
