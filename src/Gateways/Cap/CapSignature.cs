using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace TungNgo.Gateways.Cap;

/// <summary>What a document's signature is worth.</summary>
public enum CapTrust
{
    /// <summary>Signed by one of the certificates that were given, and not a letter changed since.</summary>
    Trusted,

    Unsigned,

    /// <summary>None of the given certificates fits, or the document was changed. Which of the two, nobody can tell.</summary>
    Refused,
}

/// <summary>
/// The signature inside the alert (CAP 1.2 §3.3.4.1): enveloped XML-DSig, exclusive canonical form. Ours is RSA with SHA-256; of others ECDSA is read as well.
/// </summary>
public static class CapSignature
{
    private const string ExclusiveForm = SignedXml.XmlDsigExcC14NTransformUrl;

    private static readonly string[] Methods =
    [
        SignedXml.XmlDsigRSASHA256Url, SignedXml.XmlDsigRSASHA384Url, SignedXml.XmlDsigRSASHA512Url, .. EcdsaSignatures.Known,
    ];

    /// <param name="document">As <see cref="CapWriter"/> wrote it.</param>
    /// <param name="certificate">With its private RSA key; it goes along in the signature.</param>
    /// <returns>The document with its signature as the last element. Any later change, even of white space, breaks it.</returns>
    public static byte[] Sign(byte[] document, X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey() ?? throw new CryptographicException("CAP documents are signed with an RSA key.");
        var xml = Load(document);
        var signed = new SignedXml(xml) { SigningKey = key };
        signed.SignedInfo!.CanonicalizationMethod = ExclusiveForm;
        signed.SignedInfo.SignatureMethod = SignedXml.XmlDsigRSASHA256Url;
        var whole = new Reference("") { DigestMethod = SignedXml.XmlDsigSHA256Url };
        whole.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        whole.AddTransform(new XmlDsigExcC14NTransform());
        signed.AddReference(whole);
        signed.KeyInfo.AddClause(new KeyInfoX509Data(certificate));
        signed.ComputeSignature();
        xml.DocumentElement!.AppendChild(signed.GetXml());

        using var stream = new MemoryStream();
        xml.Save(stream);
        return stream.ToArray();
    }

    /// <param name="document">Any bytes.</param>
    /// <param name="trusted">The only keys that count. What the document itself says about its key is not listened to.</param>
    public static CapTrust Verify(byte[] document, IEnumerable<X509Certificate2> trusted)
    {
        try
        {
            var xml = Load(document);
            var signatures = xml.GetElementsByTagName("Signature", SignedXml.XmlDsigNamespaceUrl);
            if (signatures.Count == 0)
            {
                return CapTrust.Unsigned;
            }

            // One signature, at its place: whoever wraps a signed alert into another must not have the outer one believed.
            if (signatures.Count > 1 || signatures[0]!.ParentNode != xml.DocumentElement)
            {
                return CapTrust.Refused;
            }

            var signed = new SignedXml(xml);
            signed.LoadXml((XmlElement)signatures[0]!);
            return CoversAll(signed) && trusted.Any(certificate => Fits(signed, certificate)) ? CapTrust.Trusted : CapTrust.Refused;
        }
        catch (Exception e) when (e is XmlException or CryptographicException or FormatException)
        {
            return CapTrust.Refused;
        }
    }

    private static bool CoversAll(SignedXml signed) =>
        signed.SignedInfo is { } info && Methods.Contains(info.SignatureMethod)
        && IsCanonical(info.CanonicalizationMethod)
        && info.References.Count == 1
        && info.References[0] is Reference { Uri: "", DigestMethod: SignedXml.XmlDsigSHA256Url or SignedXml.XmlDsigSHA384Url or SignedXml.XmlDsigSHA512Url } whole
        && Enumerable.Range(0, whole.TransformChain.Count).All(i => whole.TransformChain[i].Algorithm == SignedXml.XmlDsigEnvelopedSignatureTransformUrl || IsCanonical(whole.TransformChain[i].Algorithm));

    private static bool IsCanonical(string? algorithm) => algorithm is ExclusiveForm or SignedXml.XmlDsigC14NTransformUrl;

    private static bool Fits(SignedXml signed, X509Certificate2 certificate)
    {
        // A key fits the methods of its own kind only: what the document names is not listened to.
        using AsymmetricAlgorithm? key = certificate.GetRSAPublicKey() ?? (AsymmetricAlgorithm?)certificate.GetECDsaPublicKey();
        return key is not null && (key is RSA) == signed.SignedInfo!.SignatureMethod!.Contains("#rsa-", StringComparison.Ordinal) && signed.CheckSignature(key);
    }

    private static XmlDocument Load(byte[] document)
    {
        var xml = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(document, writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        xml.Load(reader);
        return xml;
    }
}
