using System.Security.Cryptography;

namespace TungNgo.Training.Badges;

/// <summary>Eighty bits by which a certificate is found on its paper and not by trying.</summary>
internal static class CertificateCode
{
    public const int Length = 16;

    /// <summary>Without letters that are read for one another.</summary>
    public const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>As it is printed: four and four.</summary>
    public static string Shown(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));
}
