using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using TungNgo.Accounts;

namespace TungNgo.Training.Badges;

/// <summary>The public half of a key, as anybody may have it (RFC 7517).</summary>
/// <param name="Kid">Its address.</param>
internal sealed record PublicKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);

/// <summary>
/// The keys that badges are signed with: one for each year, so that they change by themselves and one that is lost opens one year only. What a key of an
/// earlier year has signed stays good; its public half is published for ever.
/// </summary>
internal sealed class BadgeKeys(ServerKeys keys, ServerOptions server)
{
    public string Base => server.PublicUrl.TrimEnd('/');

    public string AddressOf(int year) => $"{Base}/badges/keys/{year}";

    /// <summary>Not within a write: the first use of a year makes its key in a write of its own.</summary>
    public async Task<ECDsa> PrivateAsync(int year, CancellationToken ct)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(await keys.GetAsync($"badge.{year}", Make, ct), out _);
        return key;
    }

    public async Task<PublicKey> PublicAsync(int year, CancellationToken ct)
    {
        using var key = await PrivateAsync(year, ct);
        var point = key.ExportParameters(false).Q;
        return new("EC", "P-256", WebEncoders.Base64UrlEncode(point.X!), WebEncoders.Base64UrlEncode(point.Y!), AddressOf(year), "sig", "ES256");
    }

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
