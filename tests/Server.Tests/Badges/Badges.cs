using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TungNgo.Accounts;
using TungNgo.Badges;
using TungNgo.Data;

namespace TungNgo.Tests.Badges;

/// <summary>A phone that shows a badge as the field app does, written here a second time on purpose.</summary>
internal sealed class BadgePhone(Village village, HttpClient client, Guid memberId) : IDisposable
{
    private ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public HttpClient Client => client;

    public static async Task<BadgePhone> EnrolAsync(Village village, Guid memberId)
    {
        var phone = new BadgePhone(village, await village.EnrolAsync(memberId), memberId);
        Assert.Equal(HttpStatusCode.NoContent, await phone.RegisterAsync());
        return phone;
    }

    public async Task<HttpStatusCode> RegisterAsync(string? publicKey = null, Guid? member = null)
    {
        using var answer = await client.PutAsync("/api/badges/key", System.Net.Http.Json.JsonContent.Create(new BadgeKeyRequest(member ?? memberId, publicKey ?? PublicKey), options: TestServer.Json));
        return answer.StatusCode;
    }

    public string PublicKey => Base64Url.EncodeToString(Point);

    /// <summary>Another key, as after the app was installed anew.</summary>
    public void Renew() => key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <param name="skew">By how much this phone's clock is off.</param>
    /// <param name="signer">Who signs instead: a forger.</param>
    public string Code(TimeSpan skew = default, ECDsa? signer = null)
    {
        var head = new byte[20];
        SHA256.HashData(Point).AsSpan(0, 16).CopyTo(head);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(16), (uint)Math.Floor((village.Server.Clock.GetUtcNow().UtcDateTime + skew - DateTime.UnixEpoch).TotalMinutes));
        return Base64Url.EncodeToString([.. head, .. (signer ?? key).SignData([.. Encoding.ASCII.GetBytes("tungngo.badge.1"), .. head], HashAlgorithmName.SHA256)]);
    }

    public void Dispose()
    {
        key.Dispose();
        client.Dispose();
    }

    private byte[] Point => key.ExportParameters(false).Q is var q ? [4, .. q.X!, .. q.Y!] : [];
}

/// <summary>A resident's phone, without an account.</summary>
internal static partial class AtTheDoor
{
    /// <returns>The page as it is read: its words, without marks.</returns>
    public static async Task<string> CheckAsync(this TestServer server, string code, Guid? hamlet = null, string language = "vi")
    {
        using var resident = server.Anonymous();
        using var answer = await resident.GetAsync($"/b/{code}?lang={language}" + (hamlet is { } ap ? $"&ap={ap}" : ""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return Words(await answer.Content.ReadAsStringAsync());
    }

    public static async Task<HttpStatusCode> ReportAsync(this TestServer server, string code, Guid? hamlet, string note = "", string place = "")
    {
        using var resident = server.Anonymous();
        using var answer = await resident.PostAsync($"/b/{code}/sai", new FormUrlEncodedContent([new("ap", $"{hamlet}"), new("note", note), new("place", place)]));
        return answer.StatusCode;
    }

    /// <summary>Prints a card as the office does.</summary>
    /// <returns>Its code, as the QR carries it.</returns>
    public static async Task<string> PrintAsync(this Village village, HttpClient officer, Guid member)
    {
        using var answer = await officer.SubmitAsync($"/teams/{village.TeamId}/badges", "make", new() { ["member"] = $"{member}" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Card().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
    }

    public static async Task LeaveAsync(this Village village, Guid member)
    {
        using var officer = await village.Server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var team = await officer.GetAsync($"/api/teams/{village.TeamId}").ReadAsync<TungNgo.Teams.TeamAnswer>();
        var seat = team.Memberships.Single(m => m.MemberId == member && m.To is null).Id;
        using var left = await officer.PostAsync($"/api/teams/{village.TeamId}/members/{seat}/end", new TungNgo.Teams.Members.MembershipEnding(team.Version, village.Server.Clock.Today()));
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
    }

    public static string Words(string page) => Blank().Replace(WebUtility.HtmlDecode(Mark().Replace(page, " ")), " ");

    [GeneratedRegex("/b/([\\w-]{22})\"")]
    private static partial Regex Card();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}

internal static class Neighbours
{
    /// <summary>Another commune beside the village's.</summary>
    public static Guid NeighbourOf(this TestServer server, Village village)
    {
        var tree = ((TungNgo.Areas.AreaTree)server.Services.GetService(typeof(TungNgo.Areas.AreaTree))!).Today;
        return tree.ChildrenOf(tree.Find(village.CommuneId)!.ParentId!.Value).First(u => u.AreaId != village.CommuneId).AreaId;
    }
}
