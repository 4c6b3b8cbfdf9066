using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TungNgo.Gateways.WebPush;

/// <summary>Seals a push message for one browser: RFC 8291 over the aes128gcm coding of RFC 8188, in one record.</summary>
public static class PushEncryption
{
    /// <summary>The most bytes that fit: push services must take bodies of 4,096 bytes (RFC 8030 §7.2) and sealing adds 103.</summary>
    public const int MaxPlaintext = BodyLimit - HeaderSize - 1 - TagSize;

    private const int BodyLimit = 4096;
    private const int PublicKeySize = 65;
    private const int SecretSize = 16;
    private const int SaltSize = 16;
    private const int TagSize = 16;
    private const int HeaderSize = SaltSize + 4 + 1 + PublicKeySize;

    /// <summary>Seals with a fresh key and salt, so that two calls never give the same bytes.</summary>
    /// <exception cref="ArgumentException">The text is too long.</exception>
    /// <exception cref="CryptographicException">The keys are not those of a browser: wrong length or no point of the curve.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> plaintext, PushKeys keys)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(plaintext, keys, ephemeral, RandomNumberGenerator.GetBytes(SaltSize));
    }

    internal static byte[] Encrypt(ReadOnlySpan<byte> plaintext, PushKeys keys, ECDiffieHellman ephemeral, ReadOnlySpan<byte> salt)
    {
        if (plaintext.Length > MaxPlaintext)
        {
            throw new ArgumentException($"A push message holds {MaxPlaintext} bytes; this one has {plaintext.Length}.", nameof(plaintext));
        }

        if (keys.Secret.Length != SecretSize)
        {
            throw new CryptographicException("The secret of a push subscription has 16 bytes.");
        }

        var ours = Points.Export(ephemeral.ExportParameters(includePrivateParameters: false).Q);
        using var browser = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = Points.Import(keys.PublicKey) });
        var (key, nonce) = Derive(ephemeral.DeriveRawSecretAgreement(browser.PublicKey), keys, ours, salt);

        var body = new byte[HeaderSize + plaintext.Length + 1 + TagSize];
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltSize), BodyLimit);
        body[SaltSize + 4] = PublicKeySize;
        ours.CopyTo(body.AsSpan(SaltSize + 5));

        // 2 marks the last record; no padding follows, the length of a public notice is no secret.
        byte[] record = [.. plaintext, 2];
        var sealedRecord = body.AsSpan(HeaderSize, record.Length);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, record, sealedRecord, body.AsSpan(HeaderSize + record.Length));
        return body;
    }

    private static (byte[] Key, byte[] Nonce) Derive(byte[] shared, PushKeys keys, byte[] ours, ReadOnlySpan<byte> salt)
    {
        byte[] info = [.. "WebPush: info\0"u8, .. keys.PublicKey, .. ours];
        var material = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, keys.Secret, info);
        var sessionKey = HKDF.Extract(HashAlgorithmName.SHA256, material, salt.ToArray());
        return (HKDF.Expand(HashAlgorithmName.SHA256, sessionKey, 16, "Content-Encoding: aes128gcm\0"u8.ToArray()),
            HKDF.Expand(HashAlgorithmName.SHA256, sessionKey, 12, "Content-Encoding: nonce\0"u8.ToArray()));
    }
}
