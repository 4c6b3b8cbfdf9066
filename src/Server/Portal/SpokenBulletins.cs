using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using TungNgo.Bulletins;
using TungNgo.Gateways.Loudspeaker;

namespace TungNgo.Portal;

/// <summary>
/// The machine's reading of Vietnamese texts, kept in memory: an approved text never changes. One voice speaks at a time, or a crowd that taps
/// "listen" would take the server's processors.
/// </summary>
internal sealed class SpokenBulletins(TimeProvider clock, ILogger<SpokenBulletins> log) : IDisposable
{
    /// <summary>About 2.6 MB a minute of speech.</summary>
    private const int MostKept = 12;
    private readonly ConcurrentDictionary<string, byte[]> kept = new();
    private readonly SemaphoreSlim mouth = new(1, 1);

    public void Dispose() => mouth.Dispose();

    /// <returns>Null where espeak-ng is not installed or cannot speak the text.</returns>
    public Task<byte[]?> FindAsync(BulletinText text, CancellationToken ct) => SayAsync($"{text.Title}.\n{text.Body}", ct);

    /// <param name="words">Vietnamese; kept by what they say.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>Null where espeak-ng is not installed or cannot speak the words.</returns>
    public async Task<byte[]?> SayAsync(string words, CancellationToken ct)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
        if (kept.TryGetValue(key, out var known))
        {
            return known;
        }

        if (EspeakVoice.Find() is not { } program)
        {
            return null;
        }

        await mouth.WaitAsync(ct);
        try
        {
            if (!kept.TryGetValue(key, out known))
            {
                known = (await new EspeakVoice(program, clock).SpeakAsync(words, ct)).Write();
                if (kept.Count >= MostKept)
                {
                    kept.Clear();
                }

                kept[key] = known;
            }

            return known;
        }
        catch (SpeechException error)
        {
            log.LogWarning(error, "A bulletin could not be spoken");
            return null;
        }
        finally
        {
            mouth.Release();
        }
    }
}
