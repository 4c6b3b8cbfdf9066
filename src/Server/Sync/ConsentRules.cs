using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>Consent per purpose, taken and withdrawn at the door. A withdrawal ends the consent; the row and its history stay as proof.</summary>
internal static class ConsentRules
{
    private static readonly string[] Purposes = ["store", "contact", "photo"], Methods = ["spoken", "signed", "recorded"];

    public static void Give(MutationContext context, Mutation mutation, PushConsent push)
    {
        var work = PushRules.Reach(context, push.HouseholdId);
        var batch = context.Batch;
        if (!Purposes.Contains(push.Purpose) || !Methods.Contains(push.Method) || batch.Consents.ContainsKey(push.Id))
        {
            throw new Refusal(Problems.Invalid, "consent");
        }

        var consent = new Consent
        {
            Id = push.Id, HouseholdId = push.HouseholdId, Purpose = push.Purpose, Method = push.Method,
            Language = push.Language is { Length: > 0 } language ? language : "vi", At = batch.Clamp(mutation.At), MemberId = context.Member.Id, By = context.Member.Name,
        };
        batch.Consents[consent.Id] = consent;
        batch.Db.Consents.Add(consent);
        batch.Changed(ChangeKind.Consent, work.Household.Id, work.Household.HamletId, context.Actor);
        batch.Audit(context.Actor, "consent.give", consent.Id, work.Household.HamletId, null, PushRules.Json(push));
    }

    public static void Withdraw(MutationContext context, Mutation mutation, PushConsent push)
    {
        var work = PushRules.Reach(context, push.HouseholdId);
        var batch = context.Batch;
        if (!batch.Consents.TryGetValue(push.Id, out var consent) || consent.HouseholdId != push.HouseholdId)
        {
            throw new Refusal(Problems.Invalid, "consent");
        }

        if (consent.WithdrawnAt is not null)
        {
            return;
        }

        consent.WithdrawnAt = batch.Clamp(mutation.At);
        consent.WithdrawnBy = context.Member.Name;
        batch.Changed(ChangeKind.Consent, work.Household.Id, work.Household.HamletId, context.Actor);
        batch.Audit(context.Actor, "consent.withdraw", consent.Id, work.Household.HamletId, null, PushRules.Json(push));
    }
}
