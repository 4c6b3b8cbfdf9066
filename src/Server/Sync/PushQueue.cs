using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Phones;

namespace TungNgo.Sync;

/// <summary>One phone's batch waiting to be written.</summary>
internal sealed record PendingPush(Phone Phone, string? Address, IReadOnlyList<Mutation> Mutations)
{
    public TaskCompletionSource<IReadOnlyList<Applied>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What became of one mutation; <see cref="Values"/> fill the sentence of the refusal.</summary>
internal sealed record Applied(Guid Id, string Result, Web.Problem? Problem = null, object?[]? Values = null);

/// <summary>
/// Writes phones' batches, several per transaction when several wait: both databases make one writer wait for the disk at a time,
/// so waiting together is what lets many phones send at once. Each push is answered only after its commit.
/// </summary>
internal sealed class PushQueue(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<PushQueue> log) : Loop(health, clock, log)
{
    private const int MostPushes = 128, MostMutations = 2000;
    private readonly Channel<PendingPush> queue = Channel.CreateBounded<PendingPush>(1024);

    public async Task<IReadOnlyList<Applied>> WriteAsync(PendingPush push, CancellationToken ct)
    {
        await queue.Writer.WriteAsync(push, ct);
        return await push.Done.Task.WaitAsync(ct);
    }

    protected override bool IsWaitedFor => true;

    protected override async Task WaitAsync(CancellationToken ct) => await queue.Reader.WaitToReadAsync(ct);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        var group = new List<PendingPush>();
        var mutations = 0;
        while (group.Count < MostPushes && mutations < MostMutations && queue.Reader.TryRead(out var push))
        {
            group.Add(push);
            mutations += push.Mutations.Count;
        }

        await WriteGroupAsync(group, ct);
    }

    private async Task WriteGroupAsync(IReadOnlyList<PendingPush> group, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var answers = await scope.ServiceProvider.GetRequiredService<PushWriter>().WriteAsync(group, ct);
            SyncMetrics.Wrote(group.Count);
            for (var i = 0; i < group.Count; i++)
            {
                SyncMetrics.Answered(answers[i]);
                group[i].Done.TrySetResult(answers[i]);
            }
        }
        catch (Exception error) when (group.Count > 1 && !ct.IsCancellationRequested && DatabaseTrouble.Of(error) is null)
        {
            // One phone's poison must not fail its neighbours: each alone, and only the guilty one gets the error.
            Log.LogWarning(error, "A group of {Count} pushes failed; writing them one by one", group.Count);
            foreach (var push in group)
            {
                await WriteGroupAsync([push], ct);
            }
        }
        catch (Exception error) when (DatabaseTrouble.IsClash(error))
        {
            await RefuseClashAsync(group[0], ct);
        }
        catch (Exception error)
        {
            // Also of a whole group, when it is the database that fails: each of its phones would wait for it anew, one after the other.
            foreach (var push in group)
            {
                push.Done.TrySetException(error);
            }

            Fail(error);
        }
    }

    /// <summary>An id that something else has already refuses the one item that brings it; the others of its batch are taken.</summary>
    private async Task RefuseClashAsync(PendingPush push, CancellationToken ct)
    {
        if (push.Mutations is [var only])
        {
            push.Done.TrySetResult([new Applied(only.Id, "refused", Web.Problems.IdTaken)]);
            return;
        }

        var answers = new List<Applied>();
        foreach (var mutation in push.Mutations)
        {
            var alone = new PendingPush(push.Phone, push.Address, [mutation]);
            await WriteGroupAsync([alone], ct);
            if (alone.Done.Task.Exception is { } error)
            {
                push.Done.TrySetException(error.InnerExceptions);
                return;
            }

            answers.AddRange(await alone.Done.Task);
        }

        push.Done.TrySetResult(answers);
    }
}
