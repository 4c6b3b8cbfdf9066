using TungNgo.Bulletins.Approval;
using TungNgo.Gateways.Sms;
using TungNgo.Sendings.Plan;

namespace TungNgo.Bulletins.Words;

/// <summary>How long a text is in each channel: what it costs is decided while it is written.</summary>
/// <param name="Zalo">Signs after NFC, of <see cref="Messages.ZaloMost"/>.</param>
/// <param name="Sms">As written.</param>
/// <param name="Plain">Without Vietnamese marks, as it would be sent to save segments.</param>
/// <param name="PlainText">What such a message would read.</param>
internal sealed record Lengths(int Zalo, SmsSegments Sms, SmsSegments Plain, string PlainText)
{
    public bool TooLong => Zalo > Messages.ZaloMost;

    public static Lengths Of(string? title, string? body, string? shortText, string? source, string? document, string link)
    {
        var sms = Messages.Short(title ?? "", shortText ?? "", link);
        var plain = Messages.Unaccented(sms);
        return new(Messages.Long(title ?? "", body ?? "", source ?? "", document, link).Length, SmsSegments.Of(sms), SmsSegments.Of(plain), plain);
    }

    /// <summary>What the plan is asked about a version.</summary>
    public static PreviewAsk Ask(Bulletin bulletin, BulletinVersion version, IEnumerable<BulletinText> texts, string link) => new(
        Audience.Of(version.Audience), BulletinDecisions.ChainOf(version), bulletin.Kind, version.Urgency == Urgency.Emergency, version.ValidFrom,
        texts.Where(t => t.Body.Length > 0).ToDictionary(t => t.Language, t => Messages.Short(t.Title, t.Short, link)), version.Id);
}
