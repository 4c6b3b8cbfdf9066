using TungNgo.Seasons;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>Accounts of seasons, as phones speak of them.</summary>
internal static class SeasonRules
{
    private static readonly Dictionary<string, GrowingSeason> Seasons = new()
    {
        ["winterSpring"] = GrowingSeason.WinterSpring, ["summerAutumn"] = GrowingSeason.SummerAutumn, ["autumnWinter"] = GrowingSeason.AutumnWinter,
        ["rainy"] = GrowingSeason.Rainy, ["wholeYear"] = GrowingSeason.WholeYear,
    };

    private static readonly Dictionary<string, DamageCause> Causes = new()
    {
        ["none"] = DamageCause.None, ["salt"] = DamageCause.Salt, ["drought"] = DamageCause.Drought, ["pests"] = DamageCause.Pests,
        ["storm"] = DamageCause.Storm, ["other"] = DamageCause.Other,
    };

    public static async Task KeepAsync(DoorContext door, PushSeason push, CancellationToken ct)
    {
        var season = Seasons.TryGetValue(push.Season, out var known) ? known : throw new Refusal(Problems.Invalid, "season");
        DamageCause? cause = push.Cause is null ? null : Causes.TryGetValue(push.Cause, out var named) ? named : throw new Refusal(Problems.Invalid, "cause");
        var work = await door.ReachAsync(push.HouseholdId, ct);
        var said = new SeasonSaid(
            push.Area, push.Seed, push.Fertiliser, push.Pesticide, push.Water, push.Labour, push.Machines, push.Other, push.Harvest, push.Damage, cause);
        await KeepSeason.KeepAsync(work, push.Crop, push.Year, season, said, door.At, door.Write, ct);
    }

    public static WireSeason Wire(SeasonAccount a) => new(
        a.Crop, a.Year, Seasons.First(s => s.Value == a.Season).Key, a.Area, a.Seed, a.Fertiliser, a.Pesticide, a.Water, a.Labour,
        a.Machines, a.Other, a.Harvest, a.Damage, a.Cause is { } cause ? Causes.First(c => c.Value == cause).Key : null);
}
