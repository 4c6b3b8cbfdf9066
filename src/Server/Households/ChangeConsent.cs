using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>Consent per purpose, given and withdrawn, for every door. A withdrawal ends the consent; the row and its history stay as proof.</summary>
internal static class ChangeConsent
{
    /// <summary>To keep what the household tells of its crops' costs and yields.</summary>
    public const string Season = "season";

    /// <summary>What may be asked, in the order in which it is shown.</summary>
    public static readonly IReadOnlyList<string> Purposes = ["store", ContactConsents.Purpose, "photo", Season];
    private static readonly string[] Methods = ["spoken", "signed", "recorded"], Languages = ["vi", "km", "hoa", "en"];

    /// <param name="at">When it was given.</param>
    /// <exception cref="Refusal">A word that the catalogue does not know.</exception>
    public static Consent Give(HouseholdWork work, Guid id, string? purpose, string? method, string? language, DateTime at, Write write)
    {
        if (!Purposes.Contains(purpose) || !Methods.Contains(method))
        {
            throw new Refusal(Problems.Invalid, "consent");
        }

        var household = work.Living.Household;
        var consent = new Consent
        {
            Id = id, HouseholdId = household.Id, Purpose = purpose!, Method = method!, Language = Languages.Contains(language) ? language! : "vi", At = at,
            MemberId = write.Actor.MemberId, UserId = write.Actor.UserId, By = write.Actor.Name,
        };
        write.Db.Consents.Add(consent);
        ChangeHousehold.Touch(work, write, ChangeKind.Consent);
        write.Audit("consent.give", consent.Id, household.HamletId, null, new { HouseholdId = household.Id, consent.Purpose, consent.Method, consent.Language });
        return consent;
    }

    /// <summary>The earliest withdrawal stands: from then on nobody may lean on it.</summary>
    public static async Task WithdrawAsync(HouseholdWork work, Consent consent, DateTime at, IEnumerable<IEndsWithConsent> ends, Write write, CancellationToken ct)
    {
        at = at < consent.At ? consent.At : at;
        if (consent.WithdrawnAt <= at)
        {
            return;
        }

        (consent.WithdrawnAt, consent.WithdrawnBy) = (at, write.Actor.Name);
        ChangeHousehold.Touch(work, write, ChangeKind.Consent);
        write.Audit("consent.withdraw", consent.Id, work.Living.Household.HamletId, new { withdrawn = false }, new { consent.HouseholdId, consent.Purpose, withdrawn = true });
        foreach (var end in ends.Where(e => e.Purpose == consent.Purpose))
        {
            await end.ForgetAsync(write, work.Living.Household.Id, ct);
        }
    }
}
