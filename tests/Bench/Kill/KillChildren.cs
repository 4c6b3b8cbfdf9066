using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using TungNgo.Feed;
using TungNgo.Simulators;

namespace TungNgo.Bench;

/// <summary>What the kill test runs in processes of their own, so that they can really be killed.</summary>
internal static class KillChildren
{
    /// <summary>A server as `tungngo serve` is, on the play's clock.</summary>
    public static async Task<int> NodeAsync(BenchContext context)
    {
        await using var app = Server.Build(new ServerOptions
        {
            Database = context.Option("database", ""), Urls = context.Option("urls", ""), PublicUrl = context.Option("public-url", ""),
            Simulators = [context.Option("simulators", "")], Proxies = ["127.0.0.1"], Clock = FastClock.Of(context),
        });
        await Startup.LoadAsync(app.Services, CancellationToken.None);
        await app.RunAsync();
        return 0;
    }

    public static async Task<int> PlayAsync(BenchContext context)
    {
        await using var app = SimulatorHost.Build(FastClock.Of(context), "--urls", context.Option("urls", ""), "--ledger", context.Option("ledger", ""));
        await app.RunAsync();
        return 0;
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>A child of this very program. What it says on warnings and errors is counted and kept in a file.</summary>
internal sealed class Child(string name, Uri address, params string[] arguments) : IDisposable
{
    private Process? process;

    public Uri Address => address;
    public int ProcessId => process!.Id;
    public bool Ready { get; private set; }

    /// <summary>Lines that the ledger wrote when a round of it broke off.</summary>
    public ConcurrentQueue<string> BrokeOff { get; } = new();

    public async Task StartAsync(HttpClient http, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        do
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{name} ended by itself with {process.ExitCode}; see artifacts/bench/{name}.log");
            }

            try
            {
                // Any answer will do, the simulators' "not found" as well.
                using var answer = await http.GetAsync(new Uri(address, "health/live"), ct);
                Ready = true;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        while (!Ready && await look.WaitForNextTickAsync(ct));
    }

    /// <summary>SIGKILL: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        Ready = false;
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }

        process?.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.Contains("broke off", StringComparison.Ordinal))
        {
            BrokeOff.Enqueue(line);
        }

        lock (BrokeOff)
        {
            File.AppendAllText($"artifacts/bench/{name}.log", line + "\n");
        }
    }
}
