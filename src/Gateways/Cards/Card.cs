using QRCoder;
using SkiaSharp;
using static TungNgo.Gateways.Cards.TextPainter;

namespace TungNgo.Gateways.Cards;

/// <summary>
/// A bulletin as a picture for Zalo groups: 1080 × 1350, readable on a cheap phone where it is shown a third of that size, so no letter is
/// smaller than what 12 points are there. Zalo takes pictures up to 1 MB; these have about a fifth of it.
/// </summary>
public static class Card
{
    public const int Width = 1080;
    public const int Height = 1350;

    private const float Margin = 64;
    private const float Inner = Width - 2 * Margin;
    private const float HeaderHeight = 168;
    private const float FooterHeight = 288;
    private const float QrSize = 232;

    // Several times what fits in the smallest size: measuring more would be work for nothing.
    private const int MostLetters = 2000;

    private static readonly SKColor Paper = SKColor.Parse("#FBFAF6");
    private static readonly SKColor Line = SKColor.Parse("#D8D5CB");
    private static readonly SKColor Slate = SKColor.Parse("#1F2A30");
    private static readonly SKColor Quiet = SKColor.Parse("#4A555C");
    private static readonly SKColor River = SKColor.Parse("#0F6B5C");

    /// <returns>A PNG; the same bytes for the same content on the same machine.</returns>
    public static byte[] Render(CardContent card)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque))
            ?? throw new InvalidOperationException("No surface to draw on.");
        using var painter = new TextPainter(card.Language);
        var canvas = surface.Canvas;
        canvas.Clear(Paper);
        Header(canvas, painter, card);
        var below = Title(canvas, painter, card, HeaderHeight + 44);
        Body(canvas, painter, card, below + 30, Height - FooterHeight - 28);
        Footer(canvas, painter, card);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>Ground and letters of the band; every pair has the contrast that WCAG AA asks for.</summary>
    internal static (SKColor Ground, SKColor Letters) Colours(CardTone tone) => tone switch
    {
        CardTone.Good => (SKColor.Parse("#2F7A33"), SKColors.White),
        CardTone.Caution => (SKColor.Parse("#D9920A"), Slate),
        CardTone.Danger => (SKColor.Parse("#B3372B"), SKColors.White),
        _ => (River, SKColors.White),
    };

    // Khmer letters carry signs above and below: lines need more room (and the eye, too).
    private static float Leading(string language, float latin) => language == "km" ? latin * 1.25f : latin;

    private static void Header(SKCanvas canvas, TextPainter painter, CardContent card)
    {
        var (ground, letters) = Colours(card.Tone);
        using var band = new SKPaint { Color = ground };
        canvas.DrawRect(0, 0, Width, HeaderHeight, band);
        var left = Margin;
        if (CardAssets.Icon(card.Icon) is { } icon)
        {
            const float size = 96;
            using var stroke = new SKPaint { Color = letters, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 2, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
            canvas.Save();
            canvas.Translate(left, (HeaderHeight - size) / 2);
            canvas.Scale(size / 24);
            canvas.DrawPath(icon, stroke);
            canvas.Restore();
            icon.Dispose();
            left += size + 28;
        }

        var style = Largest(painter, [card.Kind], new Style(62, Bold: true, letters, 1.2f), 40, Width - Margin - left);
        painter.Draw(canvas, painter.Shorten(card.Kind, style, Width - Margin - left), left, (HeaderHeight - style.Size * style.LineHeight) / 2, style);
    }

    private static float Title(SKCanvas canvas, TextPainter painter, CardContent card, float top)
    {
        const int mostLines = 4;
        var style = new Style(88, Bold: true, Slate, Leading(card.Language, 1.24f));
        var lines = painter.Wrap(card.Title, style, Inner);
        while (lines.Count > (style.Size > 76 ? 2 : style.Size > 64 ? 3 : mostLines) && style.Size > 52)
        {
            style = style with { Size = style.Size - 4 };
            lines = painter.Wrap(card.Title, style, Inner);
        }

        if (lines.Count > mostLines)
        {
            lines = [.. lines.Take(mostLines - 1), painter.Shorten(lines[mostLines - 1], style, Inner - painter.Width("…", style)) + "…"];
        }

        foreach (var line in lines)
        {
            painter.Draw(canvas, line, Margin, top, style);
            top += style.Size * style.LineHeight;
        }

        return top;
    }

    private static void Body(SKCanvas canvas, TextPainter painter, CardContent card, float top, float bottom)
    {
        var style = new Style(72, Bold: false, Slate, Leading(card.Language, 1.4f));
        var lines = Lines(painter, card.Body, style);
        while (Tall(lines, style) > bottom - top && style.Size > 42)
        {
            style = style with { Size = style.Size - 2 };
            lines = Lines(painter, card.Body, style);
        }

        var whole = Tall(lines, style) <= bottom - top;
        if (!whole)
        {
            while (Tall(lines, style) > bottom - top || lines[^1].Length == 0)
            {
                lines.RemoveAt(lines.Count - 1);
            }
        }

        for (var i = 0; i < lines.Count; i++)
        {
            if (!whole && i == lines.Count - 1)
            {
                var ending = style with { Bold = true, Colour = River };
                var more = "… " + card.More;
                var end = painter.Draw(canvas, painter.Shorten(lines[i], style, Inner - painter.Width(more, ending)), Margin, top, style);
                painter.Draw(canvas, more, end, top, ending);
                return;
            }

            painter.Draw(canvas, lines[i], Margin, top, style);
            top += Step(lines[i], style);
        }
    }

    private static void Footer(SKCanvas canvas, TextPainter painter, CardContent card)
    {
        var top = Height - FooterHeight;
        using var line = new SKPaint { Color = Line, StrokeWidth = 3 };
        canvas.DrawLine(Margin, top, Width - Margin, top, line);
        Qr(canvas, card.Link, Width - Margin - QrSize, top + (FooterHeight - QrSize) / 2);

        var width = Inner - QrSize - 32;
        var leading = Leading(card.Language, 1.3f);
        var source = new Style(40, Bold: true, Slate, leading);
        var quiet = new Style(36, Bold: false, Quiet, leading);
        var address = new Style(38, Bold: true, River, 1.3f);
        var texts = painter.Wrap(card.Source, source, width).Take(2).Select(text => (text, source))
            .Append((card.Date, quiet)).Append((card.Scan, Largest(painter, [card.Scan], quiet, 28, width)))
            .Append((Letters(card.Link), Largest(painter, [Letters(card.Link)], address, 26, width))).ToList();

        // Two lines of Khmer in the name of the office are taller than the room beside the code.
        var tall = texts.Sum(text => text.Item2.Size * text.Item2.LineHeight);
        var shrink = Math.Min(1, (FooterHeight - 24) / tall);
        var y = top + (FooterHeight - tall * shrink) / 2;
        foreach (var (text, style) in texts.Select(text => (text.Item1, text.Item2 with { Size = text.Item2.Size * shrink })))
        {
            painter.Draw(canvas, painter.Shorten(text, style, width), Margin, y, style);
            y += style.Size * style.LineHeight;
        }
    }

    private static string Letters(Uri link) => link.Authority + link.PathAndQuery.TrimEnd('/');

    private static void Qr(SKCanvas canvas, Uri link, float left, float top)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(link.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        using var white = new SKPaint { Color = SKColors.White };
        using var black = new SKPaint { Color = SKColors.Black };
        canvas.DrawRect(left, top, QrSize, QrSize, white);

        // Whole pixels for each module, and no smoothing: cameras of cheap phones want sharp edges.
        var size = (float)Math.Floor(QrSize / modules.Count);
        var inset = (QrSize - size * modules.Count) / 2;
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules.Count; x++)
            {
                if (modules[y][x])
                {
                    canvas.DrawRect((float)Math.Floor(left + inset) + x * size, (float)Math.Floor(top + inset) + y * size, size, size, black);
                }
            }
        }
    }

    private static List<string> Lines(TextPainter painter, string text, Style style)
    {
        var lines = new List<string>();
        if (text.Length > MostLetters)
        {
            text = text[..Clusters.Ends(text[..MostLetters])[^2]];
        }

        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n').Select(paragraph => paragraph.Trim()).Where(paragraph => paragraph.Length > 0))
        {
            if (lines.Count > 0)
            {
                lines.Add("");
            }

            lines.AddRange(painter.Wrap(paragraph, style, Inner));
        }

        return lines;
    }

    private static float Tall(List<string> lines, Style style) => lines.Sum(line => Step(line, style));

    /// <summary>Between paragraphs stands a third of a line.</summary>
    private static float Step(string line, Style style) => style.Size * style.LineHeight * (line.Length == 0 ? 0.34f : 1);

    private static Style Largest(TextPainter painter, string[] texts, Style style, float smallest, float width)
    {
        while (style.Size > smallest && texts.Any(text => painter.Width(text, style) > width))
        {
            style = style with { Size = style.Size - 2 };
        }

        return style;
    }
}
