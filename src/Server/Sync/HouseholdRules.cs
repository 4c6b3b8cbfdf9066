using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>Adding and editing a household from the door. Fields merge one by one: the last writer by server order wins, and the audit keeps both values.</summary>
internal static class HouseholdRules
{
    public static void Add(MutationContext context, Mutation mutation, PushHousehold push)
    {
        var batch = context.Batch;
        if (push.HamletId is not { } hamletId || !context.Hamlets.Contains(hamletId))
        {
            throw new Refusal(Problems.OutsideTerritory);
        }

        if (string.IsNullOrWhiteSpace(push.Head) || batch.Find(push.Id) is not null)
        {
            throw new Refusal(Problems.Invalid, "head");
        }

        CheckLane(context, hamletId, push.LaneId);
        var number = batch.Changed(ChangeKind.Household, push.Id, hamletId, context.Actor);
        var day = LegalDay.Of(batch.Now).Number();
        var household = new Household { Id = push.Id, Number = number, HamletId = hamletId, Head = push.Head, AddedDay = day, Version = number };
        var work = new HouseholdWork(household);
        foreach (var field in Fields.Keys.Where(f => f != "head"))
        {
            Fields[field](household, push);
        }

        household.SearchText = SearchText(work);
        work.History = [];
        batch.Add(work);
        batch.Db.Households.Add(household);
        batch.Cells.Add(hamletId, Indicators.Households, day, 1);
        batch.Cells.Add(hamletId, Indicators.KhmerHouseholds, day, HouseholdFigures.IsKhmer(household) ? 1 : 0);
        batch.Cells.Add(hamletId, Indicators.SmartphoneHouseholds, day, household.Smartphones > 0 ? 1 : 0);
        batch.Audit(context.Actor, "household.add", household.Id, hamletId, null, PushRules.Json(push));
    }

    public static void Edit(MutationContext context, PushHousehold push)
    {
        var work = PushRules.Reach(context, push.Id);
        var (batch, household) = (context.Batch, work.Household);
        CheckLane(context, household.HamletId, push.LaneId);
        Dictionary<string, object?> before = [], after = [];
        var (khmer, phones) = (HouseholdFigures.IsKhmer(household), household.Smartphones > 0);
        var fields = push.Fields ?? [];
        // All is checked before anything is touched: a refused mutation must leave no trace.
        if (fields.FirstOrDefault(f => !Fields.ContainsKey(f) || (f == "head" && string.IsNullOrWhiteSpace(push.Head))) is { } wrong)
        {
            throw new Refusal(Problems.Invalid, wrong);
        }

        batch.Track(household);
        foreach (var field in fields)
        {
            before[field] = Read(household, field);
            Fields[field](household, push);
            after[field] = Read(household, field);
        }

        household.SearchText = SearchText(work);
        household.Version = batch.Changed(ChangeKind.Household, household.Id, household.HamletId, context.Actor);
        var day = LegalDay.Of(batch.Now).Number();
        batch.Cells.Add(household.HamletId, Indicators.KhmerHouseholds, day, (HouseholdFigures.IsKhmer(household) ? 1 : 0) - (khmer ? 1 : 0));
        batch.Cells.Add(household.HamletId, Indicators.SmartphoneHouseholds, day, (household.Smartphones > 0 ? 1 : 0) - (phones ? 1 : 0));
        batch.Audit(context.Actor, "household.edit", household.Id, household.HamletId, PushRules.Json(before), PushRules.Json(after));
    }

    public static string SearchText(HouseholdWork work) => Household.SearchTextOf(
        work.Household.Head, work.Household.Phone, work.Household.Door, work.Household.Landmark, work.Household.Code,
        work.People.Where(p => p.GoneDay is null).Select(p => (p.Name, p.Phone)));

    private static readonly Dictionary<string, Action<Household, PushHousehold>> Fields = new()
    {
        ["head"] = (h, p) => h.Head = p.Head!,
        ["laneId"] = (h, p) => h.LaneId = p.LaneId,
        ["door"] = (h, p) => h.Door = p.Door,
        ["landmark"] = (h, p) => h.Landmark = p.Landmark,
        ["point"] = (h, p) => (h.Latitude, h.Longitude) = p.Point is [var lat, var lon] && Math.Abs(lat) <= 90 && Math.Abs(lon) <= 180 ? ((double?)lat, (double?)lon) : (null, null),
        ["language"] = (h, p) => h.Language = p.Language,
        ["phone"] = (h, p) => h.Phone = p.Phone,
        ["size"] = (h, p) => h.Size = p.Size is >= 0 and <= 60 ? p.Size : null,
        ["smartphones"] = (h, p) => h.Smartphones = p.Smartphones is >= 0 and <= 60 ? p.Smartphones : null,
    };

    private static object? Read(Household h, string field) => field switch
    {
        "head" => h.Head,
        "laneId" => h.LaneId,
        "door" => h.Door,
        "landmark" => h.Landmark,
        // The exact place of a house is sensitive: the trail says that it changed, not where it is.
        "point" => h.Latitude is null ? null : "…",
        "language" => h.Language,
        "phone" => h.Phone,
        "size" => h.Size,
        "smartphones" => h.Smartphones,
        _ => null,
    };

    private static void CheckLane(MutationContext context, Guid hamletId, Guid? laneId)
    {
        if (laneId is not null && !context.Areas.LanesOf(hamletId).Any(l => l.Id == laneId))
        {
            throw new Refusal(Problems.LaneUnknown);
        }
    }
}
