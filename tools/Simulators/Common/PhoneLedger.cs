using System.Collections.Concurrent;
using System.Text.Json;

namespace TungNgo.Simulators.Common;

/// <summary>Something a phone showed.</summary>
/// <param name="Seq">Counts from 1 without gaps.</param>
/// <param name="At">On the virtual clock.</param>
/// <param name="Channel">"zalo-cs", "zalo-gmf", "zbs-phone", "zbs-user", "sms", "push".</param>
/// <param name="To">Phone number, user, group or subscription.</param>
/// <param name="Text">As it was shown.</param>
/// <param name="Key">What the sender called this message (RequestId, tracking_id, Topic), where the provider lets it say so.</param>
/// <param name="MessageId">The provider's.</param>
/// <param name="Readers">Of a group message: its members at that moment.</param>
internal sealed record Shown(
    long Seq, DateTimeOffset At, string Channel, string To, string Text, string? Key, string MessageId, IReadOnlyList<string>? Readers = null);

/// <summary>The same message more than once on the same phone.</summary>
internal sealed record Duplicate(string Channel, string To, string What, int Times, long[] Seqs);

/// <summary>
/// What every phone showed, append-only: the oracle of the tests. With a file it survives the simulators' own restart as well; each line is
/// handed to the operating system before the provider answers, so whatever happens to the server under test, nothing is missing here.
/// </summary>
internal sealed class PhoneLedger : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Shown> all = [];
    private readonly Dictionary<string, List<int>> byReader = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly FileStream? file;

    public PhoneLedger(string? path)
    {
        if (path is null)
        {
            return;
        }

        if (File.Exists(path))
        {
            // A line that a power cut left half written is not an entry.
            foreach (var line in File.ReadLines(path).Where(line => line.EndsWith('}')))
            {
                Keep(JsonSerializer.Deserialize<Shown>(line, JsonSerializerOptions.Web)!);
            }
        }

        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return all.Count;
            }
        }
    }

    public Shown Add(DateTimeOffset at, string channel, string to, string text, string? key, string messageId, IReadOnlyList<string>? readers = null)
    {
        lock (gate)
        {
            // A notice goes to tens of thousands: one copy of its text is enough.
            var entry = new Shown(all.Count + 1, at, channel, to, texts.GetOrAdd(text, text), key, messageId, readers);
            Keep(entry);
            if (file is not null)
            {
                byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, JsonSerializerOptions.Web), (byte)'\n'];
                file.Write(line);
            }

            return entry;
        }
    }

    /// <param name="reader">A phone number, user, group or subscription; of a user also what came in through groups. Null for all.</param>
    /// <param name="channel">Null for all.</param>
    /// <param name="key">Null for all.</param>
    /// <param name="after">Only entries with a higher number.</param>
    public IReadOnlyList<Shown> Find(string? reader = null, string? channel = null, string? key = null, long after = 0)
    {
        lock (gate)
        {
            var entries = reader is null ? all.AsEnumerable() : byReader.TryGetValue(reader, out var places) ? places.Select(place => all[place]) : [];
            return [.. entries.Where(entry => entry.Seq > after && (channel is null || entry.Channel == channel) && (key is null || entry.Key == key))];
        }
    }

    /// <summary>For each channel: messages and phones.</summary>
    public IReadOnlyDictionary<string, (int Messages, int Readers)> Counts()
    {
        lock (gate)
        {
            return all.GroupBy(entry => entry.Channel).ToDictionary(group => group.Key, group => (group.Count(), group.Select(entry => entry.To).Distinct().Count()));
        }
    }

    /// <summary>By the sender's key, or by the text when <paramref name="byText"/>: not every provider lets a key through.</summary>
    public IReadOnlyList<Duplicate> Duplicates(bool byText, string? channel = null)
    {
        lock (gate)
        {
            return
            [
                .. all.Where(entry => (channel is null || entry.Channel == channel) && (byText || entry.Key is not null))
                    .GroupBy(entry => (entry.Channel, entry.To, What: byText ? entry.Text : entry.Key!))
                    .Where(group => group.Skip(1).Any())
                    .Select(group => new Duplicate(group.Key.Channel, group.Key.To, group.Key.What, group.Count(), [.. group.Select(entry => entry.Seq)])),
            ];
        }
    }

    public void Dispose() => file?.Dispose();

    private void Keep(Shown entry)
    {
        all.Add(entry);
        Index(entry.To);
        foreach (var reader in entry.Readers ?? [])
        {
            Index(reader);
        }

        void Index(string reader)
        {
            if (!byReader.TryGetValue(reader, out var places))
            {
                byReader[reader] = places = [];
            }

            places.Add(all.Count - 1);
        }
    }
}
