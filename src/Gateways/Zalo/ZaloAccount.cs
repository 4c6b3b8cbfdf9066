using System.Globalization;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Zalo;

/// <param name="Type">2 business, 4 government agency.</param>
public sealed record ZaloAccountInfo(string OaId, string Name, bool Verified, string? Package, string? PackageValidThrough, int Followers, int? Type);

/// <param name="LastInteraction">The day in Vietnam; Zalo does not tell the hour here.</param>
public sealed record ZaloUserInfo(string UserId, string? Name, bool Follows, DateOnly? LastInteraction, string? Phone);

public sealed record ZaloUserPage(int Total, IReadOnlyList<string> UserIds);

/// <param name="LastInteraction">The instant from which 48 hours (free) and 7 days (at all) are counted.</param>
public sealed record ZaloWindow(DateTime? LastInteraction);

public sealed record ZbsDailyQuota(int Daily, int Left);

public sealed record ZbsTemplate(string Id, string Name, ZbsTemplateStatus Status, IReadOnlyList<ZbsTemplateField> Fields);

public sealed record ZbsTemplateField(string Name, int? MostLetters);

public enum ZbsTemplateStatus
{
    Unknown,
    Enabled,
    Pending,
    Rejected,
    Disabled,
}

/// <summary>Questions about the account, its people and its limits.</summary>
public sealed class ZaloAccount(ZaloClient zalo)
{
    /// <summary>Zalo pages no further than this; larger crowds are asked for by tag or by period.</summary>
    public const int MostOffset = 9951;

    private const int MostUsers = 50;

    public async Task<Reply<ZaloAccountInfo>> GetAsync(CancellationToken ct) =>
        (await zalo.GetAsync(zalo.Addresses.Open, "/v2.0/oa/getoa", ZaloErrors.Oa, ct)).Read(data => data.Text("oa_id") is not { } id ? null
            : new ZaloAccountInfo(id, data.Text("name") ?? "", data.Text("is_verified") == "true", data.Text("package_name"),
                data.Text("package_valid_through_date"), data.Int("num_follower") ?? 0, data.Int("oa_type")));

    public async Task<Reply<ZaloUserInfo>> UserAsync(string userId, CancellationToken ct) =>
        (await zalo.AskAsync("/v3.0/oa/user/detail", new { user_id = userId }, ct)).Read(data => data.Text("user_id") is not { } id ? null
            : new ZaloUserInfo(id, data.Text("display_name"), data.Text("user_is_follower") == "true",
                Day(data.Text("user_last_interaction_date")),
                data.Child("shared_info")?.Text("phone")));

    /// <param name="offset">At most <see cref="MostOffset"/>.</param>
    /// <param name="tag">Only people with this label; null for all.</param>
    /// <param name="period">TODAY, YESTERDAY, L7D, L30D; null for any time.</param>
    /// <param name="follows">Null for both.</param>
    /// <param name="ct">Stops asking.</param>
    public async Task<Reply<ZaloUserPage>> UsersAsync(int offset, string? tag, string? period, bool? follows, CancellationToken ct)
    {
        if (offset is < 0 or > MostOffset)
        {
            return new Reply<ZaloUserPage>(null, new Outcome.Failed(FailureScope.Message, "offset"));
        }

        var data = new Dictionary<string, object> { ["offset"] = offset, ["count"] = MostUsers };
        if (tag is not null)
        {
            data["tag_name"] = tag;
        }

        if (period is not null)
        {
            data["last_interaction_period"] = period;
        }

        if (follows is { } only)
        {
            data["is_follower"] = only ? "true" : "false";
        }

        return (await zalo.AskAsync("/v3.0/oa/user/getlist", data, ct))
            .Read(page => new ZaloUserPage(page.Int("total") ?? 0, [.. page.Items("users").Select(user => user.Text("user_id")).OfType<string>()]));
    }

    /// <summary>When this person last did something with the account.</summary>
    public async Task<Reply<ZaloWindow>> WindowAsync(string userId, CancellationToken ct) =>
        (await zalo.PostAsync(zalo.Addresses.Open, "/v3.0/oa/quota/message", new { user_id = userId }, ZaloErrors.Oa, ct))
            .Read(data => data.ValueKind == JsonValueKind.Object ? new ZaloWindow(data.Time("last_interaction")) : null);

    public async Task<Reply<ZbsDailyQuota>> TemplateQuotaAsync(CancellationToken ct) =>
        (await zalo.GetAsync(zalo.Addresses.Business, "/message/quota", ZaloErrors.Zbs, ct))
            .Read(data => data.Int("dailyQuota") is { } daily && data.Int("remainingQuota") is { } left ? new ZbsDailyQuota(daily, left) : null);

    /// <summary>Templates without their fields, at most 100 at once.</summary>
    public async Task<Reply<IReadOnlyList<ZbsTemplate>>> TemplatesAsync(int offset, CancellationToken ct) =>
        (await zalo.GetAsync(zalo.Addresses.Business, string.Create(CultureInfo.InvariantCulture, $"/template/all?offset={offset}&limit=100"), ZaloErrors.Zbs, ct))
            .Read<IReadOnlyList<ZbsTemplate>>(data => data.ValueKind == JsonValueKind.Array ? [.. data.EnumerateArray().Select(Template)] : null);

    public async Task<Reply<ZbsTemplate>> TemplateAsync(string templateId, CancellationToken ct) =>
        (await zalo.GetAsync(zalo.Addresses.Business, "/template/info/v2?template_id=" + Uri.EscapeDataString(templateId), ZaloErrors.Zbs, ct)).Read(Template);

    private static DateOnly? Day(string? written) =>
        DateOnly.TryParseExact(written, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Numbers in lists, words in details and webhooks.</summary>
    internal static ZbsTemplateStatus Status(string? written) => written switch
    {
        "1" or "ENABLE" => ZbsTemplateStatus.Enabled,
        "2" or "PENDING_REVIEW" => ZbsTemplateStatus.Pending,
        "3" or "REJECT" => ZbsTemplateStatus.Rejected,
        "4" or "DISABLE" => ZbsTemplateStatus.Disabled,
        _ => ZbsTemplateStatus.Unknown,
    };

    private static ZbsTemplate Template(JsonElement template) => new(
        template.Text("templateId") ?? throw new FormatException("templateId"),
        template.Text("templateName") ?? "",
        Status(template.Text("status")),
        [.. template.Items("listParams").Select(field => new ZbsTemplateField(field.Text("name") ?? "", field.Int("maxLength")))]);
}
