namespace TungNgo.Simulators.Common;

/// <summary>
/// What a provider will do later: webhooks, receipts, repetitions. Work starts in the order in which it falls due, at most <see cref="Lanes"/>
/// pieces at once, so one lane keeps a strict order.
/// </summary>
internal sealed class Agenda : IDisposable
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<Func<DateTimeOffset, Task>, (DateTimeOffset Due, long Number)> later = new();
    private readonly TimeProvider clock;
    private readonly ITimer timer;
    private readonly List<TaskCompletionSource> waiting = [];
    private long number;
    private int running;

    public Agenda(TimeProvider clock)
    {
        this.clock = clock;
        timer = clock.CreateTimer(_ => Start(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Lanes { get; set; } = 8;

    /// <param name="due">When it falls due.</param>
    /// <param name="work">Is told for when it was planned: a repetition is counted from there, not from the end of a long jump of the clock.</param>
    public void At(DateTimeOffset due, Func<DateTimeOffset, Task> work)
    {
        lock (gate)
        {
            later.Enqueue(work, (due, number++));
        }

        Start();
    }

    /// <summary>Waits until nothing that is due by now is left or at work.</summary>
    public Task SettleAsync()
    {
        lock (gate)
        {
            if (Settled())
            {
                return Task.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add(waiter);
            return waiter.Task;
        }
    }

    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return later.Count + running;
            }
        }
    }

    public void Dispose() => timer.Dispose();

    private bool Settled() => running == 0 && !(later.TryPeek(out _, out var next) && next.Due <= clock.GetUtcNow());

    private void Start()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            while (running < Lanes && later.TryPeek(out _, out var next) && next.Due <= now)
            {
                var work = later.Dequeue();
                running++;
                _ = Task.Run(() => RunAsync(work, next.Due));
            }

            if (running < Lanes && later.TryPeek(out _, out var then))
            {
                timer.Change(then.Due - now, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private async Task RunAsync(Func<DateTimeOffset, Task> work, DateTimeOffset due)
    {
        try
        {
            await work(due);
        }
        finally
        {
            TaskCompletionSource[] done = [];
            lock (gate)
            {
                running--;
            }

            Start();
            lock (gate)
            {
                if (Settled())
                {
                    done = [.. waiting];
                    waiting.Clear();
                }
            }

            foreach (var waiter in done)
            {
                waiter.SetResult();
            }
        }
    }
}
