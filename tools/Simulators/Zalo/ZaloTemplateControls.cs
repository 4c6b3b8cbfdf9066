namespace TungNgo.Simulators.Zalo;

/// <summary>Templates and their approval, the day's quota, complaints.</summary>
internal static class ZaloTemplateControls
{
    public static void Map(IEndpointRouteBuilder sim, ZaloWorld world)
    {
        var oa = world.Oa;
        sim.MapPost("/templates", (NewTemplate template) => ZaloControls.Locked(oa, () =>
            oa.Templates[template.Id] = new ZaloTemplate(template.Id, template.Name, template.Tag, template.Params)
            {
                Status = template.Status,
                DailyLimit = template.DailyLimit,
            }));
        sim.MapPost("/templates/{id}/status/{status:int}", (string id, int status, string? reason, TimeProvider clock) => ZaloControls.Locked(oa, () =>
        {
            if (!oa.Templates.TryGetValue(id, out var template))
            {
                return Results.NotFound();
            }

            var before = template.Status;
            template.Status = status;
            world.Hooks.Send(oa, clock.GetUtcNow(), new Dictionary<string, object?>
            {
                ["event_name"] = "change_template_status",
                ["oa_id"] = oa.OaId,
                ["template_id"] = id,
                ["prev_status"] = Name(before),
                ["new_status"] = Name(status),
                ["reason"] = reason,
            }, zbs: true);
            return Results.Ok();
        }));
        sim.MapPost("/quota/{daily:int}", (int daily) => ZaloControls.Locked(oa, () =>
        {
            oa.Quota.Set(daily);
            return daily;
        }));
        sim.MapPost("/wallet/{left:long}", (long left) => ZaloControls.Locked(oa, () => oa.Quota.Wallet = left));
        sim.MapPost("/complaints/{people:int}", (int people) => ZaloControls.Locked(oa, () =>
        {
            oa.Quota.Complain(people);
            return oa.Quota.Daily;
        }));
    }

    /// <summary>What happens by itself when a day turns or the quota changes.</summary>
    public static void Watch(ZaloWorld world, TimeProvider clock)
    {
        world.Oa.Quota.NewDay = () =>
        {
            foreach (var template in world.Oa.Templates.Values)
            {
                template.SentToday = 0;
            }
        };
        world.Oa.Quota.Changed = (before, after) => world.Hooks.Send(world.Oa, clock.GetUtcNow(), new Dictionary<string, object?>
        {
            ["event_name"] = "change_oa_daily_quota",
            ["oa_id"] = world.Oa.OaId,
            ["prev_value"] = before,
            ["new_value"] = after,
        }, zbs: true);
    }

    private static string Name(int status) => status switch { 1 => "ENABLE", 2 => "PENDING_REVIEW", 3 => "REJECT", _ => "DISABLE" };

    private sealed record NewTemplate(string Id, string Name, Dictionary<string, int> Params, int Tag = 2, int Status = 1, int? DailyLimit = null);
}
