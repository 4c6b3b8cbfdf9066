using System.Diagnostics;
using System.Net;

namespace TungNgo.Tests.CommandLine;

/// <summary>A server as the init system runs it: started, told to end, and its last words read.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> output, error;

    private ServerProcess(Process process)
    {
        this.process = process;
        // Read on, or it would wait for whoever reads.
        (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public int Id => process.Id;

    /// <summary>Comes back when it is ready to answer.</summary>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, Uri address)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var server = new ServerProcess(Process.Start(start)!);
        using var client = new HttpClient { BaseAddress = address };
        // Asking without a pause would take the processor from the server that starts.
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            Assert.False(server.process.HasExited, server.process.HasExited ? await server.error + await server.output : "");
            try
            {
                using var ready = await client.GetAsync("/health/ready");
                if (ready.StatusCode == HttpStatusCode.OK)
                {
                    return server;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await pause.WaitForNextTickAsync();
        }
    }

    /// <summary>As the init system does it: SIGTERM, and wait.</summary>
    public async Task<Ended> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>SIGKILL: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await StopAsync();
        }

        process.Dispose();
    }
}
