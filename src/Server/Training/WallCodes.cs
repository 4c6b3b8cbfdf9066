using System.Security.Cryptography;
using System.Text;
using TungNgo.Accounts;
using TungNgo.Training.Badges;

namespace TungNgo.Training;

/// <summary>
/// What the wall shows who is in the room: another code each minute, reckoned from a key of this installation, so that it needs no store and a phone
/// without a line can still send it hours later.
/// </summary>
internal sealed class WallCodes(ServerKeys keys)
{
    public const int Length = 6;

    /// <summary>So many minutes a code is taken before and after its own: it is read, typed, and told by a clock that was put right.</summary>
    private const int Before = 1, After = 2;

    /// <summary>Not within a write before a class is open: the first use makes the key.</summary>
    public async Task<string> OfAsync(Guid classId, DateTime at, CancellationToken ct) => Of(await KeyAsync(ct), classId, MinuteOf(at));

    /// <summary>Makes the key, so that whatever comes later only reads it.</summary>
    public Task PrepareAsync(CancellationToken ct) => KeyAsync(ct);

    public async Task<bool> FitsAsync(Guid classId, string code, DateTime at, CancellationToken ct)
    {
        var (key, minute) = (await KeyAsync(ct), MinuteOf(at));
        var said = Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant());
        return Enumerable.Range(-After, Before + After + 1).Aggregate(
            false, (fits, by) => fits | CryptographicOperations.FixedTimeEquals(said, Encoding.UTF8.GetBytes(Of(key, classId, minute + by))));
    }

    public static long MinuteOf(DateTime at) => at.Ticks / TimeSpan.TicksPerMinute;

    private Task<byte[]> KeyAsync(CancellationToken ct) => keys.GetAsync("training.wall", () => RandomNumberGenerator.GetBytes(32), ct);

    private static string Of(byte[] key, Guid classId, long minute)
    {
        var hash = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($"{classId:d}/{minute}"));
        return string.Concat(hash.Take(Length).Select(b => CertificateCode.Letters[b % CertificateCode.Letters.Length]));
    }
}
