using System.Security.Cryptography;
using TungNgo.Accounts;

namespace TungNgo.Provinces.Packages;

/// <summary>This installation's key for signing packages; made once, for all its nodes.</summary>
internal sealed class OwnKey(ServerKeys keys)
{
    private const string Name = "figures";

    public async Task<ECDsa> GetAsync(CancellationToken ct)
    {
        var secret = await keys.GetAsync(Name, Make, ct);
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(secret, out _);
        return key;
    }

    /// <summary>What the node above registers: the public key as PEM.</summary>
    public async Task<string> PublicAsync(CancellationToken ct)
    {
        using var key = await GetAsync(ct);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private static byte[] Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
