using SkiaSharp;
using TungNgo.Web;

namespace TungNgo.Badges;

/// <summary>
/// A face as a badge needs it: upright, small, and written anew, so that nothing of the sent file stays: no place, no camera, no hidden content.
/// </summary>
internal static class Portrait
{
    public const int MostBytes = 10 << 20;

    /// <summary>As cards are printed and as a phone shows it; about 15 kB.</summary>
    private const int Width = 240, Height = 320, Quality = 80;

    /// <summary>No phone's camera makes more; a small file may claim anything.</summary>
    private const long MostDots = 120_000_000;

    /// <exception cref="Refusal">No picture, or one that is too large.</exception>
    public static byte[] Of(byte[] sent)
    {
        if (sent.Length > MostBytes)
        {
            throw new Refusal(Problems.FileTooLarge, MostBytes >> 20);
        }

        using var data = SKData.CreateCopy(sent);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp)
            || (long)codec.Info.Width * codec.Info.Height is <= 0 or > MostDots)
        {
            throw new Refusal(Problems.BadgePicture);
        }

        // JPEG decodes at an eighth and so on without ever holding the whole.
        var size = codec.GetScaledDimensions(Math.Clamp((float)(4 * Height) / Math.Min(codec.Info.Width, codec.Info.Height), 0.125f, 1f));
        using var picture = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(picture.Info, picture.GetPixels()) != SKCodecResult.Success)
        {
            throw new Refusal(Problems.BadgePicture);
        }

        return Draw(picture, codec.EncodedOrigin);
    }

    /// <summary>The middle of it, a little above: there is the face.</summary>
    private static byte[] Draw(SKBitmap picture, SKEncodedOrigin origin)
    {
        var turned = origin is SKEncodedOrigin.LeftBottom or SKEncodedOrigin.RightTop;
        var (wide, high) = turned ? (picture.Height, picture.Width) : (picture.Width, picture.Height);
        var scale = Math.Max((float)Width / wide, (float)Height / high);
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Translate((Width - (wide * scale)) / 2, (Height - (high * scale)) / 3);
        canvas.Scale(scale);
        canvas.Translate(wide / 2f, high / 2f);
        canvas.RotateDegrees(origin switch { SKEncodedOrigin.RightTop => 90, SKEncodedOrigin.BottomRight => 180, SKEncodedOrigin.LeftBottom => 270, _ => 0 });
        using var image = SKImage.FromBitmap(picture);
        canvas.DrawImage(image, -picture.Width / 2f, -picture.Height / 2f, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var written = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return written.ToArray();
    }
}
