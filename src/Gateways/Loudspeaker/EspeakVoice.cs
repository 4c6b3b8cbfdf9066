using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace TungNgo.Gateways.Loudspeaker;

/// <summary>Why nothing was spoken.</summary>
public enum SpeechFault
{
    TooLong,
    TimedOut,

    /// <summary>The program is gone, refused or gave no sound.</summary>
    Failed,
}

public sealed class SpeechException(SpeechFault fault, string detail) : Exception($"{fault}: {detail}")
{
    public SpeechFault Fault { get; } = fault;
}

/// <summary>
/// The Vietnamese voice of espeak-ng, where that program is installed: a machine's voice, but understood and always at hand. It is GPL and
/// stays outside: a process that gets text and gives sound. There is no Khmer voice that may be used; see <see cref="Clips"/>.
/// </summary>
/// <param name="program">Its path; <see cref="Find"/> looks for it.</param>
/// <param name="clock">For the limit.</param>
/// <param name="limit">After this the process is ended; null means a minute.</param>
public sealed class EspeakVoice(string program, TimeProvider clock, TimeSpan? limit = null)
{
    /// <summary>About twelve minutes of speech, more than any station reads at once.</summary>
    public const int MaxLetters = 10_000;

    private const string SouthernVoice = "vi-vn-x-south";

    // Words a minute; its default of 175 runs together in horns.
    private const string Speed = "145";

    /// <returns>The path of espeak-ng on this machine; null when it is not installed.</returns>
    public static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "espeak-ng.exe" : "espeak-ng")).FirstOrDefault(File.Exists);

    /// <param name="text">A bulletin's Vietnamese text as it is; it is made speakable here.</param>
    /// <param name="ct">Ends the process.</param>
    /// <exception cref="SpeechException">Nothing was spoken.</exception>
    public async Task<Wav> SpeakAsync(string text, CancellationToken ct)
    {
        var script = Script.ForVoice(text);
        if (script.Length > MaxLetters)
        {
            throw new SpeechException(SpeechFault.TooLong, $"{script.Length} letters");
        }

        var folder = Directory.CreateTempSubdirectory("tungngo-voice-");
        try
        {
            var sound = Path.Combine(folder.FullName, "sound.wav");
            await RunAsync(script, sound, ct);
            return File.Exists(sound) ? Wav.Read(await File.ReadAllBytesAsync(sound, ct)) : throw new SpeechException(SpeechFault.Failed, "no sound");
        }
        catch (InvalidDataException e)
        {
            throw new SpeechException(SpeechFault.Failed, e.Message);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync(string script, string sound, CancellationToken ct)
    {
        // The text goes through a pipe: on the command line it would be seen by everybody on the machine.
        var start = new ProcessStartInfo(program, ["-v", SouthernVoice, "-s", Speed, "-b", "1", "-w", sound, "--stdin"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var end = new CancellationTokenSource(limit ?? TimeSpan.FromMinutes(1), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end.Token, ct);
        using var process = Start(start);
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(both.Token);
            await FeedAsync(process, script, both.Token);
            await process.WaitForExitAsync(both.Token);
            if (process.ExitCode != 0)
            {
                throw new SpeechException(SpeechFault.Failed, (await complaints).Trim());
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new SpeechException(SpeechFault.TimedOut, "it did not end");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new SpeechException(SpeechFault.Failed, e.Message);
        }
    }

    private static async Task FeedAsync(Process process, string script, CancellationToken ct)
    {
        try
        {
            await process.StandardInput.WriteAsync(script.AsMemory(), ct);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything: its exit code says why.
        }
    }
}
