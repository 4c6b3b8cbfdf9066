using System.Buffers.Text;
using System.Security.Cryptography;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.WebPush;

/// <summary>
/// The key pair by which push services know this installation (RFC 8292). Browsers bind a subscription to the public half: with another pair every
/// subscription made before is dead, so keep the pair as long as the installation lives.
/// </summary>
/// <param name="PublicKey">Base64url, 65 bytes: what pages give to <c>pushManager.subscribe</c>.</param>
/// <param name="PrivateKey">Base64url, 32 bytes.</param>
public sealed record VapidKeys(string PublicKey, Secret PrivateKey)
{
    public static VapidKeys Generate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return new(Base64Url.EncodeToString(Points.Export(parameters.Q)), new Secret(Base64Url.EncodeToString(parameters.D!)));
    }

    /// <exception cref="CryptographicException">The halves do not belong together or are no keys of P-256.</exception>
    /// <exception cref="FormatException">Not base64url.</exception>
    internal ECDsa Open() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = Points.Import(Base64Url.DecodeFromChars(PublicKey)),
        D = Base64Url.DecodeFromChars(PrivateKey.Reveal()),
    });
}
