using System.Security.Cryptography;
using System.Text;

namespace TungNgo.Data;

/// <summary>Ids that follow from another id and a name, always the same (RFC 9562 §5.8).</summary>
internal static class NamedIds
{
    public static Guid Of(Guid id, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. id.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)], hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
