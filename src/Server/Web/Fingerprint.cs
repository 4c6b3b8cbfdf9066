using System.Security.Cryptography;
using System.Text.Json;

namespace TungNgo.Web;

/// <summary>
/// Tells whether something is still as a form showed it, where nothing counts its changes: settings that few people change and seldom.
/// </summary>
internal static class Fingerprint
{
    public static string Of(object fields) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(fields)))[..16];

    /// <param name="seen">Of what the form showed; null for who did not look.</param>
    /// <param name="now">What is there now.</param>
    /// <exception cref="Refusal">Somebody changed it meanwhile.</exception>
    public static void Require(string? seen, object now)
    {
        if (seen is not null && seen != Of(now))
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }
    }
}
