using System.Net;
using System.Text.RegularExpressions;
using TungNgo.Accounts;

namespace TungNgo.Tests.Campaigns;

/// <summary>A campaign as offices write, sign and close it, over HTTP.</summary>
internal static partial class CampaignOffice
{
    public static readonly DateTime Before = new(2024, 9, 25, 3, 0, 0, DateTimeKind.Utc);

    /// <summary>Of 1 to 10 October 2024 unless <paramref name="year"/> says another one.</summary>
    public static async Task<Guid> DraftAsync(HttpClient officer, int year = 2024)
    {
        var unit = Option().Match(await officer.GetStringAsync("/campaigns/new")).Groups[1].Value;
        using var answer = await officer.SubmitAsync("/campaigns/new", "campaign", new()
        {
            ["unit"] = unit, ["name"] = $"Mười ngày {year}", ["from"] = $"{year}-10-01", ["to"] = $"{year}-10-10", ["service"] = "vneid2", ["stage"] = "3", ["talk-vi"] = "Chào bà con", ["edition"] = "",
        });
        return Guid.Parse(Id().Match(answer.Headers.Location!.OriginalString).Value);
    }

    /// <summary>Signed by somebody else of the same unit.</summary>
    public static async Task<Guid> SignedAsync(TestServer server, HttpClient officer, Role signer, Guid area)
    {
        var id = await DraftAsync(officer);
        await SignAsync(server, id, signer, area);
        return id;
    }

    public static async Task SignAsync(TestServer server, Guid id, Role signer, Guid area)
    {
        using var approver = await server.OfficialAsync(signer, area);
        Assert.Equal("", await SendAsync(approver, $"/campaigns/{id}", "approve"));
    }

    /// <summary>What the page says when it does not go on; empty when it does.</summary>
    public static async Task<string> SendAsync(HttpClient official, string path, string form, Dictionary<string, string>? fields = null)
    {
        var sent = new Dictionary<string, string>(fields ?? []);
        sent.TryAdd("edition", Edition().Match(await official.GetStringAsync(path)) is { Success: true } match ? match.Groups[1].Value : "0");
        using var answer = await official.SubmitAsync(path, form, sent);
        return answer.StatusCode == HttpStatusCode.Found ? "" : $"{answer.StatusCode} {WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())}";
    }

    public static async Task<string> PageAsync(HttpClient official, string path) => WebUtility.HtmlDecode(await official.GetStringAsync(path));

    [GeneratedRegex("<option value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Option();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("name=\"edition\" value=\"(\\d+)\"")]
    private static partial Regex Edition();
}
