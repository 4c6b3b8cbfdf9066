using System.Security.Cryptography;
using System.Security.Cryptography.Xml;

namespace TungNgo.Gateways.Cap;

/// <summary>
/// ECDSA in XML signatures (RFC 4051 §2.3.6), which .NET does not know by itself. Other authorities sign with it; we read theirs and go on signing with RSA.
/// </summary>
public static class EcdsaSignatures
{
    private const string Names = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-";

    /// <summary>Names of the methods; whoever reads them has made them known to <see cref="SignedXml"/>.</summary>
    public static IReadOnlyList<string> Known { get; } = [Register<WithSha256>("sha256"), Register<WithSha384>("sha384"), Register<WithSha512>("sha512")];

    private static string Register<T>(string hash) where T : Description
    {
        CryptoConfig.AddAlgorithm(typeof(T), Names + hash);
        return Names + hash;
    }

    /// <remarks>Public, with a constructor of no arguments: <see cref="CryptoConfig"/> makes them by their type.</remarks>
    public abstract class Description : SignatureDescription
    {
        protected Description() => KeyAlgorithm = typeof(ECDsa).AssemblyQualifiedName;

        public override AsymmetricSignatureDeformatter CreateDeformatter(AsymmetricAlgorithm key)
        {
            var deformatter = new Deformatter();
            deformatter.SetKey(key);
            return deformatter;
        }
    }

    public sealed class WithSha256 : Description
    {
        public override HashAlgorithm CreateDigest() => SHA256.Create();
    }

    public sealed class WithSha384 : Description
    {
        public override HashAlgorithm CreateDigest() => SHA384.Create();
    }

    public sealed class WithSha512 : Description
    {
        public override HashAlgorithm CreateDigest() => SHA512.Create();
    }

    private sealed class Deformatter : AsymmetricSignatureDeformatter
    {
        private ECDsa? key;

        public override void SetHashAlgorithm(string strName)
        {
        }

        public override void SetKey(AsymmetricAlgorithm key) => this.key = key as ECDsa ?? throw new CryptographicException("ECDSA is checked with an ECDSA key.");

        // Both numbers one after the other, each as long as the curve: .NET's own form.
        public override bool VerifySignature(byte[] rgbHash, byte[] rgbSignature) => key!.VerifyHash(rgbHash, rgbSignature);
    }
}
