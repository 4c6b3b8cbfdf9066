using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Bulletins;

/// <summary>Codes of public pages: short enough for an SMS, read out without mistakes, and not to be guessed from one another.</summary>
internal static class ShortCode
{
    /// <summary>Neither 0/O, 1/I/L, 5/S, 2/Z, 8/B nor U/V.</summary>
    private const string Letters = "34679ACDEFGHJKMNPQRTWXY";
    private const int Length = 6;

    public static async Task<string> NewAsync(AppDb db, CancellationToken ct)
    {
        while (true)
        {
            var code = RandomNumberGenerator.GetString(Letters, Length);
            if (!await db.Bulletins.AnyAsync(b => b.Code == code, ct))
            {
                return code;
            }
        }
    }
}
