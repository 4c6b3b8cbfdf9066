using TungNgo.Data;

namespace TungNgo.Households;

/// <summary>Which households agreed to be written to: the one rule for plans, audiences, what still waits to go out, and the demo.</summary>
internal static class ContactConsents
{
    public const string Purpose = "contact";

    /// <summary>Given at some time, perhaps withdrawn since.</summary>
    public static IQueryable<Consent> Given(AppDb db) => db.Consents.Where(c => c.Purpose == Purpose);

    /// <summary>Those that hold now.</summary>
    public static IQueryable<Consent> Standing(AppDb db) => Given(db).Where(c => c.WithdrawnAt == null);
}
