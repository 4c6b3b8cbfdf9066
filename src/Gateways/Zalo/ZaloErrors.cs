using System.Collections.Frozen;
using System.Globalization;

namespace TungNgo.Gateways.Zalo;

/// <summary>What one of Zalo's error numbers asks of the sender. Zalo answers errors with HTTP 200, so the number alone decides.</summary>
public enum ZaloErrorClass
{
    /// <summary>The access token is stale: fetch a new one and try once more.</summary>
    RefreshToken,
    RateLimited,
    Backoff,
    PictureExpired,
    QuotaTomorrow,
    RecipientTomorrow,
    AfterNight,
    NextChannel,
    OptedOut,
    OurMistake,
    StopChannel,

    /// <summary>Zalo itself does not know what happened.</summary>
    Undecided,
}

/// <summary>
/// Every error number that Zalo documents (OA list and ZBS list, 2026) with its class. A number that is not here is a refusal of unknown cause:
/// it is tried again for as long as the ledger allows and then passed on.
/// </summary>
public static class ZaloErrors
{
    public static readonly FrozenDictionary<int, ZaloErrorClass> Oa = Table(
        (ZaloErrorClass.RefreshToken, [-216, -220]),
        (ZaloErrorClass.RateLimited, [-32]),
        (ZaloErrorClass.Backoff, [-200, -214]),
        (ZaloErrorClass.PictureExpired, [-100]),
        (ZaloErrorClass.QuotaTomorrow, [-211]),
        (ZaloErrorClass.RecipientTomorrow, [-218]),
        (ZaloErrorClass.AfterNight, [-234]),
        // Not following, window closed, banned, restricted, invitations blocked; for a group: disabled or left by us.
        (ZaloErrorClass.NextChannel, [-213, -217, -227, -230, -232, -237, -244, -305, -311, -403]),
        (ZaloErrorClass.OurMistake, [-201, -210, -233, -238, -241, -248, -249]),
        (ZaloErrorClass.StopChannel, [-204, -205, -209, -212, -219, -221, -223, -224, -235, -240, -242, -320, -321, -14002, -14003, 112]));

    public static readonly FrozenDictionary<int, ZaloErrorClass> Zbs = Table(
        (ZaloErrorClass.RefreshToken, [-124]),
        (ZaloErrorClass.Undecided, [-100]),
        (ZaloErrorClass.QuotaTomorrow, [-144, -147, -1441]),
        (ZaloErrorClass.AfterNight, [-133]),
        (ZaloErrorClass.NextChannel, [-108, -114, -118, -119]),
        (ZaloErrorClass.OptedOut, [-139, -141]),
        (ZaloErrorClass.OurMistake, [-109, -110, -111, -112, -1121, -1122, -1124, -131, -146, -148, -149, -150, -151, -152, -153, -1091]),
        (ZaloErrorClass.StopChannel, [-101, -102, -103, -104, -105, -115, -117, -126, -127, -135, -1351, -136, -137, 112]));

    /// <summary>Templates by user id answer with either list; where a number stands in both, the template's meaning holds.</summary>
    public static readonly FrozenDictionary<int, ZaloErrorClass> ZbsByUser =
        Oa.Concat(Zbs).GroupBy(pair => pair.Key).ToFrozenDictionary(same => same.Key, same => same.Last().Value);

    public static Outcome ToOutcome(int error, FrozenDictionary<int, ZaloErrorClass> table)
    {
        var code = error.ToString(CultureInfo.InvariantCulture);
        return table.GetValueOrDefault(error, ZaloErrorClass.Backoff) switch
        {
            ZaloErrorClass.RateLimited => new Outcome.RetryAfter(RetryReason.RateLimited, null, code),
            ZaloErrorClass.Backoff => new Outcome.RetryAfter(RetryReason.Backoff, null, code),
            ZaloErrorClass.PictureExpired => new Outcome.RetryAfter(RetryReason.PictureExpired, null, code),
            ZaloErrorClass.QuotaTomorrow => new Outcome.RetryAfter(RetryReason.QuotaTomorrow, null, code),
            ZaloErrorClass.RecipientTomorrow => new Outcome.RetryAfter(RetryReason.RecipientTomorrow, null, code),
            ZaloErrorClass.AfterNight => new Outcome.RetryAfter(RetryReason.Night, null, code),
            ZaloErrorClass.NextChannel => new Outcome.Failed(FailureScope.Recipient, code),
            ZaloErrorClass.OptedOut => new Outcome.OptedOut(code),
            ZaloErrorClass.OurMistake => new Outcome.Failed(FailureScope.Message, code),
            ZaloErrorClass.Undecided => new Outcome.Unknown(code),
            // A token that is refused although it is new: only a person can mend that.
            _ => new Outcome.Failed(FailureScope.Channel, code),
        };
    }

    private static FrozenDictionary<int, ZaloErrorClass> Table(params (ZaloErrorClass Class, int[] Codes)[] rows) =>
        rows.SelectMany(row => row.Codes.Select(code => KeyValuePair.Create(code, row.Class))).ToFrozenDictionary();
}
