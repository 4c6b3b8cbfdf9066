using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Tests.Feed;

public sealed class LoopTests
{
    [Fact]
    public async Task A_loop_that_fails_is_tried_again_until_it_does_well_and_health_tells_of_it()
    {
        await using var server = await TestServer.StartAsync();
        using var loop = new Broken(server.Services.GetRequiredService<LoopHealth>());
        await loop.BeginAsync();
        for (var failure = 1; failure <= 3; failure++)
        {
            // A call that timed out looks like a cancellation: it must not pass for the end of the server.
            await loop.TurnsTo(failure % 2 == 0 ? new TaskCanceledException() : new InvalidOperationException("Lý Dên 0912345678"));
        }

        var told = await server.Anonymous().GetStringAsync("/health/ready");
        Assert.StartsWith("Degraded\nBroken failed 3 times in a row (InvalidOperationException); last well never", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Dên", told, StringComparison.Ordinal);
        await loop.TurnsTo(null);
        Assert.Equal("Healthy", await server.Anonymous().GetStringAsync("/health/ready"));

        await loop.StopAsync(CancellationToken.None);
        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
        Assert.True(loop.Ended);
    }

    [Fact]
    public void A_loop_waits_longer_after_each_failure_but_never_more_than_a_minute() =>
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], new[] { 1, 2, 3, 4, 5, 6, 7, 10_000 }.Select(n => Loop.PauseAfter(n).TotalSeconds));

    [Fact]
    public async Task Nothing_in_the_background_may_end_the_server()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(BackgroundServiceExceptionBehavior.Ignore, server.Services.GetRequiredService<IOptions<HostOptions>>().Value.BackgroundServiceExceptionBehavior);
        // Each of our own is a loop: whoever writes one by hand again is told here.
        Assert.All(server.Services.GetServices<IHostedService>().Where(s => s.GetType().Assembly == typeof(Server).Assembly), s => Assert.IsAssignableFrom<Loop>(s));
    }

    [Fact]
    public async Task Only_phones_wait_for_a_loop()
    {
        await using var server = await TestServer.StartAsync();
        var waitedFor = typeof(Loop).GetProperty("IsWaitedFor", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;
        Assert.Equal(["PushQueue"], server.Services.GetServices<IHostedService>().OfType<Loop>().Where(l => (bool)waitedFor.GetValue(l)!).Select(l => l.GetType().Name));
    }

    [Fact]
    public async Task A_server_whose_loops_wait_stops_without_a_word_of_trouble()
    {
        using var log = new Trouble();
        var server = await TestServer.StartAsync(log: log);
        Assert.Equal("Healthy", await server.Anonymous().GetStringAsync("/health/ready"));
        await server.DisposeAsync();
        Assert.Empty(log.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_loop_writes_behind_people_unless_somebody_waits_for_what_it_writes(bool waitedFor)
    {
        await using var server = await TestServer.StartAsync();
        var turns = new WriteTurns();
        var held = turns.Take();
        using var loop = new Writing(turns, waitedFor, server.Services.GetRequiredService<LoopHealth>());
        await loop.StartAsync(CancellationToken.None);
        await loop.Waits.Task;
        var person = turns.TakeAsync(CancellationToken.None).AsTask();
        held.Dispose();
        Assert.Same(waitedFor ? loop.Wrote.Task : person, await Task.WhenAny(loop.Wrote.Task, person));
        Assert.False(waitedFor ? person.IsCompleted : loop.Wrote.Task.IsCompleted);
        (await (waitedFor ? loop.Wrote.Task : person)).Dispose();
        await Task.WhenAll(loop.Wrote.Task, person);
        await loop.StopAsync(CancellationToken.None);
    }

    /// <summary>Does in each turn what it is told, at once however long it should pause.</summary>
    private sealed class Broken(LoopHealth health) : Loop(health, new Hurried(), NullLogger.Instance)
    {
        private readonly Channel<Exception?> orders = Channel.CreateUnbounded<Exception?>();
        private readonly Channel<bool> begun = Channel.CreateUnbounded<bool>();

        public bool Ended { get; private set; }

        public async Task BeginAsync()
        {
            await StartAsync(CancellationToken.None);
            await begun.Reader.ReadAsync();
        }

        /// <summary>Comes back when the turn is over, which is when the next one begins.</summary>
        public async Task TurnsTo(Exception? end)
        {
            await orders.Writer.WriteAsync(end);
            await begun.Reader.ReadAsync();
        }

        protected override Task WaitAsync(CancellationToken ct) => Task.CompletedTask;

        protected override async Task TurnAsync(CancellationToken ct)
        {
            await begun.Writer.WriteAsync(true, ct);
            if (await orders.Reader.ReadAsync(ct) is { } end)
            {
                throw end;
            }
        }

        protected override Task EndAsync()
        {
            Ended = true;
            return Task.CompletedTask;
        }
    }

    /// <summary>Takes one turn to write, and keeps it.</summary>
    private sealed class Writing(WriteTurns turns, bool waitedFor, LoopHealth health) : Loop(health, TimeProvider.System, NullLogger.Instance)
    {
        public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<WriteTurns.Turn> Wrote { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override bool IsWaitedFor => waitedFor;

        protected override Task WaitAsync(CancellationToken ct) => Wrote.Task.IsCompleted ? Task.Delay(Timeout.Infinite, ct) : Task.CompletedTask;

        protected override async Task TurnAsync(CancellationToken ct)
        {
            var turn = turns.TakeAsync(ct);
            Waits.SetResult();
            Wrote.SetResult(await turn);
        }
    }

    /// <summary>Every pause is over at once.</summary>
    private sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private sealed class Trouble : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel > LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel > LogLevel.Information)
            {
                Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
