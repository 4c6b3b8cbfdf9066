using QRCoder;

namespace TungNgo.Web;

internal static class QrPicture
{
    /// <summary>The text as a picture (SVG) that a phone's camera reads; black on white whatever the theme, with the margin that readers need.</summary>
    public static string Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(6, "#000", "#fff", drawQuietZones: true, sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
