using TungNgo.Simulators.Common;
using TungNgo.Simulators.Push;
using TungNgo.Simulators.Sms;
using TungNgo.Simulators.Zalo;

namespace TungNgo.Simulators;

/// <summary>The table of contents: one Map… line per provider. Tests build it in their own process, the demo starts it beside the server.</summary>
internal static class SimulatorHost
{
    /// <summary>Arguments: --urls, --ledger FILE (keeps what the phones showed), --standing (the clock moves only when told).</summary>
    public static WebApplication Build(params string[] args) => Build(null, args);

    /// <param name="clock">A test's own clock; null makes a <see cref="VirtualClock"/> that can be moved over HTTP.</param>
    /// <param name="args">As above.</param>
    public static WebApplication Build(TimeProvider? clock, params string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder([.. args.Where(arg => arg != "--standing")]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(clock ?? new VirtualClock(standing: args.Contains("--standing")));
        builder.Services.AddSingleton<Agenda>();
        builder.Services.AddSingleton<Faults>();
        builder.Services.AddSingleton(_ => new PhoneLedger(builder.Configuration["ledger"]));
        builder.Services.AddZalo();
        builder.Services.AddSms();
        builder.Services.AddPush();

        var app = builder.Build();
        app.MapControls();
        app.MapPush();
        app.MapZalo();
        app.MapSms();
        return app;
    }
}
