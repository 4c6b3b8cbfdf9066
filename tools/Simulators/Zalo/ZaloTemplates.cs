using System.Text.Json;

namespace TungNgo.Simulators.Zalo;

/// <summary>ZBS template messages by phone and by user id.</summary>
internal static class ZaloTemplates
{
    public static void Map(IEndpointRouteBuilder routes, ZaloWorld world)
    {
        routes.Post("/message/template", call => ByPhone(world, call), business: true);
        routes.Post("/v3.0/oa/message/template", call => ByUser(world, call));
        routes.Get("/message/quota", call =>
        {
            call.Oa.Quota.Turn(call.Now);
            return ZaloAnswer.Ok(new { dailyQuota = Text(call.Oa.Quota.Daily), remainingQuota = Text(call.Oa.Quota.Left) });
        }, business: true);
        routes.Get("/template/all", call =>
        {
            var templates = call.Oa.Templates.Values.Where(template => call.Query("status").Length == 0 || Text(template.Status) == call.Query("status")).ToList();
            return ZaloAnswer.Ok(templates.Skip(call.QueryInt("offset", 0)).Take(Math.Min(call.QueryInt("limit", 100), 100))
                .Select(template => new { templateId = template.Id, templateName = template.Name, status = template.Status, templateQuality = "HIGH" }));
        }, business: true);
        routes.Get("/template/info/v2", call => call.Oa.Templates.TryGetValue(call.Query("template_id"), out var template)
            ? ZaloAnswer.Ok(new
            {
                templateId = template.Id,
                templateName = template.Name,
                status = template.Status,
                templateTag = template.Tag,
                listParams = template.Params.Select(pair => new { name = pair.Key, require = true, maxLength = pair.Value }),
            })
            : -109, business: true);
        routes.Get("/message/status", call => call.Oa.Quota.Sent.TryGetValue(call.Query("message_id"), out var reached)
            ? ZaloAnswer.Ok(new { status = reached ? 1 : 0, message = reached ? "delivered" : "not delivered" })
            : ZaloAnswer.Ok(new { status = -1, message = "not found" }), business: true);
    }

    private static ZaloAnswer ByPhone(ZaloWorld world, ZaloCall call)
    {
        var oa = call.Oa;
        var phone = call.Body.Str("phone") ?? "";
        phone = phone.StartsWith('0') ? "84" + phone[1..] : phone;
        var tracking = call.Body.Str("tracking_id");
        if (phone.Length != 11 || !phone.StartsWith("84", StringComparison.Ordinal) || phone.Any(letter => !char.IsAsciiDigit(letter)))
        {
            return -108;
        }

        if (tracking is { Length: > 48 })
        {
            return -1121;
        }

        var filled = Fill(call, out var template);
        if (filled.Error != 0)
        {
            return filled;
        }

        if (template!.Tag != 1 && ZaloWorld.Night(call.Now))
        {
            return -133;
        }

        if (!oa.ByPhone.TryGetValue(phone, out var user))
        {
            return -118;
        }

        if (user.Refuses)
        {
            return -141;
        }

        oa.Quota.Turn(call.Now);
        if (oa.Quota.Wallet <= 0)
        {
            return -115;
        }

        if (template.DailyLimit <= template.SentToday)
        {
            return -147;
        }

        var mode = call.Body.Str("sending_mode") ?? "1";
        if (oa.Quota.Left <= 0 && mode != "3")
        {
            return -144;
        }

        template.SentToday++;
        var id = oa.NextId("zbs");
        oa.Quota.Take(id, user.Reachable);
        if (user.Reachable)
        {
            world.Ledger.Add(call.Now, "zbs-phone", phone, (string)filled.Data!, tracking, id);
            var how = world.Hooks.Settings;
            if (world.Hooks.Chance(how.DeliveredProbability))
            {
                var delivered = call.Now.AddSeconds(how.DeliveredAfterSeconds);
                world.Hooks.Send(oa, delivered, new Dictionary<string, object?>
                {
                    ["event_name"] = "user_received_message",
                    ["sender"] = new { id = oa.OaId },
                    ["recipient"] = new { id = phone },
                    ["message"] = new { delivery_time = ZaloWire.Milliseconds(delivered), msg_id = id, tracking_id = tracking },
                }, zbs: true);
            }
        }

        return ZaloAnswer.Ok(new
        {
            msg_id = id,
            sent_time = ZaloWire.Milliseconds(call.Now),
            sending_mode = mode,
            quota = new { dailyQuota = Text(oa.Quota.Daily), remainingQuota = Text(oa.Quota.Left) },
        });
    }

    private static ZaloAnswer ByUser(ZaloWorld world, ZaloCall call)
    {
        if (!call.Oa.Users.TryGetValue(call.Body.Str("user_id") ?? "", out var user))
        {
            return -201;
        }

        var filled = Fill(call, out var template);
        if (filled.Error != 0)
        {
            return filled;
        }

        if (user.Banned || user.Refuses)
        {
            return user.Banned ? -227 : -141;
        }

        if (!user.Follows && user.LastInteraction is null)
        {
            return -213;
        }

        if (template!.Tag != 1 && ZaloWorld.Night(call.Now))
        {
            return -234;
        }

        var id = call.Oa.NextId("zbu");
        ZaloMessages.Keep(user.Conversation, new ZaloMessage(id, FromOa: true, call.Oa.OaId, call.Now, "template", (string)filled.Data!));
        ZaloMessages.Deliver(world, call, user, id, (string)filled.Data!, "zbs-user");
        return ZaloAnswer.Ok(new { message_id = id, user_id = user.Id, sent_time = ZaloWire.Milliseconds(call.Now) });
    }

    /// <returns>What the phone will show, or what is wrong.</returns>
    private static ZaloAnswer Fill(ZaloCall call, out ZaloTemplate? template)
    {
        if (!call.Oa.Templates.TryGetValue(call.Body.Str("template_id") ?? "", out template))
        {
            return -109;
        }

        if (template.Status != 1)
        {
            return template.Status == 4 ? -146 : -131;
        }

        var data = call.Body.GetProperty("template_data");
        foreach (var (name, most) in template.Params)
        {
            if (!data.TryGetProperty(name, out var value))
            {
                return -1122;
            }

            if (value.ValueKind != JsonValueKind.String)
            {
                return -1124;
            }

            if (value.GetString()!.Length > most)
            {
                return -1121;
            }
        }

        return ZaloAnswer.Ok(template.Name + ": " + string.Join(" · ", template.Params.Keys.Select(name => data.GetProperty(name).GetString())));
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
