using System.IO.Compression;
using Microsoft.AspNetCore.WebUtilities;

namespace TungNgo.Training.Badges;

/// <summary>A list of bits as published (W3C Bitstring Status List 1.0): the first bit is the leftmost, and it is long enough that nobody is known by it.</summary>
internal static class StatusList
{
    /// <summary>The standard's smallest.</summary>
    public const int Length = 131_072;

    public static string Encode(IEnumerable<int> set)
    {
        var bits = new byte[Length / 8];
        foreach (var index in set)
        {
            bits[index / 8] |= (byte)(0x80 >> (index % 8));
        }

        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(bits);
        }

        return "u" + WebEncoders.Base64UrlEncode(packed.ToArray());
    }
}
