using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TungNgo.Gateways;
using TungNgo.Gateways.WebPush;

namespace TungNgo.GatewayTests.WebPush;

public sealed class PushEncryptionTests
{
    // RFC 8291 §5 and appendix A.
    private const string BrowserKey = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string Secret = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string OurPrivateKey = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string OurPublicKey = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Expected =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    private static readonly PushKeys Browser = new(Bytes(BrowserKey), Bytes(Secret));

    [Fact]
    public void The_example_of_the_rule_comes_out_byte_for_byte()
    {
        using var ephemeral = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = Points.Import(Bytes(OurPublicKey)),
            D = Bytes(OurPrivateKey),
        });

        var body = PushEncryption.Encrypt("When I grow up, I want to be a watermelon"u8, Browser, ephemeral, Bytes(Salt));

        Assert.Equal(Expected, Base64Url.EncodeToString(body));
    }

    [Fact]
    public void The_longest_text_fills_the_4096_bytes_that_every_service_takes()
    {
        Assert.Equal(3993, PushEncryption.MaxPlaintext);
        Assert.Equal(4096, PushEncryption.Encrypt(new byte[PushEncryption.MaxPlaintext], Browser).Length);
    }

    [Fact]
    public void One_byte_more_is_refused() =>
        Assert.Throws<ArgumentException>(() => PushEncryption.Encrypt(new byte[PushEncryption.MaxPlaintext + 1], Browser));

    [Fact]
    public void The_same_text_is_never_sealed_to_the_same_bytes() =>
        Assert.NotEqual(PushEncryption.Encrypt("nước mặn"u8, Browser), PushEncryption.Encrypt("nước mặn"u8, Browser));

    [Theory]
    [InlineData(64, 16)]
    [InlineData(65, 15)]
    [InlineData(65, 16)] // 65 zeros: the right length, but no point
    public void Keys_that_no_browser_made_are_refused(int publicKey, int secret) =>
        Assert.ThrowsAny<CryptographicException>(() => PushEncryption.Encrypt("x"u8, new PushKeys(new byte[publicKey], new byte[secret])));

    [Fact]
    public void A_point_beside_the_curve_is_refused()
    {
        var beside = Bytes(BrowserKey);
        beside[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => PushEncryption.Encrypt(Encoding.UTF8.GetBytes("x"), Browser with { PublicKey = beside }));
    }

    private static byte[] Bytes(string base64Url) => Base64Url.DecodeFromChars(base64Url);
}
