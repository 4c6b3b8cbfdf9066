using System.Security.Cryptography;

namespace TungNgo.Gateways.Cap;

public static class CapDigest
{
    /// <summary>The digest of a resource (CAP 1.2 §3.2.3): SHA-1, for noticing a broken download, not for trust. Trust comes from the signature.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "The protocol names SHA-1 and nothing else.")]
    public static string Of(ReadOnlySpan<byte> file) => Convert.ToHexStringLower(SHA1.HashData(file));
}
