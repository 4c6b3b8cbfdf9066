using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace TungNgo.Gateways.Cards;

/// <summary>Measures, breaks and draws text of Latin and Khmer letters mixed, shaped by HarfBuzz.</summary>
internal sealed class TextPainter(string language) : IDisposable
{
    private const float Measured = 100;

    private readonly Dictionary<SKTypeface, SKShaper> shapers = [];
    private readonly Dictionary<(string Text, bool Bold), float> widths = [];

    /// <summary>A string in one size and weight.</summary>
    public sealed record Style(float Size, bool Bold, SKColor Colour, float LineHeight);

    public float Width(string text, Style style)
    {
        // Letters grow evenly with their size, so what was measured once serves all the sizes that are tried.
        if (!widths.TryGetValue((text, style.Bold), out var width))
        {
            widths[(text, style.Bold)] = width = Runs(text, style.Bold).Sum(run => Shape(run.Text, run.Font, Measured).Width) / Measured;
        }

        return width * style.Size;
    }

    /// <summary>Lines no wider than this. A word that is too long by itself is cut between letters.</summary>
    public List<string> Wrap(string text, Style style, float width)
    {
        // Words side by side may be a hair wider than the sum of them.
        var room = width - style.Size * 0.06f;
        var lines = new List<string>();
        var (start, end, taken) = (0, 0, 0f);
        foreach (var stop in LineBreaks.Of(text, language))
        {
            var word = text[end..stop];
            if (taken + Width(Trim(word), style) > room && end > start)
            {
                lines.Add(Trim(text[start..end]));
                (start, taken) = (end, 0);
            }

            if (taken + Width(Trim(word), style) <= room)
            {
                (end, taken) = (stop, taken + Width(word, style));
                continue;
            }

            foreach (var letter in Clusters.Ends(word).Select(offset => stop - word.Length + offset))
            {
                if (Width(Trim(text[start..letter]), style) > room && end > start)
                {
                    lines.Add(Trim(text[start..end]));
                    start = end;
                }

                end = letter;
            }

            taken = Width(text[start..end], style);
        }

        if (start < text.Length)
        {
            lines.Add(Trim(text[start..]));
        }

        return lines;
    }

    /// <summary>The beginning of a line that leaves room for an ending, cut where lines may end.</summary>
    public string Shorten(string line, Style style, float width)
    {
        foreach (var stop in LineBreaks.Of(line, language).Reverse().Append(0))
        {
            var beginning = line[..stop].TrimEnd(' ', ',', ';', ':', '–', '-', '\u200b');
            if (Width(beginning, style) <= width)
            {
                return beginning;
            }
        }

        return "";
    }

    /// <param name="top">Of the line's box; the letters stand in its middle.</param>
    /// <returns>Where the line ends.</returns>
    public float Draw(SKCanvas canvas, string text, float left, float top, Style style)
    {
        using var paint = new SKPaint { Color = style.Colour, IsAntialias = true };

        // One baseline for all fonts of the line: that of the Latin one, whose digits and letters stand among the Khmer.
        using var measure = new SKFont(CardAssets.Latin(style.Bold), style.Size);
        var metrics = measure.Metrics;
        var baseline = top + (style.Size * style.LineHeight - (metrics.Descent - metrics.Ascent)) / 2 - metrics.Ascent;
        foreach (var (part, font) in Runs(text, style.Bold))
        {
            var shaped = Shape(part, font, style.Size);
            using var sized = new SKFont(font, style.Size) { Subpixel = true, Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None };
            using var builder = new SKTextBlobBuilder();
            builder.AddPositionedRun([.. shaped.Codepoints.Select(glyph => (ushort)glyph)], sized, shaped.Points);
            using var blob = builder.Build();
            if (blob is not null)
            {
                canvas.DrawText(blob, left, baseline, paint);
            }

            left += shaped.Width;
        }

        return left;
    }

    public void Dispose()
    {
        foreach (var shaper in shapers.Values)
        {
            shaper.Dispose();
        }
    }

    /// <summary>Neighbouring letters of one font. What no font has, such as emoji, is left out: an empty box would look broken.</summary>
    internal static List<(string Text, SKTypeface Font)> Runs(string text, bool bold)
    {
        var runs = new List<(StringBuilder Text, SKTypeface Font)>();
        using var latin = new SKFont(CardAssets.Latin(bold));
        using var khmer = new SKFont(CardAssets.Khmer(bold));
        var start = 0;
        foreach (var end in Clusters.Ends(text))
        {
            var letter = text[start..end];
            start = end;
            var current = runs.Count > 0 ? runs[^1].Font : null;

            // By the letter alone, never by its neighbours: a word must be as wide in a line as it is by itself.
            var wanted = LineBreaks.IsKhmer(letter[0]) ? khmer : latin;
            var font = letter == "\u200b" ? null : Has(wanted, letter) ? wanted.Typeface : Has(latin, letter) ? latin.Typeface : Has(khmer, letter) ? khmer.Typeface : null;
            if (font is null)
            {
                continue;
            }

            if (font != current)
            {
                runs.Add((new StringBuilder(), font));
            }

            runs[^1].Text.Append(letter);
        }

        return [.. runs.Select(run => (run.Text.ToString(), run.Font))];
    }

    private static string Trim(string line) => line.TrimEnd(' ', '\t', '\u00a0', '\u200b');

    private static bool Has(SKFont font, string letter) => letter.EnumerateRunes().All(rune => rune.Value is 0x200b or 0x200c or 0x200d || font.GetGlyph(rune.Value) != 0);

    private SKShaper.Result Shape(string text, SKTypeface typeface, float size)
    {
        if (!shapers.TryGetValue(typeface, out var shaper))
        {
            shapers[typeface] = shaper = new SKShaper(typeface);
        }

        using var font = new SKFont(typeface, size);
        return shaper.Shape(text, font);
    }
}
