using System.Diagnostics;
using TungNgo.Gateways.Loudspeaker;
using TungNgo.Simulators.Common;

namespace TungNgo.GatewayTests.Loudspeaker;

public sealed class VoiceTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_Vietnamese_warning_becomes_sound_and_leaves_nothing_behind()
    {
        Assert.SkipWhen(EspeakVoice.Find() is null, "espeak-ng is not installed");
        var before = Leftovers();
        var voice = new EspeakVoice(EspeakVoice.Find()!, TimeProvider.System);

        var sound = await voice.SpeakAsync("Cảnh báo: độ mặn 4,5 g/l tại Đại Ngãi lúc 02:00.", TestContext.Current.CancellationToken);
        var longer = await voice.SpeakAsync("Cảnh báo: độ mặn 4,5 g/l tại Đại Ngãi lúc 02:00. Bà con đóng cống, không lấy nước vào ruộng.", TestContext.Current.CancellationToken);

        Assert.InRange(sound.Length.TotalSeconds, 3, 20);
        Assert.True(longer.Length > sound.Length);
        Assert.Contains(sound.Samples, sample => Math.Abs((int)sample) > 3000);
        Assert.Equal(before, Leftovers());
    }

    [Fact]
    public async Task A_program_that_never_ends_is_ended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell script stands in for the program");
        var pidFile = Path.Combine(Path.GetDirectoryName(scratch.Write("x", []))!, "pid");
        var before = Leftovers();
        using var clock = new VirtualClock(standing: true);
        var speaking = new EspeakVoice(Stub($"echo $$ > {pidFile}.new; mv {pidFile}.new {pidFile}; exec sleep 600"), clock, TimeSpan.FromSeconds(30)).SpeakAsync("chào", TestContext.Current.CancellationToken);
        while (!File.Exists(pidFile))
        {
            await Task.Yield();
        }

        clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(SpeechFault.TimedOut, (await Assert.ThrowsAsync<SpeechException>(() => speaking)).Fault);
        Assert.Equal(before, Leftovers());
        Assert.True(await GoneAsync(int.Parse(await File.ReadAllTextAsync(pidFile, TestContext.Current.CancellationToken), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("cat > /dev/null")]
    [InlineData("shift 7; echo rubbish > \"$1\"")]
    public async Task A_program_that_gives_no_sound_is_a_failure(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell script stands in for the program");
        var failure = await Assert.ThrowsAsync<SpeechException>(() => new EspeakVoice(Stub(script), TimeProvider.System).SpeakAsync("chào", TestContext.Current.CancellationToken));
        Assert.Equal(SpeechFault.Failed, failure.Fault);
    }

    [Fact]
    public async Task No_program_and_too_much_text_are_failures_as_well()
    {
        var voice = new EspeakVoice("/nowhere/espeak-ng", TimeProvider.System);
        Assert.Equal(SpeechFault.Failed, (await Assert.ThrowsAsync<SpeechException>(() => voice.SpeakAsync("chào", TestContext.Current.CancellationToken))).Fault);
        Assert.Equal(SpeechFault.TooLong, (await Assert.ThrowsAsync<SpeechException>(() => voice.SpeakAsync(new string('a', EspeakVoice.MaxLetters + 1), TestContext.Current.CancellationToken))).Fault);
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("6", "6")]
    [InlineData("15", "10 5")]
    [InlineData("40", "40")]
    [InlineData("99", "90 9")]
    [InlineData("100", "1 hundred")]
    [InlineData("2026", "2 thousand 20 6")]
    [InlineData("26291", "2 ten-thousand 6 thousand 2 hundred 90 1")]
    [InlineData("300005", "3 hundred-thousand 5")]
    [InlineData("4.5", "4 point 5")]
    [InlineData("0.05", "0 point 0 5")]
    [InlineData("4.50", "4 point 5")]
    public void Khmer_numbers_are_said_with_recorded_clips(string number, string expected) =>
        Assert.Equal(expected.Split(' ').Select(part => "number." + part), Clips.KhmerNumber(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Clips_of_different_rates_become_one_sound()
    {
        var folder = Path.GetDirectoryName(scratch.Write("number.4.wav", Tone(22_050, 0.5)))!;
        scratch.Write("unit.g-per-l.wav", Tone(44_100, 1));
        var clips = new Clips(folder);

        var sound = Wav.Read(clips.Say(["number.4", "unit.g-per-l", Clips.Pause, "number.4"]).Write());

        Assert.Equal(22_050, sound.Rate);
        Assert.Equal(0.5 + 0.06 + 1 + 0.6 + 0.06 + 0.5, sound.Length.TotalSeconds, 0.01);
        Assert.InRange(sound.Samples.Max(), 9_000, 10_000);
    }

    [Fact]
    public void A_missing_clip_is_named_and_nothing_is_said()
    {
        var clips = new Clips(Path.GetDirectoryName(scratch.Write("number.4.wav", Tone(22_050, 0.1)))!);
        Assert.Equal(["station.dai-ngai"], clips.Missing(["number.4", "station.dai-ngai", Clips.Pause, "station.dai-ngai"]));
        Assert.Throws<FileNotFoundException>(() => clips.Say(["number.4", "station.dai-ngai"]));
        Assert.Throws<ArgumentException>(() => clips.Say(["../number.4"]));
    }

    [Fact]
    public void What_is_no_sound_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Wav.Read("RIFFxxxxWAVE"u8));
        Assert.Throws<InvalidDataException>(() => Wav.Read("ID3"u8));
        var eightBit = Tone(22_050, 0.1);
        eightBit[34] = 8;
        Assert.Throws<InvalidDataException>(() => Wav.Read(eightBit));
    }

    private static byte[] Tone(int rate, double seconds) => new Wav(rate, [.. Enumerable.Range(0, (int)(rate * seconds)).Select(i => (short)(10_000 * Math.Sin(i * 2 * Math.PI * 440 / rate)))]).Write();

    private static int Leftovers() => Directory.GetDirectories(Path.GetTempPath(), "tungngo-voice-*").Length;

    private static async Task<bool> GoneAsync(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.HasExited;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private string Stub(string script)
    {
        var path = scratch.Write("espeak-ng", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }
}
