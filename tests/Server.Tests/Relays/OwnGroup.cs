using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Simulators.Zalo;
using TungNgo.Tests.Sendings;
using ZaloGroup = TungNgo.Teams.ZaloGroup;

namespace TungNgo.Tests.Relays;

/// <summary>A group of the village's team that the Official Account made itself, which both households read, and a channel of the account for groups.</summary>
internal static class OwnGroup
{
    public static async Task<Guid> AddAsync(ChannelStage stage, string gmf, bool known)
    {
        var group = Guid.Empty;
        await stage.Server.WriteAsync((db, write) =>
        {
            var cs = db.Channels.AsNoTracking().Single(c => c.Id == stage.ZaloCs);
            var channel = new Channel
            {
                Id = write.NewId(), AreaId = cs.AreaId, Kind = ChannelKind.ZaloGroup, Name = "Nhóm của OA", Provider = "zalo", Settings = cs.Settings, Secrets = cs.Secrets, BucketKey = cs.BucketKey, PerMinute = 4000,
            };
            db.Channels.Add(channel);
            write.Changed(ChangeKind.Channel, channel.Id);
            var zalo = new ZaloGroup { Id = write.NewId(), TeamId = stage.Village.TeamId, Name = "Nhóm bà con", GmfId = gmf };
            db.ZaloGroups.Add(zalo);
            group = zalo.Id;
            foreach (var household in stage.Village.Households)
            {
                db.ContactPoints.Add(new ContactPoint { Id = write.NewId(), HouseholdId = household.Id, Kind = ContactKind.Group, Address = $"{zalo.Id}", AddedAt = write.Now });
            }
        });
        if (known)
        {
            lock (stage.Zalo.Oa.Gate)
            {
                stage.Zalo.Oa.Assets["a1"] = new ZaloAsset("a1", "gmf1000", stage.Server.Clock.GetUtcNow().AddDays(365)) { UsedBy = gmf };
                stage.Zalo.Oa.Groups[gmf] = new Simulators.Zalo.ZaloGroup { Id = gmf, Name = "Nhóm bà con", AssetId = "a1", Members = ["u0"] };
            }
        }

        return group;
    }
}
