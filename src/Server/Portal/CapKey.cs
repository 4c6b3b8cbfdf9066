using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using TungNgo.Accounts;

namespace TungNgo.Portal;

/// <summary>The certificate that our CAP documents are signed with: the operator's, or one that the installation made for itself and published.</summary>
internal sealed class CapKey(ServerKeys keys, IOptions<CapOptions> options, TimeProvider clock) : IDisposable
{
    private const string Name = "cap";
    private const int KeyBits = 3072, Years = 20;
    private X509Certificate2? certificate;

    public void Dispose() => certificate?.Dispose();

    public async Task<X509Certificate2> GetAsync(CancellationToken ct)
    {
        if (certificate is { } known)
        {
            return known;
        }

        var made = options.Value.Certificate is { Length: > 0 } file
            ? X509CertificateLoader.LoadPkcs12FromFile(file, options.Value.Password)
            : X509CertificateLoader.LoadPkcs12(await keys.GetAsync(Name, Make, ct), null);
        // Two first readers at once read the same key twice.
        return Interlocked.CompareExchange(ref certificate, made, null) ?? made;
    }

    private byte[] Make()
    {
        using var key = RSA.Create(KeyBits);
        var request = new CertificateRequest("CN=Tung Ngo CAP", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        var now = clock.GetUtcNow();
        using var own = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        return own.Export(X509ContentType.Pkcs12);
    }
}
