using System.Globalization;
using System.Text.Json;

namespace TungNgo.Simulators.Zalo;

/// <summary>Groups that the account makes itself (GMF): /v3.0/oa/group/*.</summary>
internal static class ZaloGroupsApi
{
    private const string Base = "/v3.0/oa/group/";
    private static readonly TimeSpan DeletedAfter = TimeSpan.FromDays(45);

    public static void Map(IEndpointRouteBuilder routes, ZaloWorld world)
    {
        routes.Post(Base + "message", call => Send(world, call));
        routes.Get(Base + "conversation", call => call.Oa.Groups.TryGetValue(call.Query("group_id"), out var group)
            ? ZaloAnswer.Ok(ZaloMessages.Page(call, group.Conversation, call.Oa.OaId))
            : -403);
        routes.Post(Base + "creategroupwithoa", call => Create(world, call));
        routes.Get(Base + "getgroupsofoa", call =>
        {
            Expire(call);
            var (offset, count) = (call.QueryInt("offset", 0), Math.Min(call.QueryInt("count", 5), 50));
            return ZaloAnswer.Ok(new
            {
                offset,
                count,
                total = call.Oa.Groups.Count,
                groups = call.Oa.Groups.Values.Skip(offset).Take(count).Select(group => Info(call, group)),
            });
        });
        routes.Get(Base + "getgroup", call => With(call, call.Query("group_id"), group => ZaloAnswer.Ok(new
        {
            group_info = Info(call, group),
            asset_info = new { asset_type = call.Oa.Assets[group.AssetId].Type, valid_through = call.Oa.Assets[group.AssetId].ValidThrough, auto_renew = false },
            group_setting = new { lock_send_msg = false, join_appr = false, enable_msg_history = true, enable_link_join = true },
        })));
        routes.Get(Base + "listmember", call => With(call, call.Query("group_id"), group => ZaloAnswer.Ok(new
        {
            total = group.Members.Count,
            members = group.Members.Skip(call.QueryInt("offset", 0)).Take(Math.Min(call.QueryInt("count", 50), 50))
                .Select(id => new { user_id = id, name = call.Oa.Users.GetValueOrDefault(id)?.Name ?? id }),
        })));
        routes.Post(Base + "updateinfo", call => With(call, call.Body.Str("group_id"), group =>
        {
            group.Name = call.Body.Str("group_name") ?? group.Name;
            group.Description = call.Body.Str("group_description") ?? group.Description;
            Tell(world, call, group, "update_group_info", []);
            return ZaloAnswer.Ok();
        }));
        routes.Post(Base + "invite", call => With(call, call.Body.Str("group_id"), group => Invite(world, call, group)));
        routes.Post(Base + "removemembers", call => With(call, call.Body.Str("group_id"), group =>
        {
            var users = Users(call);
            group.Members = [.. group.Members.Except(users)];
            foreach (var user in users)
            {
                Tell(world, call, group, "user_leave_group", [user]);
            }

            return ZaloAnswer.Ok();
        }));
        routes.Post(Base + "addadmins", call => With(call, call.Body.Str("group_id"), group =>
        {
            group.Admins = [.. group.Admins.Union(Users(call))];
            Tell(world, call, group, "add_group_admin", Users(call));
            return ZaloAnswer.Ok();
        }));
        routes.Post(Base + "delete", call => With(call, call.Body.Str("group_id"), group =>
        {
            call.Oa.Groups.Remove(group.Id);
            call.Oa.Assets[group.AssetId].UsedBy = null;
            Tell(world, call, group, "delete_group", []);
            return ZaloAnswer.Ok();
        }));
        routes.Post("/v3.0/oa/quota/group", call => ZaloAnswer.Ok(call.Oa.Assets.Values
            .Where(asset => call.Body.Str("product_type") is null || asset.Type == call.Body.Str("product_type"))
            .Select(asset => new
            {
                asset_id = asset.Id,
                product_type = asset.Type,
                status = asset.UsedBy is null ? "available" : "used",
                used_id = asset.UsedBy,
                valid_through = asset.ValidThrough.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
            })));
    }

