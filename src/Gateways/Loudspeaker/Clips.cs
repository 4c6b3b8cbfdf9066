using System.Globalization;
using System.Text.RegularExpressions;

namespace TungNgo.Gateways.Loudspeaker;

/// <summary>
/// Speech put together from recorded clips, each a WAV file of one folder. Khmer has no voice that may be used in a product, so people record the
/// numbers, stations, units and actions once, and automatic warnings are said with them.
/// </summary>
/// <param name="folder">Files are called as the clips: <c>number.4.wav</c>, <c>station.dai-ngai.wav</c>.</param>
public sealed partial class Clips(string folder)
{
    /// <summary>The pause between two sentences.</summary>
    public const string Pause = "pause";

    private const int Rate = 22_050;
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan PauseLength = TimeSpan.FromMilliseconds(600);

    /// <summary>Which of these are not recorded yet; an operator sees them before a warning needs them.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> clips) => [.. clips.Distinct().Where(clip => clip != Pause && !File.Exists(PathOf(clip)))];

    /// <exception cref="FileNotFoundException">A clip is missing: a warning with a hole in it would be worse than none.</exception>
    /// <exception cref="InvalidDataException">A file is no WAV that can be read.</exception>
    public Wav Say(IEnumerable<string> clips)
    {
        var samples = new List<short>();
        foreach (var clip in clips)
        {
            if (clip == Pause)
            {
                samples.AddRange(Silence(PauseLength));
                continue;
            }

            if (samples.Count > 0)
            {
                samples.AddRange(Silence(Gap));
            }

            samples.AddRange(Wav.Read(File.ReadAllBytes(PathOf(clip))).At(Rate).Samples);
        }

        return new Wav(Rate, [.. samples]);
    }

    /// <summary>The clips that say a number in Khmer.</summary>
    /// <param name="number">From 0, below ten million; figures behind the point are said one by one.</param>
    public static IReadOnlyList<string> KhmerNumber(decimal number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, 10_000_000);
        var whole = (int)decimal.Truncate(number);
        var clips = new List<string>();
        if (whole == 0)
        {
            clips.Add("number.0");
        }

        foreach (var (size, name) in new[] { (1_000_000, "million"), (100_000, "hundred-thousand"), (10_000, "ten-thousand"), (1000, "thousand"), (100, "hundred") })
        {
            if (whole >= size)
            {
                clips.Add(Figure(whole / size));
                clips.Add($"number.{name}");
                whole %= size;
            }
        }

        if (whole >= 10)
        {
            clips.Add(Figure(whole / 10 * 10));
            whole %= 10;
        }

        if (whole > 0)
        {
            clips.Add(Figure(whole));
        }

        var decimals = (number % 1).ToString("0.############", CultureInfo.InvariantCulture)[1..].TrimStart('.');
        return decimals.Length == 0 ? clips : [.. clips, "number.point", .. decimals.Select(digit => $"number.{digit}")];
    }

    private static string Figure(int figure) => string.Create(CultureInfo.InvariantCulture, $"number.{figure}");

    private static short[] Silence(TimeSpan length) => new short[(int)(length.TotalSeconds * Rate)];

    // Names of clips come from rules and catalogues; none may leave the folder.
    private string PathOf(string clip) => ClipName().IsMatch(clip) ? Path.Combine(folder, clip + ".wav") : throw new ArgumentException("No name of a clip.", nameof(clip));

    [GeneratedRegex(@"^[a-z0-9]+([.-][a-z0-9]+)*\z")]
    private static partial Regex ClipName();
}
