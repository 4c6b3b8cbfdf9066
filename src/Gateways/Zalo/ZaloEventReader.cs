using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Zalo;

/// <summary>Reads the body of a webhook. Verify first: see <see cref="ZaloWebhook"/>.</summary>
public static class ZaloEventReader
{
    private static readonly string[] GroupEvents =
    [
        "create_group", "user_join_group", "user_request_join_group", "react_request_join_group_accept", "react_request_join_group_reject",
        "add_group_admin", "remove_group_admin", "update_group_info", "user_leave_group", "delete_group",
    ];

    /// <returns>Null when it is not an event at all.</returns>
    public static ZaloEvent? Read(ReadOnlyMemory<byte> raw)
    {
        try
        {
            using var document = JsonDocument.Parse(raw);
            var body = document.RootElement;
            return body.Text("event_name") is { Length: > 0 } name && body.Time("timestamp") is { } at ? Read(name, at, body, raw.Span) : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ZaloEvent Read(string name, DateTime at, JsonElement body, ReadOnlySpan<byte> raw)
    {
        var sender = body.Child("sender")?.Text("id");
        var recipient = body.Child("recipient")?.Text("id");
        var message = body.Child("message") ?? default;
        var id = message.Text("msg_id");
        // What carries no id of its own is told apart by its whole content.
        var whole = $"{name}:{body.Text("timestamp")}:{Hash(raw)}";
        switch (name)
        {
            case "user_received_message" when id is not null && recipient is not null:
                return new ZaloEvent.Received(name, $"{name}:{id}", message.Time("delivery_time") ?? at, id, recipient, message.Text("tracking_id"));
            case "user_seen_message" when Ids(message) is { Count: > 0 } seen && sender is not null:
                var ids = Encoding.UTF8.GetBytes(string.Join(',', seen.Order(StringComparer.Ordinal)));
                return new ZaloEvent.Seen(name, $"{name}:{sender}:{Hash(ids)}", at, sender, seen);
            case "follow" when body.Child("follower")?.Text("id") is { } user:
                return new ZaloEvent.Followed(name, $"{name}:{user}:{body.Text("timestamp")}", at, user, body.Text("source"));
            case "unfollow" when body.Child("follower")?.Text("id") is { } user:
                return new ZaloEvent.Unfollowed(name, $"{name}:{user}:{body.Text("timestamp")}", at, user);
            case "user_submit_info" when sender is not null:
                return new ZaloEvent.InfoGiven(name, $"{name}:{sender}:{body.Text("timestamp")}", at, sender, Fields(body.Child("info")));
            case "change_template_status":
                var (before, after) = (ZaloAccount.Status(body.Text("prev_status")), ZaloAccount.Status(body.Text("new_status")));
                return new ZaloEvent.TemplateChanged(name, whole, at, body.Text("template_id"), before, after, body.Text("reason"));
            case "change_oa_daily_quota":
                return new ZaloEvent.QuotaChanged(name, whole, at, body.Int("prev_value"), body.Int("new_value"));
        }

        if (Array.IndexOf(GroupEvents, name) >= 0 && (body.Text("group_id") ?? recipient) is { } group)
        {
            return new ZaloEvent.GroupChanged(name, whole, at, group, Users(body));
        }

        if (id is not null && sender is not null && recipient is not null && name.Contains("send_", StringComparison.Ordinal))
        {
            var (inGroup, kind) = name.StartsWith("user_send_group_", StringComparison.Ordinal) ? (true, name["user_send_group_".Length..])
                : name.StartsWith("oa_send_group_", StringComparison.Ordinal) ? (true, name["oa_send_group_".Length..])
                : (false, name[(name.IndexOf("send_", StringComparison.Ordinal) + "send_".Length)..]);
            if (name.StartsWith("user_send_", StringComparison.Ordinal))
            {
                return new ZaloEvent.FromUser(name, $"{name}:{id}", at, kind, sender, id, message.Text("text"), Attachments(message), inGroup ? recipient : null);
            }

            if (name.StartsWith("oa_send_", StringComparison.Ordinal))
            {
                return new ZaloEvent.FromAccount(name, $"{name}:{id}", at, kind, recipient, id, message.Text("text"), inGroup);
            }
        }

        return new ZaloEvent.Other(name, whole, at);
    }

    private static List<string> Ids(JsonElement message) =>
    [
        .. message.Items("msg_ids").Where(id => id.ValueKind == JsonValueKind.String).Select(id => id.GetString()!),
        .. message.Text("msg_id") is { } one ? [one] : Array.Empty<string>(),
    ];

    private static List<ZaloAttachment> Attachments(JsonElement message) =>
    [
        .. message.Items("attachments").Select(attachment =>
        {
            var payload = attachment.Child("payload") ?? default;
            var place = payload.Child("coordinates") ?? default;
            return new ZaloAttachment(attachment.Text("type") ?? "", payload.Text("url"), Degrees(place.Text("latitude"), 90), Degrees(place.Text("longitude"), 180));
        }),
    ];

    // As a number or as a string; what lies outside the globe is no place.
    private static double? Degrees(string? written, double most) =>
        double.TryParse(written, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : null;

    private static Dictionary<string, string> Fields(JsonElement? info) =>
        info is { ValueKind: JsonValueKind.Object } given
            ? given.EnumerateObject().Where(field => given.Text(field.Name) is not null).ToDictionary(field => field.Name, field => given.Text(field.Name)!)
            : [];

    private static List<string> Users(JsonElement body) =>
    [
        .. body.Items("user_ids").Select(user => user.ValueKind == JsonValueKind.String ? user.GetString() : user.Text("id")).OfType<string>(),
        .. new[] { body.Text("user_id"), body.Child("user")?.Text("id") }.OfType<string>(),
    ];

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
}
