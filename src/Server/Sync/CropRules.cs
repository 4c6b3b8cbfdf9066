using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>What a household grows. Each crop is a thing of its own, so two phones that add two fields both keep theirs.</summary>
internal static class CropRules
{
    private static readonly string[] Crops = ["rice", "fruit", "vegetables", "sugarcane", "shrimp", "fish", "salt", "livestock", "other"];

    /// <summary>A thousand hectares: more than any household has, less than a slip of the thumb.</summary>
    private const int MostArea = 10_000_000;

    public static void Save(MutationContext context, PushCrop push)
    {
        var household = PushRules.Reach(context, push.HouseholdId).Household;
        var (batch, today) = (context.Batch, LegalDay.Of(context.Batch.Now));
        var known = batch.News.Crops.GetValueOrDefault(push.Id);
        if (!Crops.Contains(push.Crop) || push.Area is < 0 or > MostArea || push.SownOn > today.AddYears(1) || push.SownOn < today.AddYears(-30) || (known is not null && known.HouseholdId != household.Id))
        {
            throw new Refusal(Problems.Invalid, "crop");
        }

        object? before = known is null ? null : new { known.Crop, known.Area, known.SownOn, known.EndedOn };
        if (known is null)
        {
            known = new HouseholdCrop { Id = push.Id, HouseholdId = household.Id, Crop = push.Crop };
            batch.News.Crops[known.Id] = known;
            batch.Db.HouseholdCrops.Add(known);
        }

        (known.Crop, known.Area, known.SownOn, known.EndedOn) = (push.Crop, push.Area, push.SownOn, push.Ended ? today : null);
        batch.Track(household);
        household.Version = batch.Changed(ChangeKind.Household, household.Id, household.HamletId, context.Actor);
        batch.Audit(context.Actor, "household.crops", household.Id, household.HamletId, before is null ? null : PushRules.Json(before), PushRules.Json(push));
    }
}
