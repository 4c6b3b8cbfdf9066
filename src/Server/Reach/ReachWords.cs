using System.Globalization;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers;
using TungNgo.Sendings;
using TungNgo.Web;

namespace TungNgo.Reach;

/// <summary>Providers' numbers as reasons that a person can act on.</summary>
internal static class ReachWords
{
    /// <summary>Every reason, for the test of its words.</summary>
    public static readonly string[] Reasons =
        ["not-here", "number", "opted-out", "text", "keys", "money", "sender", "package", "provider", "attempts", "unknown", "no-receipt", "expired", "template", "other"];

    public static string Why(ChannelKind kind, DeliveryState state, string? code) => state switch
    {
        DeliveryState.OptedOut => "opted-out",
        DeliveryState.GivenUp => "unknown",
        DeliveryState.NoReceipt => "no-receipt",
        DeliveryState.Expired => "expired",
        _ when kind is >= ChannelKind.ZaloCs and <= ChannelKind.ZaloGroup => OfZalo(kind, code),
        _ when kind == ChannelKind.WebPush => code is "404" or "410" ? "not-here" : code == "attempts" ? "attempts" : "other",
        _ => OfSms(code),
    };

    public static string WhyStopped(string provider, string? code) => (provider, code) switch
    {
        ("zalo", "112") or ("esms", "102" or "103") or ("speedsms", "113") => "money",
        ("zalo", "-14002" or "-14003" or "-216" or "-220" or "-124" or "no-token") or ("esms", "101" or "140") or ("speedsms", "007" or "008" or "009") => "keys",
        ("zalo", _) => "package",
        ("esms", "104") => "sender",
        _ => "other",
    };

    public static string Sentence(Texts t, string why, string? code) => code is null ? t[$"reach.why.{why}"] : $"{t[$"reach.why.{why}"]} ({code})";

    public static string Kind(Texts t, ChannelKind kind) => t[$"channel.kind.{kind}"];

    /// <summary>By which way a household was tried last, and what came of it.</summary>
    public static string LastTry(Texts t, Delivery? last) => last is null ? t["reach.no-way"] : t["reach.try", Kind(t, last.Kind), t[$"reach.delivery.{last.State}"]];

    public static string Language(Texts t, string code) => Texts.Has($"reach.language.{code}") ? t[$"reach.language.{code}"] : code;

    /// <summary>"2 giờ 05 phút"; under an hour minutes alone.</summary>
    public static string Duration(Texts t, TimeSpan? time) => time is not { } span ? Formats.Missing
        : span < TimeSpan.FromHours(1) ? t["reach.minutes", (int)Math.Ceiling(span.TotalMinutes)] : t["reach.hours", (int)span.TotalHours, span.Minutes];

    private static string OfZalo(ChannelKind kind, string? code)
    {
        var table = kind is ChannelKind.ZbsPhone ? ZaloErrors.Zbs : kind == ChannelKind.ZbsUser ? ZaloErrors.ZbsByUser : ZaloErrors.Oa;
        return code == "attempts" ? "attempts" : !int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? "other"
            : table.TryGetValue(number, out var known) ? known switch
            {
                ZaloErrorClass.NextChannel => "not-here",
                ZaloErrorClass.OptedOut => "opted-out",
                ZaloErrorClass.OurMistake => "text",
                ZaloErrorClass.StopChannel => "package",
                ZaloErrorClass.Undecided => "unknown",
                _ => "provider",
            }
            : "provider";
    }

    // Only what fails for one message: what stops the whole channel waits and is sent again.
    private static string OfSms(string? code) => code switch
    {
        "attempts" => "attempts",
        "phone" or "invalid-phone" or "108" or "105" => "number",
        "99" => "opted-out",
        "177" => "sender",
        "146" or "text-empty" or "101" or "110" or "107" or "120" or "210" or "300" => "text",
        _ => "other",
    };
}
