using TungNgo.Gateways.Sms;

namespace TungNgo.Bulletins.Words;

/// <summary>How long a text is in each channel: what it costs is decided while it is written.</summary>
/// <param name="Zalo">Signs after NFC, of <see cref="Messages.ZaloMost"/>.</param>
/// <param name="Sms">As it goes out.</param>
/// <param name="Plain">Without Vietnamese marks, chosen or not.</param>
/// <param name="PlainText">What such a message reads.</param>
/// <param name="Doubts">Words of it that read as others without their marks.</param>
internal sealed record Lengths(int Zalo, SmsSegments Sms, SmsSegments Plain, string PlainText, IReadOnlyList<Ambiguity> Doubts)
{
    public bool TooLong => Zalo > Messages.ZaloMost;

    public static Lengths Of(Notice notice)
    {
        var accented = Messages.Write(ChannelFamily.Sms, notice with { Unaccented = false });
        var plain = Messages.Write(ChannelFamily.Sms, notice with { Unaccented = true });
        return new(
            Messages.Write(ChannelFamily.Zalo, notice).Length, SmsSegments.Of(Messages.Write(ChannelFamily.Sms, notice)), SmsSegments.Of(plain), plain, Unaccented.Of(accented).Doubts);
    }
}
