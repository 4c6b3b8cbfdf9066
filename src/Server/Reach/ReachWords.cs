using TungNgo.Providers;
using TungNgo.Sendings;
using TungNgo.Web;

namespace TungNgo.Reach;

/// <summary>How the reach of a bulletin is spoken of.</summary>
internal static class ReachWords
{
    /// <param name="provider">Of the channel that was tried; null for people's work.</param>
    /// <returns>One of <see cref="Reasons"/>.</returns>
    public static string Why(Provider? provider, DeliveryCount d) => d.State switch
    {
        DeliveryState.OptedOut => Reasons.OptedOut,
        DeliveryState.GivenUp => Reasons.Unknown,
        DeliveryState.NoReceipt => Reasons.NoReceipt,
        DeliveryState.Expired => Reasons.Expired,
        _ => provider?.Why(d.Kind, d.Code) ?? Reasons.Other,
    };

    /// <summary>By which way a household was tried last, and what came of it.</summary>
    public static string LastTry(Texts t, Delivery? last) => last is null ? t["reach.no-way"] : t["reach.try", ChannelWords.Kind(t, last.Kind), t[$"reach.delivery.{last.State}"]];

    /// <summary>"2 giờ 05 phút"; under an hour minutes alone.</summary>
    public static string Duration(Texts t, TimeSpan? time) => time is not { } span ? Formats.Missing
        : span < TimeSpan.FromHours(1) ? t["reach.minutes", (int)Math.Ceiling(span.TotalMinutes)] : t["reach.hours", (int)span.TotalHours, span.Minutes];
}
