using System.Text.Json;

namespace TungNgo.Simulators.Zalo;

/// <summary>Messages to one person: /v3.0/oa/message/cs and the conversation.</summary>
internal static class ZaloMessages
{
    private const int MostLetters = 2000;
    private const int KeptMessages = 200;

    public static void Map(IEndpointRouteBuilder routes, ZaloWorld world)
    {
        routes.Post("/v3.0/oa/message/cs", call => Send(world, call));
        // Closed since the third version.
        routes.Post("/v2.0/oa/message", _ => -240);
        routes.Get("/v2.0/oa/conversation", call => call.Oa.Users.TryGetValue(call.Body.Str("user_id") ?? "", out var user)
            ? ZaloAnswer.Ok(Page(call, user.Conversation, call.Oa.OaId))
            : -201);
    }

    public static ZaloAnswer Send(ZaloWorld world, ZaloCall call)
    {
        var message = call.Body.GetProperty("message");
        if (!call.Oa.Users.TryGetValue(call.Body.GetProperty("recipient").GetProperty("user_id").GetString()!, out var user))
        {
            return -201;
        }

        var content = Content(call, message);
        if (content.Error != 0)
        {
            return content;
        }

        var refusal = user.Banned ? -227 : user.Refuses ? -244 : Window(user, call.Now);
        if (refusal != 0)
        {
            return refusal;
        }

        var billed = call.Now - user.LastInteraction > TimeSpan.FromHours(48);
        call.Oa.Billed += billed ? 1 : 0;
        var (type, text) = ((string, string))content.Data!;
        var id = call.Oa.NextId("cs");
        Keep(user.Conversation, new ZaloMessage(id, FromOa: true, call.Oa.OaId, call.Now, type, text));
        world.Hooks.Send(call.Oa, call.Now, Event(type == "text" ? "oa_send_text" : "oa_send_" + type, call.Oa.OaId, user.Id, id, text));
        Deliver(world, call, user, id, text, "zalo-cs");
        return ZaloAnswer.Ok(new
        {
            message_id = id,
            user_id = user.Id,
            sent_time = ZaloWire.Milliseconds(call.Now),
            quota = new { quota_type = billed ? "purchase_quota" : "reply", remain = "8", total = "8" },
        });
    }

    /// <summary>0 within 7 days of the last interaction.</summary>
    public static int Window(ZaloUser user, DateTimeOffset now) =>
        user.LastInteraction is { } last && now - last <= TimeSpan.FromDays(7) ? 0 : user.Follows ? -230 : -213;

    /// <summary>Shows it on the phone, and sends what Zalo tells about it afterwards.</summary>
    public static void Deliver(ZaloWorld world, ZaloCall call, ZaloUser user, string id, string text, string channel)
    {
        if (!user.Reachable)
        {
            return;
        }

        world.Ledger.Add(call.Now, channel, user.Id, text, null, id);
        var how = world.Hooks.Settings;
        if (how.Url is null || !world.Hooks.Chance(how.DeliveredProbability))
        {
            return;
        }

        var delivered = call.Now.AddSeconds(how.DeliveredAfterSeconds);
        world.Hooks.Send(call.Oa, delivered, Event("user_received_message", call.Oa.OaId, user.Id, id, null));
        if (world.Hooks.Chance(how.SeenProbability))
        {
            var seen = new Dictionary<string, object?>
            {
                ["event_name"] = "user_seen_message",
                ["sender"] = new { id = user.Id },
                ["recipient"] = new { id = call.Oa.OaId },
                ["message"] = new { msg_ids = new[] { id } },
            };
            world.Hooks.Send(call.Oa, call.Now.AddSeconds(Math.Max(how.SeenAfterSeconds, how.DeliveredAfterSeconds)), seen);
        }
    }

    public static Dictionary<string, object?> Event(string name, string sender, string recipient, string messageId, string? text) => new()
    {
        ["event_name"] = name,
        ["sender"] = new { id = sender },
        ["recipient"] = new { id = recipient },
        ["message"] = text is null ? new { msg_id = messageId } : new { text, msg_id = messageId },
    };

    /// <returns>Type and text as a pair, or what is wrong with it.</returns>
    public static ZaloAnswer Content(ZaloCall call, JsonElement message)
    {
        var text = message.Str("text") ?? "";
        if (text.Length > MostLetters)
        {
            return -210;
        }

        if (!message.TryGetProperty("attachment", out var attachment))
        {
            return text.Length == 0 ? -201 : ZaloAnswer.Ok(("text", text));
        }

        var payload = attachment.GetProperty("payload");
        if (attachment.Str("type") == "template" && payload.Str("template_type") == "request_user_info")
        {
            // Asks the person for name, phone and address in a form of Zalo's own.
            var form = payload.GetProperty("elements")[0];
            return form.Str("title") is { Length: > 0 } title && form.Str("image_url") is { Length: > 0 } ? ZaloAnswer.Ok(("request_user_info", title)) : -201;
        }

        if (attachment.Str("type") != "file" && payload.GetProperty("elements")[0].Str("url") is { } url)
        {
            // A picture that Zalo fetches itself.
            return Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? ZaloAnswer.Ok(("image", text.Length > 0 ? text : $"[image {url}]")) : -201;
        }

        var (kind, id) = attachment.Str("type") == "file"
            ? ("file", payload.Str("token"))
            : (payload.GetProperty("elements")[0].Str("media_type") ?? "", payload.GetProperty("elements")[0].Str("attachment_id"));
        return id is null || !call.Oa.Uploads.TryGetValue(id, out var upload) ? -201
            : call.Now - upload.At > TimeSpan.FromDays(7) ? -100
            : upload.Kind != kind ? -233
            : ZaloAnswer.Ok((kind, text.Length > 0 ? text : $"[{kind} {id}]"));
    }

    public static void Keep(List<ZaloMessage> conversation, ZaloMessage message)
    {
        conversation.Add(message);
        if (conversation.Count > KeptMessages)
        {
            conversation.RemoveRange(0, conversation.Count - KeptMessages);
        }
    }

    /// <summary>Newest first, ten at most.</summary>
    public static object[] Page(ZaloCall call, List<ZaloMessage> conversation, string oaId)
    {
        var (offset, count) = call.Body.ValueKind == JsonValueKind.Object
            ? (call.Body.GetProperty("offset").GetInt32(), call.Body.GetProperty("count").GetInt32())
            : (call.QueryInt("offset", 0), call.QueryInt("count", 10));
        return
        [
            .. conversation.AsEnumerable().Reverse().Skip(offset).Take(Math.Min(count, 10)).Select(message => new
            {
                src = message.FromOa ? 0 : 1,
                time = message.At.ToUnixTimeMilliseconds(),
                type = message.Type,
                message = message.Text,
                message_id = message.Id,
                from_id = message.From,
                oa_id = oaId,
            }),
        ];
    }
}
