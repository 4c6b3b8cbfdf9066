using System.Security.Cryptography;

namespace TungNgo.Gateways.WebPush;

/// <summary>Points of P-256 as browsers write them: 4, then x and y of 32 bytes each.</summary>
internal static class Points
{
    public static byte[] Export(ECPoint point) => [4, .. point.X!, .. point.Y!];

    public static ECPoint Import(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 65 && bytes[0] == 4
            ? new ECPoint { X = bytes[1..33].ToArray(), Y = bytes[33..].ToArray() }
            : throw new CryptographicException("A public key of web push has 65 bytes and is not compressed.");
}
