using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>What somebody says of a crop; <see cref="HouseholdCrop"/> tells the words.</summary>
internal sealed record CropSaid(string Crop, int? Area, DateOnly? SownOn, bool Ended);

/// <summary>What a household grows. Each crop is a thing of its own, so two phones that add two fields both keep theirs.</summary>
internal static class ChangeCrop
{
    public static readonly IReadOnlyList<string> Crops = ["rice", "fruit", "vegetables", "sugarcane", "shrimp", "fish", "salt", "livestock", "other"];

    /// <summary>A thousand hectares: more than any household has, less than a slip of the thumb.</summary>
    private const int MostArea = 10_000_000;

    public static bool IsCrop(string word) => Crops.Contains(word);

    /// <param name="known">The crop as it is; null adds it.</param>
    /// <param name="at">When it was seen: of two sayings the later one stands.</param>
    public static HouseholdCrop Save(HouseholdWork work, HouseholdCrop? known, Guid id, CropSaid said, DateTime at, Write write)
    {
        var household = work.Living.Household;
        var today = LegalDay.Of(at);
        if (!IsCrop(said.Crop) || said.Area is < 0 or > MostArea || said.SownOn > today.AddYears(1) || said.SownOn < today.AddYears(-30)
            || (known is not null && known.HouseholdId != household.Id))
        {
            throw new Refusal(Problems.Invalid, "crop");
        }

        if (known?.SaidAt > at)
        {
            return known;
        }

        object? before = known is null ? null : new { known.Crop, known.Area, known.SownOn, known.EndedOn };
        if (known is null)
        {
            known = new HouseholdCrop { Id = id, HouseholdId = household.Id, Crop = said.Crop };
            write.Db.HouseholdCrops.Add(known);
        }

        (known.Crop, known.Area, known.SownOn, known.EndedOn, known.SaidAt) = (said.Crop, said.Area, said.SownOn, said.Ended ? today : null, at);
        ChangeHousehold.Touch(work, write, ChangeKind.Household);
        write.Audit("household.crops", household.Id, household.HamletId, before, said);
        return known;
    }
}
