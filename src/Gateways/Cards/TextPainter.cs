using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace TungNgo.Gateways.Cards;

/// <summary>Measures, breaks and draws text of Latin and Khmer letters mixed, shaped by HarfBuzz.</summary>
internal sealed class TextPainter(string language) : IDisposable
{
    private readonly Dictionary<SKTypeface, SKShaper> shapers = [];

    /// <summary>A string in one size and weight.</summary>
    public sealed record Style(float Size, bool Bold, SKColor Colour, float LineHeight);

    public string Language => language;

    public float Width(string text, Style style) => Runs(text, style.Bold).Sum(run => Shape(run.Text, run.Font, style.Size).Width);

    /// <summary>Lines no wider than this. A word that is too long by itself is cut between letters.</summary>
    public List<string> Wrap(string text, Style style, float width)
    {
        var lines = new List<string>();
        var start = 0;
        var end = 0;
        foreach (var stop in LineBreaks.Of(text, language))
        {
            if (Width(Trim(text[start..stop]), style) <= width)
            {
                end = stop;
                continue;
            }

            if (end > start)
            {
                lines.Add(Trim(text[start..end]));
                start = end;
            }

            foreach (var letter in LineBreaks.Clusters(text[start..stop]).Select(offset => start + offset).ToList())
            {
                if (Width(Trim(text[start..letter]), style) > width && end > start)
                {
                    lines.Add(Trim(text[start..end]));
                    start = end;
                }

                end = letter;
            }
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
        foreach (var end in LineBreaks.Clusters(text))
        {
            var letter = text[start..end];
            start = end;
            var current = runs.Count > 0 ? runs[^1].Font : null;
            var wanted = LineBreaks.IsKhmer(letter[0]) || (!char.IsLetterOrDigit(letter[0]) && current == khmer.Typeface) ? khmer : latin;
            var font = Has(wanted, letter) ? wanted.Typeface : Has(latin, letter) ? latin.Typeface : Has(khmer, letter) ? khmer.Typeface : null;
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
