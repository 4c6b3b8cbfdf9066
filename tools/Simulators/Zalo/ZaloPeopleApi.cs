using System.Globalization;

namespace TungNgo.Simulators.Zalo;

/// <summary>Questions about people and the account.</summary>
internal static class ZaloPeopleApi
{
    private const int MostOffset = 9951;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Get("/v2.0/oa/getoa", call => ZaloAnswer.Ok(new
        {
            oa_id = call.Oa.OaId,
            name = "Từng Ngõ (giả lập)",
            is_verified = true,
            oa_type = 4,
            package_name = "Tăng trưởng",
            package_valid_through_date = "31/12/2027",
            num_follower = call.Oa.Users.Values.Count(user => user.Follows),
        }));
        routes.Get("/v3.0/oa/user/detail", call => call.Oa.Users.TryGetValue(call.Body.Str("user_id") ?? "", out var user)
            ? ZaloAnswer.Ok(new
            {
                user_id = user.Id,
                user_id_by_app = "app" + user.Id,
                display_name = user.Name,
                user_is_follower = user.Follows,
                user_last_interaction_date = user.LastInteraction is { } at ? ZaloWorld.Local(at).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : null,
                tags_and_notes_info = new { notes = Array.Empty<string>(), tag_names = Array.Empty<string>() },
            })
            : -201);
        routes.Get("/v3.0/oa/user/getlist", call =>
        {
            var (offset, count) = (call.Body.GetProperty("offset").GetInt32(), call.Body.GetProperty("count").GetInt32());
            if (offset is < 0 or > MostOffset || count is < 1 or > 50)
            {
                return -201;
            }

            var from = call.Body.Str("last_interaction_period") switch { "TODAY" => 1, "YESTERDAY" => 2, "L7D" => 7, "L30D" => 30, _ => (int?)null };
            var users = call.Oa.Users.Values
                .Where(user => call.Body.Str("is_follower") is not { } follower || user.Follows == (follower == "true"))
                .Where(user => from is not { } days || call.Now - user.LastInteraction <= TimeSpan.FromDays(days))
                .ToList();
            return ZaloAnswer.Ok(new { total = users.Count, count, offset, users = users.Skip(offset).Take(count).Select(user => new { user_id = user.Id }) });
        });
        routes.Post("/v3.0/oa/quota/message", call => call.Body.Str("user_id") is { } id
            ? call.Oa.Users.TryGetValue(id, out var user)
                ? ZaloAnswer.Ok(new
                {
                    last_interaction = user.LastInteraction is { } at ? ZaloWire.Milliseconds(at) : null,
                    cs_reply = new { remain = 8, total = 8 },
                    promotion = new { daily = 1, monthly = 6 },
                })
                : -201
            : ZaloAnswer.Ok(Array.Empty<object>()));
    }
}
