namespace TungNgo.Gateways.Sms;

/// <summary>How a text travels as SMS and what it costs.</summary>
/// <param name="Unicode">UCS-2: any letter outside GSM-7 makes the whole text so.</param>
/// <param name="Count">Messages that are paid for; 0 for an empty text.</param>
/// <param name="Units">Septets or 16-bit units, without padding.</param>
/// <param name="Left">Units that the last segment still takes.</param>
/// <param name="Outside">The first letters that force Unicode, for the one who would like to save; at most ten.</param>
public sealed record SmsSegments(bool Unicode, int Count, int Units, int Left, string Outside)
{
    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    // Each takes two septets, which must not be parted.
    private const string Extension = "\f^{}\\[~]|€";

    /// <param name="text">As it is sent.</param>
    /// <param name="header">Units that the operator puts in front of the first segment; advertisements lose 38 to it.</param>
    /// <remarks>GSM 03.38: 160 septets alone, 153 in a chain; 70 and 67 units of UCS-2, where a surrogate pair stays together.</remarks>
    public static SmsSegments Of(string text, int header = 0)
    {
        var outside = new string([.. text.Where(letter => !Basic.Contains(letter) && !Extension.Contains(letter)).Distinct().Take(10)]);
        var unicode = outside.Length > 0;
        var (alone, chained) = unicode ? (70, 67) : (160, 153);
        var units = 0;
        var segments = 0;
        // The chain is packed even when one message will do: which it is shows only at the end.
        var used = header;
        for (var i = 0; i < text.Length; i++)
        {
            var size = unicode ? char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1
                : Extension.Contains(text[i]) ? 2 : 1;
            if (unicode && size == 2)
            {
                i++;
            }

            units += size;
            if (segments == 0 || used + size > chained)
            {
                used = segments == 0 ? used : 0;
                segments++;
            }

            used += size;
        }

        return units == 0 ? new SmsSegments(unicode, 0, 0, alone - header, outside)
            : units + header <= alone ? new SmsSegments(unicode, 1, units, alone - header - units, outside)
            : new SmsSegments(unicode, segments, units, chained - used, outside);
    }
}