    private static ZaloAnswer Send(ZaloWorld world, ZaloCall call) =>
        With(call, call.Body.GetProperty("recipient").Str("group_id"), group =>
        {
            if (!Enabled(call, group))
            {
                return -237;
            }

            var content = ZaloMessages.Content(call, call.Body.GetProperty("message"));
            if (content.Error != 0)
            {
                return content;
            }

            var (type, text) = ((string, string))content.Data!;
            var id = call.Oa.NextId("gmf");
            ZaloMessages.Keep(group.Conversation, new ZaloMessage(id, FromOa: true, call.Oa.OaId, call.Now, type, text));
            world.Ledger.Add(call.Now, "zalo-gmf", group.Id, text, null, id, group.Members);
            world.Hooks.Send(call.Oa, call.Now, ZaloMessages.Event("oa_send_group_" + type, call.Oa.OaId, group.Id, id, text));
            return ZaloAnswer.Ok(new { group_id = group.Id, message_id = id });
        });

    private static ZaloAnswer Create(ZaloWorld world, ZaloCall call)
    {
        if (!call.Oa.Assets.TryGetValue(call.Body.Str("asset_id") ?? "", out var asset) || asset.ValidThrough < call.Now)
        {
            return -201;
        }

        if (asset.UsedBy is not null)
        {
            return -238;
        }

        var users = Users(call);
        if (users.Count is < 1 or > 99 || users.Count > asset.MostMembers)
        {
            return -201;
        }

        if (users.Any(user => !MayJoin(call, user)))
        {
            return -217;
        }

        var id = "f" + call.Oa.NextId("414");
        var group = new ZaloGroup
        {
            Id = id,
            Name = call.Body.Str("group_name") ?? "",
            Description = call.Body.Str("group_description") ?? "",
            AssetId = asset.Id,
            Members = [.. users],
            Admins = [users[0]],
        };
        call.Oa.Groups[id] = group;
        asset.UsedBy = id;
        Tell(world, call, group, "create_group", users);
        return ZaloAnswer.Ok(new { group_id = id, group_link = "https://zalo.me/g/" + id });
    }

    private static ZaloAnswer Invite(ZaloWorld world, ZaloCall call, ZaloGroup group)
    {
        var users = Users(call);
        if (users.Any(user => !MayJoin(call, user)))
        {
            return -217;
        }

        if (group.Members.Union(users).Count() > call.Oa.Assets[group.AssetId].MostMembers)
        {
            return -211;
        }

        // Whoever is invited here accepts at once.
        group.Members = [.. group.Members.Union(users)];
        foreach (var user in users)
        {
            Tell(world, call, group, "user_join_group", [user]);
        }

        return ZaloAnswer.Ok();
    }

    /// <summary>They follow the account or did something with it within seven days.</summary>
    private static bool MayJoin(ZaloCall call, string user) =>
        call.Oa.Users.TryGetValue(user, out var found) && !found.Refuses && (found.Follows || call.Now - found.LastInteraction <= TimeSpan.FromDays(7));

    private static bool Enabled(ZaloCall call, ZaloGroup group) => call.Oa.Assets[group.AssetId].ValidThrough >= call.Now;

    private static void Expire(ZaloCall call)
    {
        foreach (var group in call.Oa.Groups.Values.Where(group => call.Now - call.Oa.Assets[group.AssetId].ValidThrough > DeletedAfter).ToList())
        {
            call.Oa.Groups.Remove(group.Id);
        }
    }

    private static ZaloAnswer With(ZaloCall call, string? groupId, Func<ZaloGroup, ZaloAnswer> work)
    {
        Expire(call);
        return call.Oa.Groups.TryGetValue(groupId ?? "", out var group) ? work(group) : -403;
    }

    private static object Info(ZaloCall call, ZaloGroup group) => new
    {
        group_id = group.Id,
        name = group.Name,
        group_description = group.Description,
        status = Enabled(call, group) ? "enabled" : "disabled",
        total_member = group.Members.Count,
        max_member = call.Oa.Assets[group.AssetId].MostMembers,
        group_link = "https://zalo.me/g/" + group.Id,
        auto_delete_date = Enabled(call, group) ? "" : (call.Oa.Assets[group.AssetId].ValidThrough + DeletedAfter).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
    };

    private static List<string> Users(ZaloCall call) => [.. call.Body.GetProperty("member_user_ids").EnumerateArray().Select(user => user.GetString()!)];

    private static void Tell(ZaloWorld world, ZaloCall call, ZaloGroup group, string name, IReadOnlyList<string> users) =>
        world.Hooks.Send(call.Oa, call.Now, new Dictionary<string, object?>
        {
            ["event_name"] = name,
            ["oa_id"] = call.Oa.OaId,
            ["group_id"] = group.Id,
            ["user_ids"] = users,
        });
}
