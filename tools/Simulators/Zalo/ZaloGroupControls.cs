namespace TungNgo.Simulators.Zalo;

/// <summary>Groups and the packs that pay for them.</summary>
internal static class ZaloGroupControls
{
    public static void Map(IEndpointRouteBuilder sim, ZaloWorld world)
    {
        var oa = world.Oa;
        sim.MapPost("/assets", (NewAsset asset, TimeProvider clock) => ZaloControls.Locked(oa, () =>
            oa.Assets[asset.Id] = new ZaloAsset(asset.Id, asset.Type, clock.GetUtcNow().AddDays(asset.Days))));
        sim.MapPost("/groups", (NewGroup group, TimeProvider clock) => ZaloControls.Locked(oa, () =>
        {
            var asset = new ZaloAsset(group.Id + "-asset", "gmf1000", clock.GetUtcNow().AddDays(365)) { UsedBy = group.Id };
            oa.Assets[asset.Id] = asset;
            return oa.Groups[group.Id] = new ZaloGroup { Id = group.Id, Name = group.Name, AssetId = asset.Id, Members = [.. group.Members] };
        }));
    }

    private sealed record NewAsset(string Id, string Type, double Days = 30);

    private sealed record NewGroup(string Id, string Name, string[] Members);
}
