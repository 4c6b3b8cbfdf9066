using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Teams.Phones;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>What each kind of mutation does, and when it is refused.</summary>
internal static class PushRules
{
    private static readonly JsonSerializerOptions AuditJson = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<Outcome>(JsonNamingPolicy.CamelCase) },
    };

    public static void Apply(MutationContext context, Mutation pushed)
    {
        var mutation = pushed.Cleaned();
        switch (mutation)
        {
            case { Kind: "visit", Visit: { } visit }:
                Record(context, mutation, visit);
                break;
            case { Kind: "household.add", Household: { } household }:
                HouseholdRules.Add(context, mutation, household);
                break;
            case { Kind: "household.edit", Household: { } household }:
                HouseholdRules.Edit(context, household);
                break;
            case { Kind: "person.add", Person: { } person }:
                PersonRules.Add(context, person);
                break;
            case { Kind: "person.edit", Person: { } person }:
                PersonRules.Edit(context, person);
                break;
            case { Kind: "consent.give", Consent: { } consent }:
                ConsentRules.Give(context, mutation, consent);
                break;
            case { Kind: "consent.withdraw", Consent: { } consent }:
                ConsentRules.Withdraw(context, mutation, consent);
                break;
            case { Kind: "lane.take" or "lane.leave", Lane: { } lane }:
                LaneRules.TakeOrLeave(context, mutation, lane);
                break;
            case { Kind: "household.crops", Crop: { } crop }:
                CropRules.Save(context, crop);
                break;
            default:
                ApplyNews(context, mutation);
                break;
        }
    }

    private static void ApplyNews(MutationContext context, Mutation mutation)
    {
        switch (mutation)
        {
            case { Kind: "relay.posted", Relay: { } relay }:
                RelayRules.Posted(context, mutation, relay);
                break;
            case { Kind: "relay.undo", Relay: { } relay }:
                RelayRules.Undo(context, mutation, relay);
                break;
            case { Kind: "relay.handover", Relay: { } relay }:
                RelayRules.HandOver(context, relay);
                break;
            case { Kind: "bulletin.told", Telling: { } telling }:
                TellingRules.Told(context, mutation, telling);
                break;
            case { Kind: "contact.group", Contact: { } contact }:
                ContactRules.Group(context, contact);
                break;
            case { Kind: "contact.optout", Contact: { } contact }:
                ContactRules.OptOut(context, contact);
                break;
            case { Kind: "help.add", Help: { } help }:
                HelpRules.Add(context, mutation, help);
                break;
            case { Kind: "help.answer", Help: { } help }:
                HelpRules.Answer(context, mutation, help);
                break;
            case { Kind: "help.close", Help: { } help }:
                HelpRules.Close(context, mutation, help);
                break;
            default:
                throw new Refusal(Problems.MutationUnknown);
        }
    }

    public static string Json(object value) => JsonSerializer.Serialize(value, AuditJson);

    /// <summary>The household, when it exists and lies in the phone's territory.</summary>
    public static HouseholdWork Reach(MutationContext context, Guid householdId)
    {
        var work = Known(context, householdId);
        return context.Hamlets.Contains(work.Household.HamletId) ? work : throw new Refusal(Problems.OutsideTerritory);
    }

    /// <summary>What was done at a door is a fact: it also counts when the door was ours at the time and the household, or the member, has moved since.</summary>
    public static HouseholdWork ReachAt(MutationContext context, Guid householdId, DateTime at)
    {
        var work = Known(context, householdId);
        var ours = context.Hamlets.Contains(work.Household.HamletId)
            || work.Left.Any(l => context.Hamlets.Contains(l.HamletId) && at <= l.At)
            || context.Territory.PastHamletsOf(context.Phone, context.Member.Id, at).Contains(work.Household.HamletId);
        return ours ? work : throw new Refusal(Problems.OutsideTerritory);
    }

    private static HouseholdWork Known(MutationContext context, Guid householdId)
    {
        var work = context.Batch.Find(householdId) ?? throw new Refusal(Problems.HouseholdUnknown);
        return work.Household.RemovedDay is null ? work : throw new Refusal(Problems.HouseholdUnknown);
    }

    private static void Record(MutationContext context, Mutation mutation, PushVisit push)
    {
        var at = context.Batch.Clamp(mutation.At);
        var work = ReachAt(context, push.HouseholdId, at);
        if (!Enum.IsDefined(push.Outcome))
        {
            throw new Refusal(Problems.Invalid, "outcome");
        }

        var batch = context.Batch;
        foreach (var activity in push.Activities)
        {
            Check(batch, work, activity);
        }

        var household = work.Household;
        var visit = new Visit
        {
            Id = mutation.Id,
            HouseholdId = household.Id,
            HamletId = household.HamletId,
            TeamId = context.Member.TeamIds.Count > 0 ? TeamFor(context, household.HamletId) : null,
            MemberId = context.Member.Id,
            DeviceId = context.Phone.DeviceId,
            At = at,
            ReceivedAt = batch.Now,
            Day = LegalDay.Of(at).Number(),
            Outcome = push.Outcome,
            Language = push.Language is { Length: > 0 } language ? language : "vi",
            NextDate = push.NextDate,
            NextTime = push.NextTime,
            Note = push.Note,
            Seconds = push.Seconds,
            SupersedesId = push.Supersedes,
        };
        var facts = new VisitFacts(visit, [.. push.Activities.DistinctBy(a => (a.PersonId, a.ServiceId)).Select(a => new VisitActivity
        {
            VisitId = visit.Id,
            PersonId = a.PersonId ?? Guid.Empty,
            ServiceId = a.ServiceId,
            HouseholdId = household.Id,
            Stage = a.Stage,
            Blocker = a.Blocker,
        })]);

        RecordVisit.Apply(work, facts, batch.Services, batch.Cells);
        household.Version = batch.Changed(ChangeKind.Visit, household.Id, household.HamletId, context.Actor);
        batch.AddVisit(facts, push.Supersedes);
        batch.Audit(context.Actor, push.Supersedes is null ? "visit.record" : "visit.correct", visit.Id, household.HamletId, null, Json(push));
    }

    internal static Guid? TeamFor(MutationContext context, Guid hamletId) =>
        (context.Phone.Teams.FirstOrDefault(t => t.AreaId == hamletId && context.Member.TeamIds.Contains(t.Id))
            ?? context.Phone.Teams.FirstOrDefault(t => context.Member.TeamIds.Contains(t.Id)))?.Id;

    private static void Check(PushBatch batch, HouseholdWork work, PushActivity activity)
    {
        if (!batch.Services.TryGetValue(activity.ServiceId, out var service))
        {
            throw new Refusal(Problems.ServiceUnknown);
        }

        if (!Enum.IsDefined(activity.Stage))
        {
            throw new Refusal(Problems.Invalid, "stage");
        }

        var forPerson = service.Subject == Services.ServiceSubject.Person;
        if (forPerson != activity.PersonId is not null || (forPerson && !work.People.Any(p => p.Id == activity.PersonId && p.GoneDay is null)))
        {
            throw new Refusal(Problems.PersonUnknown);
        }
    }
}
