using System.Text;
using System.Xml;

namespace TungNgo.Gateways;

internal static class XmlText
{
    /// <summary>NFC, without the control characters that XML cannot hold: they come in by pasting and mean nothing.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                clean.Append(text, i++, 2);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }
}
