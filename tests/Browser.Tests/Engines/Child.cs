using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TungNgo.BrowserTests.Engines;

/// <summary>A program of somebody else's, killed with all that it started when the test ends.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource<string> said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="line">The first group of the first line that fits is what <see cref="SaidAsync"/> gives.</param>
    public Child(string program, string[] arguments, Regex? line = null, string? display = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (display is not null)
        {
            start.Environment["DISPLAY"] = display;
        }

        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.Exited += (_, _) => said.TrySetException(new InvalidOperationException($"{program} has ended"));
        // Read to the end, or the program would wait for whoever reads.
        process.OutputDataReceived += (_, e) => Hear(e.Data, line);
        process.ErrorDataReceived += (_, e) => Hear(e.Data, line);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>A program that is not installed skips the test, and says so.</summary>
    public static void Need(string program) => Assert.SkipUnless(File.Exists(program), $"{program} is not installed");

    public Task<string> SaidAsync(CancellationToken ct) => said.Task.WaitAsync(ct);

    /// <summary>SIGKILL: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private void Hear(string? heard, Regex? line)
    {
        if (heard is not null && line?.Match(heard) is { Success: true } match)
        {
            said.TrySetResult(match.Groups[1].Value);
        }
    }
}
