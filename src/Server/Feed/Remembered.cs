using System.Collections.Concurrent;

namespace TungNgo.Feed;

/// <summary>
/// Values read from the database and kept until the feed says that they changed. A value whose reading began before a change is
/// not kept: it would be stale for ever.
/// </summary>
internal sealed class Remembered<TKey, TValue> where TKey : notnull where TValue : class
{
    private readonly ConcurrentDictionary<TKey, TValue> values = new();
    private readonly Lock gate = new();
    private long generation;

    public async Task<TValue?> FindAsync(TKey key, Func<Task<TValue?>> read)
    {
        if (values.TryGetValue(key, out var known))
        {
            return known;
        }

        var before = Interlocked.Read(ref generation);
        var value = await read();
        lock (gate)
        {
            // What does not exist is not kept: anybody may ask for endlessly many unknown keys.
            if (value is not null && before == generation)
            {
                values[key] = value;
            }
        }

        return value;
    }

    public void Forget(TKey key)
    {
        lock (gate)
        {
            generation++;
            values.TryRemove(key, out _);
        }
    }

    public void ForgetAll()
    {
        lock (gate)
        {
            generation++;
            values.Clear();
        }
    }
}
