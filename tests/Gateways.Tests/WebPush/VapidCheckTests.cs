using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TungNgo.Gateways.WebPush;
using TungNgo.Simulators.Push;

namespace TungNgo.GatewayTests.WebPush;

/// <summary>The simulator's own judgement: an oracle that lets everything pass would prove nothing.</summary>
public sealed class VapidCheckTests
{
    private const string Service = "https://push.example";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly VapidKeys Keys = VapidKeys.Generate();

    [Theory]
    [InlineData(Service, 12, "mailto:a@b.example", null)]
    [InlineData("https://other.example", 12, "mailto:a@b.example", 401)]
    [InlineData(Service + "/", 12, "mailto:a@b.example", 401)]
    [InlineData(Service, 0, "mailto:a@b.example", 401)]
    [InlineData(Service, -1, "mailto:a@b.example", 401)]
    [InlineData(Service, 25, "mailto:a@b.example", 401)]
    [InlineData(Service, 12, "a@b.example", 401)]
    public void A_token_is_judged_by_its_claims(string audience, int hours, string subject, int? status) =>
        Assert.Equal(status, Vapid.Check(Token(Keys, Claims(audience, hours, subject)), Service, Keys.PublicKey, Now)?.Status);

    [Fact]
    public void Another_key_is_forbidden()
    {
        var other = VapidKeys.Generate();
        Assert.Equal(403, Vapid.Check(Token(other, Claims(Service, 1, "mailto:a@b.example")), Service, Keys.PublicKey, Now)?.Status);
    }

    [Fact]
    public void The_right_key_named_over_a_stranger_s_signature_is_refused()
    {
        var forged = Token(VapidKeys.Generate() with { PublicKey = Keys.PublicKey }, Claims(Service, 1, "mailto:a@b.example"), check: false);
        Assert.Equal(401, Vapid.Check(forged, Service, Keys.PublicKey, Now)?.Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer x")]
    [InlineData("vapid t=a.b.c")]
    [InlineData("vapid t=a.b, k=x")]
    public void What_is_no_token_is_refused(string? header) => Assert.Equal(401, Vapid.Check(header, Service, Keys.PublicKey, Now)?.Status);

    private static string Claims(string audience, int hours, string subject) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"aud":"{{audience}}","exp":{{Now.AddHours(hours).ToUnixTimeSeconds()}},"sub":"{{subject}}"}""");

    private static string Token(VapidKeys keys, string claims, bool check = true)
    {
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Base64Url.DecodeFromChars(keys.PrivateKey.Reveal()) };
        if (check)
        {
            parameters.Q = Points.Import(Base64Url.DecodeFromChars(keys.PublicKey));
        }

        using var key = ECDsa.Create(parameters);
        var signed = $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"vapid t={signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}, k={keys.PublicKey}";
    }
}
