using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace TungNgo.Simulators.Push;

/// <summary>
/// One browser's subscription, with the private key that only the browser has. Written from the RFCs on its own, sharing no line with the
/// gateway, so that it can contradict it.
/// </summary>
internal sealed class Browser : IDisposable
{
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(16);
    private readonly byte[] point;

    public Browser(string phone, string serverKey)
    {
        Phone = phone;
        ServerKey = serverKey;
        var q = key.PublicKey.ExportParameters().Q;
        point = [4, .. q.X!, .. q.Y!];
    }

    /// <summary>Whose phone it is, in the ledger.</summary>
    public string Phone { get; }

    /// <summary>The key that the page gave when it subscribed: nobody else may write.</summary>
    public string ServerKey { get; }

    public string P256dh => Base64Url.EncodeToString(point);

    public string Auth => Base64Url.EncodeToString(secret);

    public bool Online { get; set; } = true;

    public bool Dropped { get; private set; }

    /// <summary>What waits for the phone to come back, oldest first.</summary>
    public List<Held> Waiting { get; } = [];

    /// <summary>Tags of the notifications that stand on the screen, with their text.</summary>
    public Dictionary<string, string> Screen { get; } = new(StringComparer.Ordinal);

    /// <summary>The plain text; null when the message was not sealed for this browser.</summary>
    public byte[]? Open(byte[] body)
    {
        // RFC 8188 §2.1: salt 16, record size 4, length of the key id 1, key id; RFC 8291 §4: the key id is the sender's public key.
        if (body.Length < 21 + 65 + 17 || body[20] != 65 || body[21] != 4 || BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16)) < body.Length - 86)
        {
            return null;
        }

        var salt = body[..16];
        var sender = body[21..86];
        try
        {
            using var theirs = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
            var prk = HMACSHA256.HashData(secret, key.DeriveRawSecretAgreement(theirs.PublicKey));
            var ikm = HMACSHA256.HashData(prk, (byte[])[.. "WebPush: info"u8, 0, .. point, .. sender, 1]);
            var session = HMACSHA256.HashData(salt, ikm);
            var contentKey = HMACSHA256.HashData(session, (byte[])[.. "Content-Encoding: aes128gcm"u8, 0, 1])[..16];
            var nonce = HMACSHA256.HashData(session, (byte[])[.. "Content-Encoding: nonce"u8, 0, 1])[..12];
            var plain = new byte[body.Length - 86 - 16];
            using var aes = new AesGcm(contentKey, 16);
            aes.Decrypt(nonce, body.AsSpan(86, plain.Length), body.AsSpan(86 + plain.Length), plain);
            var end = Array.FindLastIndex(plain, octet => octet != 0);
            return end >= 0 && plain[end] == 2 ? plain[..end] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Drop()
    {
        lock (this)
        {
            Dropped = true;
            Waiting.Clear();
        }
    }

    /// <summary>Nothing stands on the screen any more.</summary>
    public void PutAway()
    {
        lock (this)
        {
            Screen.Clear();
        }
    }

    public void Dispose() => key.Dispose();

    /// <summary>A message that the service keeps for a phone without a line.</summary>
    internal sealed record Held(string MessageId, string? Topic, DateTimeOffset Until, byte[] Body);
}
