using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Training.Badges;

namespace TungNgo.Training;

/// <summary>What is to be said of a badge that somebody shows.</summary>
internal enum BadgeVerdict { Genuine, Expired, Revoked, Forged, Unknown }

/// <param name="Found">The certificate in our book; null when there is none.</param>
internal sealed record CheckedBadge(BadgeVerdict Verdict, Certificate? Found);

/// <summary>Signs badges and says of those that are shown whether they are ours and still hold.</summary>
internal sealed class OpenBadgeDesk(AppDb db, BadgeKeys keys, BadgeWriter badges, TimeProvider clock)
{
    /// <param name="key">Of the year of signing; taken before the write began.</param>
    public string Sign(BadgeFacts facts, ECDsa key) => SignedToken.Sign(badges.Badge(facts), keys.AddressOf(LegalDay.Of(facts.SignedAt).Year), key);

    /// <summary>By what stands on the paper.</summary>
    public async Task<CheckedBadge> LookUpAsync(string code, CancellationToken ct)
    {
        var typed = code.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        var found = typed.Length == CertificateCode.Length ? await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Code == typed, ct) : null;
        return found is null ? new(BadgeVerdict.Unknown, null) : Judge(found);
    }

    /// <summary>By the badge itself: what it says is believed only when one of our keys has signed it.</summary>
    public async Task<CheckedBadge> CheckAsync(string badge, CancellationToken ct)
    {
        var years = await YearsAsync(ct);
        if (SignedToken.KeyOf(badge) is not { } kid || !int.TryParse(kid[(kid.LastIndexOf('/') + 1)..], out var year) || !years.Contains(year))
        {
            return new(BadgeVerdict.Forged, null);
        }

        using var key = await keys.PrivateAsync(year, ct);
        if (SignedToken.Open(badge, key) is not { } said || SignedToken.Text(said, "id") is not { } id)
        {
            return new(BadgeVerdict.Forged, null);
        }

        return await LookUpAsync(id[(id.LastIndexOf('/') + 1)..], ct);
    }

    /// <summary>Years whose keys are published: those in which something was signed, and this one.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(CancellationToken ct) =>
        [.. (await db.Certificates.Select(c => c.Year).Distinct().ToListAsync(ct)).Append(clock.Today().Year).Distinct().Order()];

    public async Task<string> StatusAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var revoked = await db.Certificates.Where(c => c.RevokedAt != null).Select(c => c.StatusIndex).ToListAsync(ct);
        var year = LegalDay.Of(now).Year;
        using var key = await keys.PrivateAsync(year, ct);
        return SignedToken.Sign(badges.Status(revoked, now), keys.AddressOf(year), key);
    }

    private CheckedBadge Judge(Certificate found) => new(
        found.RevokedAt is not null ? BadgeVerdict.Revoked : found.HoldsOn(clock.Today()) ? BadgeVerdict.Genuine : BadgeVerdict.Expired, found);
}
