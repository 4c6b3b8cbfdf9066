using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TungNgo.Badges;

/// <summary>
/// What a phone's QR carries: the key's id (16 bytes), the minute (4 bytes, since 1970, the largest byte first) and the signature of both (64 bytes, r and s),
/// as base64url. Made without a line; src/Field/src/badge/code.ts writes what is read here.
/// </summary>
internal sealed record BadgeCode(Guid KeyId, long Minute, byte[] Signature)
{
    public const int Letters = 112;

    private const int Head = 20, Bytes = 84, PointBytes = 65, Coordinate = 32;

    /// <summary>So that nothing else that this key might ever sign is a badge.</summary>
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("tungngo.badge.1");

    public static long MinuteOf(DateTime utc) => (long)Math.Floor((utc - DateTime.UnixEpoch).TotalMinutes);

    /// <summary>Null for anything that no phone of ours wrote.</summary>
    public static BadgeCode? Read(string text)
    {
        var bytes = new byte[Bytes];
        return text.Length == Letters && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == Bytes
            ? new(new Guid(bytes.AsSpan(0, 16), bigEndian: true), BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(16, 4)), bytes[Head..])
            : null;
    }

    public bool IsSignedBy(byte[] publicKey)
    {
        using var key = KeyOf(publicKey);
        return key is not null && key.VerifyData(Signed(KeyId, Minute), Signature, HashAlgorithmName.SHA256);
    }

    /// <summary>Null where it is no point of P-256.</summary>
    public static Guid? IdOf(byte[] publicKey)
    {
        using var key = KeyOf(publicKey);
        return key is null ? null : new Guid(SHA256.HashData(publicKey).AsSpan(0, 16), bigEndian: true);
    }

    /// <summary>What is signed.</summary>
    internal static byte[] Signed(Guid keyId, long minute)
    {
        var bytes = new byte[Purpose.Length + Head];
        Purpose.CopyTo(bytes, 0);
        keyId.TryWriteBytes(bytes.AsSpan(Purpose.Length), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Purpose.Length + 16), (uint)minute);
        return bytes;
    }

    private static ECDsa? KeyOf(byte[] point)
    {
        if (point is not { Length: PointBytes } || point[0] != 4)
        {
            return null;
        }

        try
        {
            return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = point[1..(Coordinate + 1)], Y = point[(Coordinate + 1)..] } });
        }
        catch (CryptographicException)
        {
            // Not on the curve.
            return null;
        }
    }
}
