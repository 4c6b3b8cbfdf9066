using TungNgo.Simulators.Common;

namespace TungNgo.Simulators;

/// <summary>The simulators on a free port of this machine, with everything that a test wants to reach into.</summary>
internal sealed class RunningSimulators : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningSimulators(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public TimeProvider Time => app.Services.GetRequiredService<TimeProvider>();

    /// <summary>Only when the test brought no clock of its own.</summary>
    public VirtualClock Clock => (VirtualClock)Time;

    public Agenda Agenda => app.Services.GetRequiredService<Agenda>();

    public Faults Faults => app.Services.GetRequiredService<Faults>();

    public PhoneLedger Ledger => app.Services.GetRequiredService<PhoneLedger>();

    public T Of<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<RunningSimulators> StartAsync(TimeProvider? clock = null, params string[] args)
    {
        var app = SimulatorHost.Build(clock, ["--urls", "http://127.0.0.1:0", .. args]);
        await app.StartAsync();
        return new RunningSimulators(app);
    }

    /// <summary>Moves the clock and waits for what the providers do meanwhile.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        Clock.Advance(by);
        await Agenda.SettleAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
