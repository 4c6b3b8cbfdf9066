namespace TungNgo.Sync;

/// <summary>What a household told of one crop in one season. Whatever is null it did not say.</summary>
/// <param name="Crop">As <c>WireCrop</c> has it.</param>
/// <param name="Season">winterSpring, summerAutumn, autumnWinter, rainy, wholeYear.</param>
/// <param name="Area">Square metres; costs in đồng, <c>Harvest</c> in kilograms, <c>Damage</c> in percent of the harvest.</param>
/// <param name="Cause">none, salt, drought, pests, storm, other.</param>
public sealed record WireSeason(
    string Crop, int Year, string Season, int? Area = null, int? Seed = null, int? Fertiliser = null, int? Pesticide = null, int? Water = null,
    int? Labour = null, int? Machines = null, int? Other = null, int? Harvest = null, int? Damage = null, string? Cause = null);

/// <summary>season.keep: an account as it is now, whole; only with the household's standing consent to season.</summary>
public sealed record PushSeason(
    Guid HouseholdId, string Crop, int Year, string Season, int? Area = null, int? Seed = null, int? Fertiliser = null, int? Pesticide = null,
    int? Water = null, int? Labour = null, int? Machines = null, int? Other = null, int? Harvest = null, int? Damage = null, string? Cause = null);
