using System.Diagnostics;

namespace TungNgo.Tests.CommandLine;

/// <summary>What a command said and how it ended.</summary>
internal sealed record Ended(int Code, string Output, string Error);

/// <summary>The program as people start it, as a process of its own.</summary>
internal static class Command
{
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "tungngo");

    public static Task<Ended> TungNgoAsync(params string[] arguments) => RunAsync(new ProcessStartInfo(Program, arguments));

    public static async Task<Ended> RunAsync(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, output, await error);
    }
}
