using System.Security.Cryptography;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Help;

/// <summary>Recordings that residents send: known by their first bytes, never by what the sender calls them.</summary>
internal static class HelpSounds
{
    /// <summary>Two minutes of speech as phones record it are about 1 MB.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    /// <returns>The id under which it is kept.</returns>
    /// <exception cref="Refusal">No sound, or too large.</exception>
    public static Guid? Keep(AppDb db, Guid id, DateTime now, byte[] content)
    {
        if (content.Length > MostBytes)
        {
            throw new Refusal(Problems.TooLarge);
        }

        var (type, ending) = TypeOf(content) ?? throw new Refusal(Problems.HelpNoSound);
        db.StoredFiles.Add(new StoredFile
        {
            Id = id, Name = $"loi-nhan.{ending}", ContentType = type, Content = content, Hash = Convert.ToHexStringLower(SHA256.HashData(content)), At = now,
        });
        return id;
    }

    public static bool Knows(byte[] content) => content.Length <= MostBytes && TypeOf(content) is not null;

    private static (string Type, string Ending)? TypeOf(ReadOnlySpan<byte> content) => content switch
    {
        [0x1a, 0x45, 0xdf, 0xa3, ..] => ("audio/webm", "webm"),
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => ("audio/ogg", "ogg"),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'A', (byte)'V', (byte)'E', ..] => ("audio/wav", "wav"),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => ("audio/mp4", "m4a"),
        [(byte)'I', (byte)'D', (byte)'3', ..] or [0xff, 0xfb or 0xf3 or 0xf2, ..] => ("audio/mpeg", "mp3"),
        [0xff, 0xf1 or 0xf9, ..] => ("audio/aac", "aac"),
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => ("audio/amr", "amr"),
        _ => null,
    };
}
