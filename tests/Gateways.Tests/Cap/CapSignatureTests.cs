using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TungNgo.Gateways.Cap;

namespace TungNgo.GatewayTests.Cap;

public sealed class CapSignatureTests : IDisposable
{
    private const string Template = """
        <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
        <CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
        <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
        <Reference URI=""><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms>
        <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference>
        </SignedInfo><SignatureValue/></Signature></alert>
        """;

    private static readonly byte[] Document = CapWriter.Write(Alerts.Full);

    private static readonly X509Certificate2 Ours = Certificate("CN=Canh bao Soc Trang");
    private static readonly X509Certificate2 Stranger = Certificate("CN=Nguoi la");
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_signed_alert_is_trusted_and_still_a_right_alert()
    {
        var signed = CapSignature.Sign(Document, Ours);
        Assert.Equal(CapTrust.Trusted, CapSignature.Verify(signed, [Stranger, Ours]));
        Assert.Equal(Alerts.Full.Identifier, CapReader.Read(signed).Identifier);
    }

    [Fact]
    public void Without_a_signature_it_is_unsigned() => Assert.Equal(CapTrust.Unsigned, CapSignature.Verify(Document, [Ours]));

    [Fact]
    public void A_stranger_s_signature_is_refused_though_it_brings_its_own_certificate() =>
        Assert.Equal(CapTrust.Refused, CapSignature.Verify(CapSignature.Sign(Document, Stranger), [Ours]));

    [Theory]
    [InlineData("4,5 g/l", "0,5 g/l")]
    [InlineData("<status>Actual</status>", "<status>Test</status>")]
    [InlineData("<scope>", " <scope>")]
    public void A_change_is_noticed(string from, string to)
    {
        var text = Encoding.UTF8.GetString(CapSignature.Sign(Document, Ours));
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.Equal(CapTrust.Refused, CapSignature.Verify(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)), [Ours]));
    }

    [Fact]
    public void A_signed_alert_wrapped_into_another_lends_it_no_trust()
    {
        var signed = Encoding.UTF8.GetString(CapSignature.Sign(Document, Ours));
        var inner = signed[signed.IndexOf("<alert", StringComparison.Ordinal)..];
        var outer = Encoding.UTF8.GetString(CapWriter.Write(Alerts.Smallest)).Replace("</alert>", inner + "</alert>", StringComparison.Ordinal);
        Assert.Equal(CapTrust.Refused, CapSignature.Verify(Encoding.UTF8.GetBytes(outer), [Ours]));
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2000/09/xmldsig#sha1")]
    [InlineData("URI=\"\"", "URI=\"#x\"")]
    public async Task A_signature_by_weaker_rules_is_refused(string from, string to)
    {
        var template = Template.Replace(from, to, StringComparison.Ordinal);
        var (signed, error) = await SignElsewhereAsync(template.Replace("URI=\"#x\"", "URI=\"#xpointer(/)\"", StringComparison.Ordinal));
        Assert.True(signed is not null, error);
        Assert.Equal(CapTrust.Refused, CapSignature.Verify(signed!, [Ours]));
    }

    [Fact]
    public void Rubbish_is_refused_and_breaks_nothing() =>
        Assert.Equal(CapTrust.Refused, CapSignature.Verify(Encoding.UTF8.GetBytes("<alert><Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/></alert>"), [Ours]));

    [Fact]
    public async Task Another_implementation_verifies_our_signature()
    {
        var certificate = scratch.Write("our.pem", Encoding.ASCII.GetBytes(Ours.ExportCertificatePem()));
        var right = scratch.Write("right.xml", CapSignature.Sign(Document, Ours));
        var (code, _, error) = await Tool.RunAsync(Tool.Need("xmlsec1"), [], "--verify", "--pubkey-cert-pem", certificate, right);
        Assert.True(code == 0, error);

        var wrong = scratch.Write("wrong.xml", CapSignature.Sign(Document, Stranger));
        Assert.NotEqual(0, (await Tool.RunAsync(Tool.Need("xmlsec1"), [], "--verify", "--pubkey-cert-pem", certificate, wrong)).Code);
    }

    [Fact]
    public async Task A_signature_of_another_implementation_is_verified()
    {
        var (signed, error) = await SignElsewhereAsync(Template);
        Assert.True(signed is not null, error);
        Assert.Equal(CapTrust.Trusted, CapSignature.Verify(signed!, [Ours]));
        Assert.Equal(CapTrust.Refused, CapSignature.Verify(signed!, [Stranger]));
    }

    [Theory]
    [InlineData("nistP256", "ecdsa-sha256")]
    [InlineData("nistP384", "ecdsa-sha384")]
    [InlineData("nistP521", "ecdsa-sha512")]
    public async Task An_alert_that_another_authority_signed_with_ecdsa_is_verified_and_not_with_a_key_of_another_kind(string curve, string method)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        using var theirs = new CertificateRequest("CN=Other authority", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var (signed, error) = await SignElsewhereAsync(Template.Replace("#rsa-sha256", $"#{method}", StringComparison.Ordinal), key);
        Assert.True(signed is not null, error);
        Assert.Equal(CapTrust.Trusted, CapSignature.Verify(signed!, [Ours, theirs]));
        Assert.Equal(CapTrust.Refused, CapSignature.Verify(signed!, [Ours, Stranger]));
        var forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed!).Replace("<status>Actual", "<status>Test", StringComparison.Ordinal));
        Assert.Equal(CapTrust.Refused, CapSignature.Verify(forged, [theirs]));
    }

    private async Task<(byte[]? Signed, string Error)> SignElsewhereAsync(string template, AsymmetricAlgorithm? own = null)
    {
        using var key = Ours.GetRSAPrivateKey()!;
        var keyFile = scratch.Write("key.pem", Encoding.ASCII.GetBytes((own ?? key).ExportPkcs8PrivateKeyPem()));
        var unsigned = scratch.Write("template.xml", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Document).Replace("</alert>", template, StringComparison.Ordinal)));
        var (code, output, error) = await Tool.RunAsync(Tool.Need("xmlsec1"), [], "--sign", "--privkey-pem", keyFile, unsigned);
        return (code == 0 ? Encoding.UTF8.GetBytes(output) : null, error);
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
