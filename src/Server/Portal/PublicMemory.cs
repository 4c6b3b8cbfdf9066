using System.Collections.Concurrent;
using TungNgo.Feed;

namespace TungNgo.Portal;

/// <summary>
/// Public pages as they were drawn, forgotten at every commit that they could show. What begins or ends by the clock is right to the minute.
/// </summary>
internal sealed class PublicMemory(TimeProvider clock) : IFeedReader
{
    /// <summary>About 40 MB of pages; whoever asks for more has a crawler, and pays with drawing.</summary>
    private const int MostAnswers = 2000;
    private static readonly ChangeKind[] Shown =
    [
        ChangeKind.Bulletin, ChangeKind.BulletinSettings, ChangeKind.Channel, ChangeKind.Area, ChangeKind.Team, ChangeKind.Member, ChangeKind.Service, ChangeKind.Guide,
        ChangeKind.Station, ChangeKind.Threshold, ChangeKind.WaterEvent,
    ];

    private readonly ConcurrentDictionary<string, Kept> answers = new();
    private long generation;

    public async Task<Answer?> GetAsync(string key, Func<Task<Answer?>> make)
    {
        var (now, minute) = (Interlocked.Read(ref generation), Minute());
        if (answers.TryGetValue(key, out var kept) && kept.Generation == now && kept.Minute == minute)
        {
            return kept.Answer;
        }

        if (await make() is not { } answer)
        {
            // What does not exist is not kept: anybody may ask for endlessly many unknown addresses.
            return null;
        }

        if (answers.Count >= MostAnswers)
        {
            answers.Clear();
        }

        // Under the number from before the reading: if something was committed meanwhile, nobody gets this answer.
        answers[key] = new(answer, now, minute);
        return answer;
    }

    public Task LoadAsync(CancellationToken ct)
    {
        Forget();
        return Task.CompletedTask;
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => Shown.Contains(c.Kind)))
        {
            Forget();
        }

        return Task.CompletedTask;
    }

    private void Forget()
    {
        Interlocked.Increment(ref generation);
        answers.Clear();
    }

    private long Minute() => clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;

    private sealed record Kept(Answer Answer, long Generation, long Minute);
}
