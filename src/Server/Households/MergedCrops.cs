using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;

namespace TungNgo.Households;

/// <summary>The surviving household grows what its duplicate grew: a crop that both have is one crop.</summary>
internal sealed class MergedCrops : IFollowsHousehold
{
    public string What => "crops";

    public async Task<IReadOnlyList<Guid>> FollowAsync(Write write, Guid duplicate, Guid survivor, CancellationToken ct)
    {
        var all = await write.Db.HouseholdCrops.Where(c => c.EndedOn == null && (c.HouseholdId == duplicate || c.HouseholdId == survivor)).ToListAsync(ct);
        var made = new List<Guid>();
        foreach (var crop in all.Where(c => c.HouseholdId == duplicate && !all.Exists(o => o.HouseholdId == survivor && o.Crop == c.Crop)))
        {
            var id = write.NewId();
            write.Db.HouseholdCrops.Add(new HouseholdCrop
            {
                Id = id, HouseholdId = survivor, Crop = crop.Crop, Area = crop.Area, SownOn = crop.SownOn, SaidAt = crop.SaidAt,
            });
            made.Add(id);
        }

        return made;
    }

    /// <summary>A crop of which somebody has spoken since is the survivor's own by now.</summary>
    public async Task ReturnAsync(Write write, Guid duplicate, Guid survivor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var originals = await write.Db.HouseholdCrops.Where(c => c.HouseholdId == duplicate).ToListAsync(ct);
        var copies = await write.Db.HouseholdCrops.AsTracking().Where(c => c.HouseholdId == survivor && ids.Contains(c.Id)).ToListAsync(ct);
        write.Db.HouseholdCrops.RemoveRange(copies.Where(c => originals.Exists(o => o.Crop == c.Crop && o.SaidAt == c.SaidAt)));
    }
}
