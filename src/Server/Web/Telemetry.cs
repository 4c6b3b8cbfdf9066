using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TungNgo.Feed;

namespace TungNgo.Web;

/// <summary>
/// Logs as JSON lines, metrics and traces by OpenTelemetry. Nothing personal goes in: routes are logged as patterns, never as
/// addresses with ids or search words, and parameters of database commands are left out.
/// </summary>
internal static class Telemetry
{
    public const string MeterName = "TungNgo";
    public static readonly Meter Meter = new(MeterName);

    public static void AddTelemetry(this WebApplicationBuilder builder, bool quiet)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(o => o.UseUtcTimestamp = true);
        builder.Logging.SetMinimumLevel(quiet ? LogLevel.Error : LogLevel.Information);
        // Request paths hold ids and search words; the framework's own request log prints them, ours (RequestLog) prints the route.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", quiet ? LogLevel.Critical : LogLevel.Warning);
        // It warns that keys lie unencrypted in the database at every start; docs/security.md says why they may and what guards them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        // Why a server could not start is said in one sentence on standard error; the host would print its stack trace as well.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService("tungngo"));
        telemetry.WithMetrics(m => m.AddMeter(MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel").AddRuntimeInstrumentation());
        telemetry.WithTracing(t => t.AddAspNetCoreInstrumentation(o => o.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.query", null)));
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 })
        {
            telemetry.WithMetrics(m => m.AddOtlpExporter());
            telemetry.WithTracing(t => t.AddOtlpExporter());
        }
    }

    /// <summary>Shows how the background loops fare.</summary>
    public static void Watch(IServiceProvider services)
    {
        var loops = services.GetRequiredService<LoopHealth>();
        var clock = services.GetRequiredService<TimeProvider>();
        // Of this server and not static: several may run in one process.
        var meter = services.GetRequiredService<IMeterFactory>().Create(MeterName);
        meter.CreateObservableGauge("tungngo.loops.failures", () => loops.All.Select(l => new Measurement<int>(l.Failures, Of(l))), description: "Turns of a background loop that failed in a row.");
        meter.CreateObservableGauge(
            "tungngo.loops.age", () => loops.All.Select(l => new Measurement<double>((clock.GetUtcNow().UtcDateTime - (l.GoodAt ?? l.BeganAt)).TotalSeconds, Of(l))), "s",
            "Time since a background loop's last turn that ended well; a queue has its turn when something comes.");
    }

    private static KeyValuePair<string, object?> Of(LoopState loop) => new("loop", loop.Name);
}
