using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using TungNgo.Accounts;
using TungNgo.Training;

namespace TungNgo.Tests.Training;

/// <summary>What a certificate is worth to whoever is shown it: by our page in words, and by a program that knows nothing of us.</summary>
public sealed class BadgeTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient officer = null!;
    private HttpClient approver = null!;
    private HttpClient phone = null!;
    private HttpClient anybody = null!;
    private Certificate signed = null!;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(ClassDesk.Before);
        village = await Village.BuildAsync(server);
        officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        phone = await village.EnrolAsync(village.MemberId);
        anybody = server.Anonymous();
        signed = await village.CertifyAsync(officer, approver, phone);
    }

    public async ValueTask DisposeAsync()
    {
        officer.Dispose();
        approver.Dispose();
        phone.Dispose();
        anybody.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_genuine_one_is_told_from_one_taken_back_one_that_ran_out_and_a_forged_one()
    {
        Assert.Contains("Chứng nhận thật, còn giá trị", await PageAsync($"/chung-nhan/{signed.Code}"), StringComparison.Ordinal);
        Assert.Contains("Kim Thị Út", await PageAsync($"/chung-nhan?the={signed.Badge}"), StringComparison.Ordinal);
        Assert.Contains("វិញ្ញាបនបត្រពិត", await PageAsync($"/chung-nhan/{signed.Code}?lang=km"), StringComparison.Ordinal);
        Assert.Contains("Không phải do cơ quan chúng tôi ký", await PageAsync($"/chung-nhan?the={Forged(signed.Badge)}"), StringComparison.Ordinal);
        Assert.Contains("Không phải do cơ quan chúng tôi ký", await PageAsync("/chung-nhan?the=a.b.c"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync("/chung-nhan/AAAAAAAAAAAAAAAA")).StatusCode);

        server.Clock.Set(new DateTime(2026, 10, 2, 18, 0, 0, DateTimeKind.Utc));
        Assert.Contains("đã hết hạn", await PageAsync($"/chung-nhan/{signed.Code}"), StringComparison.Ordinal);
        server.Clock.Set(ClassDesk.Held.AddMinutes(20));

        // Only who signs takes back, and says why.
        var path = $"/training/certificates/{signed.Id}";
        Assert.DoesNotContain("revoke", await officer.GetStringAsync(path), StringComparison.Ordinal);
        Assert.Contains("lý do", await ClassDesk.RefusalAsync(await approver.SubmitAsync(path, "revoke", new() { ["why"] = " " })), StringComparison.Ordinal);
        Assert.Equal("", await ClassDesk.RefusalAsync(await approver.SubmitAsync(path, "revoke", new() { ["why"] = "Ghi nhầm người" })));
        var page = await PageAsync($"/chung-nhan/{signed.Code}");
        Assert.Contains("đã bị thu hồi", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Ghi nhầm người", page, StringComparison.Ordinal);
        Assert.Null((await phone.TrainingAsync()).Classes.Single().Seats.Single().Certificate);
    }

    [Theory]
    [InlineData("""{"alg":"ES256","alg":"none","kid":"/badges/keys/2024"}""")]
    [InlineData("""{"alg":"ES256","kid":"\ud800"}""")]
    [InlineData("""{"alg":{"a":1},"kid":["x"]}""")]
    [InlineData("[]")]
    public async Task What_no_writer_of_badges_would_write_is_refused_in_words(string head)
    {
        var token = $"{Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(head))}.e30.AAAA";
        Assert.Contains("Không phải do cơ quan chúng tôi ký", await PageAsync($"/chung-nhan?the={token}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_independent_program_says_the_same_without_us()
    {
        var keys = await anybody.GetStringAsync("/badges/keys");
        var status = await anybody.GetStringAsync("/badges/status/1");
        Assert.Equal("genuine Kim Thị Út", await VerifyAsync(signed.Badge, keys, status, ClassDesk.Held.AddDays(1)));
        Assert.Equal("forged", await VerifyAsync(Forged(signed.Badge), keys, status, ClassDesk.Held.AddDays(1)));
        Assert.Equal("expired", await VerifyAsync(signed.Badge, keys, status, new DateTime(2026, 10, 2, 18, 0, 0, DateTimeKind.Utc)));

        Assert.Equal("", await ClassDesk.RefusalAsync(await approver.SubmitAsync($"/training/certificates/{signed.Id}", "revoke", new() { ["why"] = "Ghi nhầm người" })));
        Assert.Equal("revoked", await VerifyAsync(signed.Badge, keys, await anybody.GetStringAsync("/badges/status/1"), ClassDesk.Held.AddDays(1)));

        // Next year signs with a key of its own; what this year's has signed stays good.
        server.Clock.Set(new DateTime(2025, 1, 2, 3, 0, 0, DateTimeKind.Utc));
        var both = JsonNode.Parse(await anybody.GetStringAsync("/badges/keys"))!["keys"]!.AsArray();
        Assert.Equal([server.Address + "badges/keys/2024", server.Address + "badges/keys/2025"], both.Select(k => k!["kid"]!.GetValue<string>()));
        Assert.DoesNotContain(both, k => k!.AsObject().ContainsKey("d"));
    }

    [Fact]
    public void Of_the_member_it_says_the_name_and_no_more()
    {
        var said = JsonNode.Parse(WebEncoders.Base64UrlDecode(signed.Badge.Split('.')[1]))!;
        Assert.Equal(["type", "identifier", "achievement"], said["credentialSubject"]!.AsObject().Select(p => p.Key));
        Assert.Equal("Kim Thị Út", said["credentialSubject"]!["identifier"]![0]!["identityHash"]!.GetValue<string>());
        Assert.DoesNotContain($"{village.MemberId}", said.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["OpenBadgeCredential"], said["type"]!.AsArray().Select(t => t!.GetValue<string>()).Where(t => t.StartsWith("Open", StringComparison.Ordinal)));
    }

    /// <summary>The same with another name in it, and the signature that it had.</summary>
    private static string Forged(string badge)
    {
        var parts = badge.Split('.');
        var said = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(parts[1])).Replace("Kim Thị Út", "Kim Thị Ít", StringComparison.Ordinal);
        return $"{parts[0]}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(said))}.{parts[2]}";
    }

    private async Task<string> PageAsync(string path)
    {
        using var answer = await anybody.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>npm's jose and bitstring, by src/Field/tools/verifyBadge.mjs.</summary>
    private static async Task<string> VerifyAsync(string badge, string keys, string status, DateTime at)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():n}.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { badge, keys = JsonNode.Parse(keys), status, at }));
        try
        {
            var start = new ProcessStartInfo("node", ["tools/verifyBadge.mjs", file]) { WorkingDirectory = Path.Combine(Source.Root, "src", "Field"), RedirectStandardOutput = true, RedirectStandardError = true };
            using var node = Process.Start(start)!;
            var said = node.StandardOutput.ReadToEndAsync();
            var trouble = node.StandardError.ReadToEndAsync();
            await node.WaitForExitAsync();
            Assert.Equal("", await trouble);
            return (await said).Trim();
        }
        finally
        {
            File.Delete(file);
        }
    }
}
