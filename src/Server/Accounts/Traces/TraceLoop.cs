using System.Threading.Channels;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts.Traces;

/// <summary>
/// Writes traces of reading to the trail, in groups and beside the requests: a write for each opened page would queue with the phones. What waits
/// is bounded; when it is full because nothing can be written, readers wait, and are told to come back, rather than read unseen. A server that ends in order writes what
/// is left, one that is killed loses the last seconds.
/// </summary>
internal sealed class TraceLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<TraceLoop> log) : IntervalLoop(TimeSpan.FromSeconds(2), health, clock, log)
{
    private const int MostWaiting = 10_000, MostInOneWrite = 1_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly Channel<Trace> waiting = Channel.CreateBounded<Trace>(MostWaiting);
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>Taken from the queue, not yet in the database.</summary>
    private readonly List<Trace> taken = [];

    /// <summary>Waits until there is room for a trace; whoever is about to read asks first.</summary>
    public async ValueTask RoomAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(LongestWait);
        try
        {
            await waiting.Writer.WaitToWriteAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new Refusal(Problems.Busy);
        }
    }

    public ValueTask AddAsync(Trace trace) => waiting.Writer.WriteAsync(trace);

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await oneAtATime.WaitAsync(ct);
        try
        {
            while (await FlushSomeAsync(ct))
            {
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public override void Dispose()
    {
        oneAtATime.Dispose();
        base.Dispose();
    }

    protected override Task TurnAsync(CancellationToken ct) => FlushAsync(ct);

    /// <summary>A server that could not even begin has nobody who read, and may be taken apart already.</summary>
    protected override Task EndAsync() => waiting.Reader.Count + taken.Count == 0 ? Task.CompletedTask : FlushAsync(CancellationToken.None);

    private async Task<bool> FlushSomeAsync(CancellationToken ct)
    {
        while (taken.Count < MostInOneWrite && waiting.Reader.TryRead(out var trace))
        {
            taken.Add(trace);
        }

        if (taken.Count == 0)
        {
            return false;
        }

        await using var scope = scopes.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        foreach (var trace in taken)
        {
            write.As(trace.Reader);
            write.Audit(trace.What, trace.EntityId, trace.AreaId, null, trace.Seen);
        }

        await write.CommitAsync(ct);
        taken.Clear();
        return true;
    }
}
